"""One replay: from where it was left to the end of the file, with a bar that shows how far it is."""

import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from deploy.replay import place as places
from deploy.replay.lines import batches, count
from deploy.replay.report import report
from deploy.replay.sending import Sender, note


def replay(file: Path, position: Path, sender: Sender, size: int, console: Console) -> places.Place:
    """Send what was not sent yet, noting each batch when it is acknowledged, and print the report; the place reached.
    Stopped where it can't go on: what was acknowledged is noted, and the next replay goes on behind it."""
    place = places.load(position)
    begun, before = time.monotonic(), place.done
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console) as progress:
            bar = progress.add_task(file.name, total=count(file), completed=place.done)
            for batch in batches(file, size, place.offset, place.line):
                items = sender.send(batch, lambda why: progress.update(bar, description=f"waiting: {why}"[:60]))
                note(place, batch, items)
                places.store(position, place)
                progress.update(bar, completed=place.done, description=file.name)
    finally:
        report(console, place, time.monotonic() - begun, place.done - before)
    return place
