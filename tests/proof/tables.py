"""The data set's files in SQLite, as they are, and what the SQL script makes of them."""

import csv
import gzip
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

SCRIPTS = Path(__file__).with_name("sql")
PARTS = (
    "ground", "first", "conditions", "counting", "streaks", "sequences", "standing", "windows", "repeats", "points",
    "metas", "boards", "teams",
)  # fmt: skip
TABLES = ("assessments", "studentAssessment", "studentInfo", "studentRegistration")
Award = tuple[str, str, str | None, str]
"""Recipient (an employee, or `unit:` and a unit), badge, tier, scope (as JSON)."""


@dataclass(frozen=True)
class Expected:
    """What must come out: how many completions are kept for so many people and roles, members by unit, the moments (ISO
    8601, UTC) at which each award was earned, in order (several where it was renewed), points by (employee, period),
    rank and points by (employee, period); and the ledger entries that score, as criteria take them."""

    kept: dict[int, int]
    units: dict[str, int]
    awards: dict[Award, tuple[str, ...]]
    points: dict[tuple[str, str], int]
    ranks: dict[tuple[str, str], tuple[int, int]]
    scored: list[dict[str, Any]]

    @property
    def months(self) -> list[str]:
        """The months in which somebody has points, `2013-02`."""
        return sorted({period for _, period in self.points} - {"all"})


def expected(folder: Path, badges: Iterable[Mapping[str, Any]]) -> Expected:
    """Run the script over the files (plain or gzipped) of a folder; FileNotFoundError names what is missing. Of the
    awards only those of these ``badges`` are; what they ask for must be among them."""
    with closing(sqlite3.connect(":memory:")) as db:
        for name in TABLES:
            _load(db, folder, name)
        db.execute("create table published (badge)")
        db.executemany("insert into published values (?)", ((badge["id"],) for badge in badges))
        for part in PARTS:
            db.executescript((SCRIPTS / f"{part}.sql").read_text(encoding="utf-8"))
        entries = enumerate(db.execute("select employee, points, strftime('%Y-%m-%dT%H:%M:%SZ', day) from scored"))
        board = list(db.execute("select employee, period, rank, points from board"))
        return Expected(
            kept=dict(db.execute("select times, completions from kept")),
            units=dict(db.execute("select unit, members from unit")),
            awards=moments(
                ((employee, badge, tier, str(scope)), at)
                for employee, badge, tier, scope, at in db.execute("select * from earned")
            ),
            points={(employee, period): points for employee, period, _, points in board},
            scored=[
                {"id": str(n), "employee": employee, "amount": points, "occurred_at": at}
                for n, (employee, points, at) in entries
            ],
            ranks={(employee, period): (rank, points) for employee, period, rank, points in board},
        )


def moments(earned: Iterable[tuple[Award, str]]) -> dict[Award, tuple[str, ...]]:
    """The moments of each award, in order."""
    found: dict[Award, list[str]] = defaultdict(list)
    for award, at in earned:
        found[award].append(at)
    return {award: tuple(sorted(some)) for award, some in found.items()}


def _load(db: sqlite3.Connection, folder: Path, name: str) -> None:
    with _open(folder, name) as stream:
        rows: Iterator[list[str]] = csv.reader(stream)
        columns = next(rows)
        db.execute(f"create table {name} ({', '.join(columns)})")
        db.executemany(f"insert into {name} values ({', '.join('?' * len(columns))})", rows)


def _open(folder: Path, name: str) -> TextIO:
    plain = folder / f"{name}.csv"
    if plain.exists():
        return plain.open(newline="", encoding="utf-8")
    return gzip.open(folder / f"{name}.csv.gz", "rt", newline="", encoding="utf-8")
