"""python -m tests.proof [FOLDER]: replays all of OULAD through kills, duplicates and disorder, and compares with SQL.

Ends with 0 when all is equal, 1 when something differs, 2 without the data set."""

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tests.faults.machine import SERVICES, machine_of
from tests.proof.badges import BADGES, FEW
from tests.proof.compare import compare, show
from tests.proof.run import Run
from tests.proof.saying import ZONE
from tests.proof.tables import expected

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "oulad"
MISSING = """\
The Open University Learning Analytics Dataset is not at {folder}.
It can be had at https://analyse.kmi.open.ac.uk/open_dataset (CC-BY 4.0). Unpack it (assessments.csv, studentInfo.csv,
studentRegistration.csv and studentAssessment.csv, plain or gzipped, are what is needed) and name the folder:
make replay-proof OULAD=/path/to/oulad"""
EVERYONE = (*SERVICES, "recognition", "gateway")
Folder = Annotated[Path, typer.Argument(help="the data set's CSV files, plain or gzipped")]
Few = Annotated[bool, typer.Option(help="a fifth of the badges, in a third of the time")]


def main(folder: Folder = BESIDE, *, few: Few = False) -> None:
    """Replay the data set, kill every process twice on the way, and compare with the SQL script."""
    console, badges = Console(), FEW if few else BADGES
    if not (folder / "assessments.csv").exists():
        console.print(MISSING.format(folder=folder), soft_wrap=True)
        raise typer.Exit(2)
    with tempfile.TemporaryDirectory(prefix="laurel-proof-") as work:
        home = Path(work) / "laurel"
        with (
            machine_of(home, LAUREL_TIMEZONE=ZONE) as machine,
            closing(Run(machine, folder, Path(work), console, EVERYONE, badges)) as run,
        ):
            once = [[name] for name in run.names]
            rest = [names for names in once if names != ["intake"]]
            place = run.go([*once[:4], ["intake"], *once[4:]], rest)  # intake has no work left once all is sent
            wanted = expected(folder, badges)
            found = compare(run, wanted)
            show(console, run, place, found)
    raise typer.Exit(0 if found.equal else 1)


if __name__ == "__main__":
    typer.run(main)
