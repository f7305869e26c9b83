"""`python -m services.profiles import FILE`: the operator's way to bring an organization in."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from services.profiles.domain.table import FileRefused
from services.profiles.importing import import_csv
from services.profiles.report import Report
from shared.store import database

cli = typer.Typer(add_completion=False, help="Commands for whoever runs Laurel.", pretty_exceptions_enable=False)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV of units and people.")]
SHOWN = 50


@cli.callback()
def _commands() -> None:
    """Commands for whoever runs Laurel."""


@cli.command("import")
def import_file(
    file: File, *, dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False
) -> None:
    """Bring in units and people; what is the same is left as it is. Ends with 1 where rows were refused."""
    console = Console(stderr=True)
    try:
        found = import_csv(database("profiles"), file.read_text(encoding="utf-8"), dry_run=dry_run)
    except (FileRefused, UnicodeDecodeError) as error:
        console.print(f"{file}: {error}", markup=False)
        raise typer.Exit(2) from error
    _show(console, found)
    raise typer.Exit(1 if found.refused else 0)


def _show(console: Console, found: Report) -> None:
    refused = [row for row in found.rows if row.status == "refused"]
    if refused:
        table = Table("line", "id", "column", "what would be right")
        for row in refused[:SHOWN]:
            table.add_row(str(row.row), row.id or "", row.field or "", row.problem or "")
        console.print(table)
    if len(refused) > SHOWN:
        console.print(f"and {len(refused) - SHOWN} more")
    done = f"{found.created} created, {found.changed} changed, {found.unchanged} unchanged, {found.refused} refused"
    console.print(f"Nothing was written; it would be: {done}" if found.dry_run else done)
