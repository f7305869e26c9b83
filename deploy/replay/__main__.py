"""python -m deploy.replay FILE [--url URL] [--key KEY]: sends NDJSON CloudEvents to intake, and goes on where it was
left."""

from pathlib import Path
from typing import Annotated

import httpx2
import typer
from rich.console import Console

from deploy.local import access
from deploy.replay import place
from deploy.replay.replaying import replay
from deploy.replay.sending import Sender, Stopped

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="events, one a line")]
Url = Annotated[str, typer.Option(envvar="LAUREL_INTAKE", help="intake's address; else that of access.json")]
Key = Annotated[
    str, typer.Option(envvar="LAUREL_KEY_OF_SOURCE", help="a source's key (lrk_…); else that of access.json")
]
Rate = Annotated[float, typer.Option(min=0, help="at most so many events a second; 0: as fast as it goes")]
Size = Annotated[int, typer.Option("--batch", min=1, max=1000, help="events a request")]
Restart = Annotated[bool, typer.Option("--restart", help="begin anew; what is known already is told as such")]
Patience = Annotated[float, typer.Option(min=0, help="seconds for which a batch is tried again")]


def main(
    file: File,
    url: Url = "",
    key: Key = "",
    rate: Rate = 0,
    size: Size = 500,
    restart: Restart = False,
    patience: Patience = 600,
) -> None:
    """Send FILE (NDJSON CloudEvents) to Laurel. Ends with 0 when all was taken, 1 when some was refused, 2 when it
    could not go on."""
    console = Console()
    known = {} if url and key else access.read()
    url, key = url or known.get("intake", ""), key or known.get("source", {}).get("key", "")
    if not url or not key:
        console.print("Where to? Start Laurel (make run), or give --url and --key.")
        raise typer.Exit(2)
    position = place.file_for(file, url)
    if restart:
        position.unlink(missing_ok=True)
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
        try:
            reached = replay(file, position, Sender(client, rate or None, patience), size, console)
        except Stopped as stopped:
            console.print(f"Stopped: {stopped}", style="bold")
            raise typer.Exit(2) from stopped
        except KeyboardInterrupt as interrupt:
            console.print("Interrupted: run it again, it goes on from here.")
            raise typer.Exit(2) from interrupt
    raise typer.Exit(1 if reached.reasons else 0)


if __name__ == "__main__":
    typer.run(main)
