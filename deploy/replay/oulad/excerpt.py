"""python -m deploy.replay.oulad.excerpt SOURCE_FOLDER TO_FOLDER: the learners of one in seventy-five, as in
tests/data/oulad.

Chosen by a hash of their number, so that the excerpt is the same whoever makes it; rows stand as in the original."""

import csv
import hashlib
import sys
from pathlib import Path

from deploy.replay.oulad.tables import rows

ONE_IN = 75
TABLES = ("assessments", "courses", "studentAssessment", "studentInfo", "studentRegistration")


def chosen(learner: str, one_in: int) -> bool:
    """Whether a learner is in the excerpt of one in so many; who is in one of a multiple is also in this one."""
    return int.from_bytes(hashlib.sha256(learner.encode()).digest()[:4], "big") % one_in == 0


def excerpt(folder: Path, to: Path, one_in: int = ONE_IN) -> None:
    """Write the excerpt's tables."""
    to.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        kept = [row for row in rows(folder, name) if "id_student" not in row or chosen(row["id_student"], one_in)]
        with (to / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, kept[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)


if __name__ == "__main__":
    excerpt(Path(sys.argv[1]), Path(sys.argv[2]))
