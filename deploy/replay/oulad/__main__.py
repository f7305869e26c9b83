"""python -m deploy.replay.oulad SOURCE_FOLDER OUT.ndjson [--people people.csv --units units.csv]"""

from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from deploy.replay.oulad.events import SOURCE, event_of
from deploy.replay.oulad.people import write_people, write_units
from deploy.replay.oulad.tables import regions, submissions

Folder = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, help="the data set's CSV files, plain or gzipped")
]
Out = Annotated[Path, typer.Argument(dir_okay=False, help="events to write, one a line, in the order of their times")]
People = Annotated[Path | None, typer.Option(dir_okay=False, help="people to import, to write")]
Units = Annotated[Path | None, typer.Option(dir_okay=False, help="units to import, to write")]
Source = Annotated[str, typer.Option(help="the source that the events are sent as")]


def main(
    folder: Folder, out: Out, people: People = None, units: Units = None, source: Source = SOURCE
) -> None:  # fmt: skip
    """Make completion events, and people and units, from the Open University Learning Analytics Dataset."""
    console = Console()
    found = sorted(submissions(folder), key=lambda one: (one.at, int(one.assessment.id), int(one.learner)))
    with out.open("wb") as stream:
        stream.writelines(orjson.dumps(event_of(one, source)) + b"\n" for one in found)
    learners = {one.learner for one in found}
    console.print(f"{len(found):,} completions of {len(learners):,} learners: {out}")
    if people or units:
        where = {learner: region for learner, region in regions(folder).items() if learner in learners}
        if units:
            console.print(f"{write_units(units, where.values())} units: {units}")
        if people:
            console.print(f"{write_people(people, learners, where, source):,} people: {people}")


if __name__ == "__main__":
    typer.run(main)
