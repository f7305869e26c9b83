"""The data set as the platform is given it: the converter's files, and what is added to them."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.proof.adding import add_to_events, add_to_people, add_to_units

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Files:
    """Events (NDJSON, in the order of their times), people and units (CSV)."""

    events: Path
    people: Path
    units: Path


def convert(folder: Path, work: Path) -> Files:
    """Convert the data set in ``folder`` into files in ``work``."""
    files = Files(work / "ordered.ndjson", work / "people.csv", work / "units.csv")
    command = [sys.executable, "-m", "deploy.replay.oulad", str(folder), str(files.events)]
    more = ["--people", str(files.people), "--units", str(files.units)]
    subprocess.run([*command, *more], cwd=ROOT, check=True)
    add_to_events(files.events)
    add_to_people(files.people, folder)
    add_to_units(files.units)
    return files
