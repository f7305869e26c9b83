"""A CSV of units and people, read into rows; a row that can't be read is refused by itself."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from services.profiles.domain import cells
from services.profiles.domain.cells import CellRefused, Reader

UNIT: Mapping[str, Reader] = {
    "name": cells.name,
    "parent": cells.optional(cells.identifier),
    "managers": cells.identifiers,
    "timezone": cells.optional(cells.timezone),
}
PERSON: Mapping[str, Reader] = {
    "name": cells.name,
    "email": cells.emails,
    "timezone": cells.timezone,
    "unit": cells.optional(cells.identifier),
    "member_since": cells.moment,
    "memberships": cells.memberships,
    "joined_at": cells.moment,
    "left_at": cells.optional(cells.moment),
    "locale": cells.locale,
    "admin": cells.yes_or_no,
    "identities": cells.identities,
    "manager": cells.optional(cells.identifier),
    "workdays": cells.workdays,
    "leave": cells.leave,
}
COLUMNS = ("kind", "id", *dict.fromkeys((*UNIT, *PERSON)))
ATTRIBUTE = re.compile(r"attribute:[a-z0-9_-]{1,40}")
MOST_COLUMNS = 100


class FileRefused(ValueError):
    """The file as a whole can't be read."""


@dataclass(frozen=True)
class Row:
    """One line of the file: its number (the header is 1), kind `unit` or `person`, id if given, what its cells say."""

    line: int
    kind: str
    id: str | None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why a line changes nothing: the column at fault, and what would be right."""

    line: int
    kind: str | None
    id: str | None
    field: str
    problem: str


def read(text: str, zone: ZoneInfo) -> Iterator[Row | Refusal]:
    """The rows of a CSV; dates are those of ``zone``. Raises FileRefused where there is no header that fits."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = _header(next(reader, []))
        for found in reader:
            if any(cell.strip() for cell in found):
                yield _row(reader.line_num, header, found, zone)
    except csv.Error as error:
        raise FileRefused(f"line {reader.line_num} is not CSV: {error}") from error


def _header(found: list[str]) -> list[str]:
    header = [name.strip() for name in found]
    if "kind" not in header:
        raise FileRefused(f"the first line names the columns, `kind` (unit or person) among them; it says {header[:5]}")
    if unknown := [name for name in header if name not in COLUMNS and not ATTRIBUTE.fullmatch(name)]:
        raise FileRefused(f"there is no column {unknown[0][:40]!r}; there are {', '.join(COLUMNS)} and attribute:NAME")
    if len(set(header)) != len(header) or len(header) > MOST_COLUMNS:
        raise FileRefused(f"each column is named once, and there are at most {MOST_COLUMNS}")
    return header


def _row(line: int, header: list[str], found: list[str], zone: ZoneInfo) -> Row | Refusal:
    if len(found) > len(header):
        return Refusal(line, None, None, header[-1], f"the line has {len(found)} cells, the header {len(header)}")
    said = {name: text.strip() for name, text in zip(header, found, strict=False) if text.strip()}
    kind, row_id = said.pop("kind", ""), said.pop("id", None)
    if kind not in ("unit", "person"):
        return Refusal(line, None, row_id, "kind", f"{kind[:40]!r}: write unit or person")
    if kind == "unit" and not row_id:
        return Refusal(line, kind, None, "id", "a unit needs an id, such as u-platform")
    values, column = {}, "id"
    try:
        if row_id:
            cells.identifier(row_id, zone)
        for column, text in said.items():
            values[column] = _reader(kind, column)(text, zone)
    except CellRefused as refused:
        return Refusal(line, kind, row_id, column, str(refused))
    return Row(line, kind, row_id, values)


def _reader(kind: str, column: str) -> Reader:
    if column.startswith("attribute:") and kind == "person":
        return cells.optional(cells.word)
    reader = (UNIT if kind == "unit" else PERSON).get(column)
    if reader is None:
        raise CellRefused(f"a {kind} has no {column}: leave it blank")
    return reader
