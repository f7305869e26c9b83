"""Learners and regions as the CSV that profiles imports."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

SINCE = "2000-01-01"


def employee(learner: str) -> str:
    """The employee that a learner becomes."""
    return f"e-oulad-{learner}"


def unit(region: str) -> str:
    """The unit that a region becomes."""
    return "u-oulad-" + re.sub(r"[^a-z]+", "-", region.lower()).strip("-")


def write_units(file: Path, regions: Iterable[str]) -> int:
    """Write one unit a region; how many."""
    rows = [["unit", unit(region), region] for region in sorted(set(regions))]
    return _write(file, ["kind", "id", "name"], rows)


def write_people(file: Path, learners: Iterable[str], regions: Mapping[str, str], source: str) -> int:
    """Write one person a learner, known to ``source`` by the learner's number, member of the region since 2000."""
    rows = [
        ["person", employee(one), f"Learner {one}", SINCE, f"{unit(regions[one])}@{SINCE}..", f"{source}:{one}"]
        for one in sorted(set(learners), key=int)
    ]
    return _write(file, ["kind", "id", "name", "joined_at", "memberships", "identities"], rows)


def _write(file: Path, header: list[str], rows: list[list[str]]) -> int:
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    return len(rows)
