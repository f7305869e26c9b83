"""The Open University's data set as events, people and units; judged on the committed excerpt."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
import typer
from typer.testing import CliRunner

from deploy.replay.oulad import __main__ as converter
from deploy.replay.oulad.excerpt import ONE_IN, chosen, excerpt
from deploy.replay.oulad.tables import rows, submissions
from services.intake.domain.reading import read
from services.profiles.domain import table

EXCERPT = Path(__file__).parents[2] / "data" / "oulad"
SUBMISSIONS, LEARNERS = 2289, 306


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the converter makes of the excerpt: events.ndjson, people.csv and units.csv."""
    folder = tmp_path_factory.mktemp("oulad")
    convert(folder / "events.ndjson", folder)
    return folder


def convert(out: Path, folder: Path) -> None:
    """Run the command."""
    app = typer.Typer()
    app.command()(converter.main)
    people, units = str(folder / "people.csv"), str(folder / "units.csv")
    ran = CliRunner().invoke(app, [str(EXCERPT), str(out), "--people", people, "--units", units])
    assert ran.exit_code == 0, ran.output
    assert f"{SUBMISSIONS:,} completions of {LEARNERS:,} learners" in ran.output.replace("\n", "")


def events(folder: Path) -> list[dict[str, Any]]:
    """The events that were made."""
    return [orjson.loads(line) for line in (folder / "events.ndjson").read_bytes().splitlines()]


def test_each_submission_is_one_completion_that_intake_reads(made: Path) -> None:
    """As many as rows, with ids of their own, in the order of their times, all of them acceptable."""
    found = events(made)
    assert (len(found), len({event["id"] for event in found})) == (SUBMISSIONS, SUBMISSIONS)
    assert [event["time"] for event in found] == sorted(event["time"] for event in found)
    assert {read(event).source for event in found} == {"oulad"}


def test_an_event_says_what_the_row_says(made: Path) -> None:
    """The object, the score in three ways, and what rules may ask for."""
    row = next(row for row in rows(EXCERPT, "studentAssessment") if row["score"] == "100")
    assessment = next(one for one in rows(EXCERPT, "assessments") if one["id_assessment"] == row["id_assessment"])
    (event,) = (one for one in events(made) if one["id"] == f"{row['id_assessment']}-{row['id_student']}")
    assert (event["type"], event["subject"]) == ("assessment.submitted", row["id_student"])
    assert event["data"]["object"]["type"] == "assessment"
    assert event["data"]["object"]["id"] == row["id_assessment"]
    assert event["data"]["result"]["score"] == {"raw": 100, "min": 0, "max": 100, "scaled": 1}
    assert event["data"]["data"] == {
        "module": assessment["code_module"], "presentation": assessment["code_presentation"],
        "kind": assessment["assessment_type"], "banked": row["is_banked"] == "1", "weight": float(assessment["weight"]),
    }  # fmt: skip


def test_a_submission_without_a_score_has_no_result(made: Path) -> None:
    """The empty cell is nothing, not zero."""
    (row,) = (row for row in rows(EXCERPT, "studentAssessment") if not row["score"])
    (event,) = (one for one in events(made) if one["id"] == f"{row['id_assessment']}-{row['id_student']}")
    assert "result" not in event["data"]


def test_days_count_from_noon_of_the_presentations_first() -> None:
    """B begins in February, J in October; a day before the start lies before it."""
    seen = {one.assessment.presentation: one.assessment.first_day for one in submissions(EXCERPT)}
    assert seen["2013B"] == datetime(2013, 2, 1, 12, tzinfo=UTC)
    assert seen["2014J"] == datetime(2014, 10, 1, 12, tzinfo=UTC)
    early = next(one for one in submissions(EXCERPT) if one.day == -1)
    assert (early.assessment.first_day - early.at).days == 1


def test_people_and_units_can_be_imported(made: Path) -> None:
    """Profiles reads every row: members of their region since 2000, known to the source by their number."""
    people = list(table.read((made / "people.csv").read_text(), ZoneInfo("UTC")))
    units = list(table.read((made / "units.csv").read_text(), ZoneInfo("UTC")))
    assert (len(people), len(units)) == (LEARNERS, 13)
    assert all(isinstance(row, table.Row) for row in people + units)
    regions = {row["id_student"]: row["region"] for row in rows(EXCERPT, "studentInfo")}
    names = {row["id"]: row["name"] for row in csv.DictReader((made / "units.csv").read_text().splitlines())}
    for row in csv.DictReader((made / "people.csv").read_text().splitlines()):
        unit = row["memberships"].removesuffix("@2000-01-01..")
        assert names[unit] == regions[row["identities"].removeprefix("oulad:")]


def test_the_same_input_makes_the_same_files(made: Path, tmp_path: Path) -> None:
    """Byte by byte."""
    convert(tmp_path / "events.ndjson", tmp_path)
    for file in made.iterdir():
        assert file.read_bytes() == (tmp_path / file.name).read_bytes()


def test_the_excerpt_is_what_the_command_chooses(tmp_path: Path) -> None:
    """Taken from itself it is itself, and every learner in it is one of those chosen."""
    excerpt(EXCERPT, tmp_path)
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (EXCERPT / file.name).read_bytes()
    assert all(chosen(row["id_student"], ONE_IN) for row in rows(EXCERPT, "studentInfo"))
    assert Counter(chosen(str(number), ONE_IN) for number in range(7500))[True] == pytest.approx(100, abs=30)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    """Which file is looked for, and where."""
    with pytest.raises(FileNotFoundError, match=r"assessments\.csv"):
        list(submissions(tmp_path))
