"""python -m deploy.demo load|trickle: the demo organization, and the quiet life in it."""

import sys

import httpx2
import typer

cli = typer.Typer(add_completion=False, help="The demo organization.")


@cli.command()
def load() -> None:
    """Bring the demo organization in; nothing happens where it is there."""
    from deploy.demo.doors import Refused  # noqa: PLC0415  # `trickle` stays small
    from deploy.demo.load import load as bring_in  # noqa: PLC0415

    try:
        bring_in()
    except (Refused, httpx2.HTTPError, RuntimeError, TimeoutError) as error:
        sys.exit(f"  {error}")


@cli.command()
def trickle() -> None:
    """Send a little new activity until SIGTERM."""
    from deploy.demo.trickle import trickle as flow  # noqa: PLC0415

    flow()


if __name__ == "__main__":
    cli()
