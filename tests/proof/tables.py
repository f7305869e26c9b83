"""The data set's files in SQLite, as they are, and what the SQL script makes of them."""

import csv
import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

SCRIPT = Path(__file__).with_name("expected.sql")
TABLES = ("assessments", "studentAssessment", "studentInfo")
Award = tuple[str, str, str | None]
"""Employee, badge, tier."""


@dataclass(frozen=True)
class Expected:
    """What must come out: how many submissions, members by unit, the moment (ISO 8601, UTC) at which each award was
    earned, points by (employee, period), rank and points by (employee, period)."""

    submissions: int
    units: dict[str, int]
    awards: dict[Award, str]
    points: dict[tuple[str, str], int]
    ranks: dict[tuple[str, str], tuple[int, int]]

    @property
    def months(self) -> list[str]:
        """The months in which somebody has points, `2013-02`."""
        return sorted({period for _, period in self.points} - {"all"})


def expected(folder: Path) -> Expected:
    """Run the script over the files (plain or gzipped) of a folder; FileNotFoundError names what is missing."""
    with closing(sqlite3.connect(":memory:")) as db:
        for name in TABLES:
            _load(db, folder, name)
        db.executescript(SCRIPT.read_text(encoding="utf-8"))
        board = list(db.execute("select employee, period, rank, points from board"))
        return Expected(
            submissions=db.execute("select count(*) from submission").fetchone()[0],
            units=dict(db.execute("select unit, members from unit")),
            awards={(employee, badge, tier): at for employee, badge, tier, at in db.execute("select * from earned")},
            points={(employee, period): points for employee, period, _, points in board},
            ranks={(employee, period): (rank, points) for employee, period, rank, points in board},
        )


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
