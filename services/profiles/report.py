"""What an import says of itself, row by row."""

from typing import Literal

from shared.requests import Answer

Status = Literal["created", "changed", "unchanged", "refused"]


class ReportRow(Answer):
    """What became of one line (the header is 1); of a refused one, the column at fault and what would be right."""

    row: int
    kind: str | None
    status: Status
    id: str | None
    field: str | None = None
    problem: str | None = None


class Report(Answer):
    """What an import did, or with ``dry_run`` would do."""

    dry_run: bool
    created: int
    changed: int
    unchanged: int
    refused: int
    rows: list[ReportRow]


def report(rows: list[ReportRow], *, dry_run: bool) -> Report:
    """The report of these rows, in the order of the file."""
    numbers = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
    for row in rows:
        numbers[row.status] += 1
    return Report(dry_run=dry_run, rows=sorted(rows, key=lambda row: row.row), **numbers)
