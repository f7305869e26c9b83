"""The data set's tables, plain or gzipped."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

MONTHS = {"B": 2, "J": 10}
Table = Iterator[dict[str, str]]


def rows(folder: Path, name: str) -> Table:
    """The rows of table ``name`` as dictionaries; FileNotFoundError names what is missing."""
    plain, packed = folder / f"{name}.csv", folder / f"{name}.csv.gz"
    if plain.exists():
        with plain.open(newline="", encoding="utf-8") as stream:
            yield from csv.DictReader(stream)
    elif packed.exists():
        with gzip.open(packed, "rt", newline="", encoding="utf-8") as stream:
            yield from csv.DictReader(stream)
    else:
        raise FileNotFoundError(f"{plain} or {packed.name} is missing")


@dataclass(frozen=True)
class Assessment:
    """What was submitted: its module and presentation (`2013J`), kind (TMA, CMA, Exam) and weight in per cent."""

    id: str
    module: str
    presentation: str
    kind: str
    weight: float

    @property
    def first_day(self) -> datetime:
        """When its presentation began: noon (UTC) of the first of February (B) or October (J)."""
        return datetime(int(self.presentation[:4]), MONTHS[self.presentation[4]], 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Submission:
    """One learner's submission; ``day`` counts from the presentation's first, ``score`` (0 to 100) may be missing."""

    assessment: Assessment
    learner: str
    day: int
    banked: bool
    score: int | None

    @property
    def at(self) -> datetime:
        """When it was submitted."""
        return self.assessment.first_day + timedelta(days=self.day)


def assessments(folder: Path) -> dict[str, Assessment]:
    """All assessments by id."""
    return {row["id_assessment"]: _assessment(row) for row in rows(folder, "assessments")}


def _assessment(row: dict[str, str]) -> Assessment:
    names = (row["id_assessment"], row["code_module"], row["code_presentation"], row["assessment_type"])
    return Assessment(*names, weight=float(row["weight"]))


def submissions(folder: Path) -> Iterator[Submission]:
    """All submissions, in the order of the file."""
    known = assessments(folder)
    for row in rows(folder, "studentAssessment"):
        score = int(float(row["score"])) if row["score"] else None
        day, banked = int(row["date_submitted"]), row["is_banked"] == "1"
        yield Submission(known[row["id_assessment"]], row["id_student"], day, banked, score)


def regions(folder: Path) -> dict[str, str]:
    """Each learner's region."""
    return {row["id_student"]: row["region"] for row in rows(folder, "studentInfo")}
