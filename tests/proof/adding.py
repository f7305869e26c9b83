"""What the data set has no column for, or the converter does not take from it: added to the converted files.

People join when they first registered, have attributes, calendars and zones; an exam has a reader, the learner before
in the order of numbers, and its author as a role of its own; every submission has lists in its data."""

import csv
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson

from deploy.replay.oulad.tables import Assessment, rows

TOP = "u-oulad"
LEAVE = "2013-12-16..2014-01-12;2014-03-01..2014-03-31"
MORE = ("timezone", "locale", "workdays", "leave", "attribute:gender", "attribute:age")
BY_REGION = {
    "u-oulad-wales": {"timezone": "Europe/London"},
    "u-oulad-ireland": {"locale": "en-IE", "workdays": "1;2;3;4;7"},
}
Row = dict[str, str]


def add_to_units(file: Path) -> None:
    """Put a unit above all units."""
    units = [{**row, "parent": TOP} for row in _read(file)]
    _write(file, [{"kind": "unit", "id": TOP, "name": "Everybody", "parent": ""}, *units])


def add_to_people(file: Path, folder: Path) -> None:
    """Give people the day on which they joined, attributes, calendars and zones."""
    joined, known = _joined(folder), _known(folder)
    _write(file, [_person(row, joined, known) for row in _read(file)])


def add_to_events(file: Path) -> None:
    """Give exams their readers, and every submission its lists."""
    events = [orjson.loads(line) for line in file.read_bytes().splitlines()]
    for event in events:
        event["data"]["data"] |= _lists(event["data"]["data"])
    for exam, reader in _exams(events):
        others = [{"id": exam["subject"], "role": "author"}, *([{"id": reader, "role": "reader"}] if reader else [])]
        exam["data"]["participants"] = others
    file.write_bytes(b"".join(orjson.dumps(event) + b"\n" for event in events))


def _person(row: Row, joined: dict[str, datetime], known: dict[str, Row]) -> Row:
    learner = row["identities"].rpartition(":")[2]
    unit = row["memberships"].partition("@")[0]
    said = dict.fromkeys(MORE, "") | row | BY_REGION.get(unit, {}) | known[learner]
    return said | ({"joined_at": joined[learner].isoformat().replace("+00:00", "Z")} if learner in joined else {})


def _joined(folder: Path) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for row in rows(folder, "studentRegistration"):
        if row["date_registration"]:
            first = Assessment("", row["code_module"], row["code_presentation"], "", 0).first_day
            at = first + timedelta(days=int(float(row["date_registration"])))
            found[row["id_student"]] = min(at, found.get(row["id_student"], at))
    return found


def _known(folder: Path) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows(folder, "studentInfo"):
        before = found.get(row["id_student"], {})
        age = min(row["age_band"], before.get("attribute:age", row["age_band"]))
        leave = LEAVE if row["disability"] == "Y" else before.get("leave", "")
        found[row["id_student"]] = {"attribute:gender": row["gender"], "attribute:age": age, "leave": leave}
    return found


def _lists(data: dict[str, Any]) -> dict[str, Any]:
    parts = [{"name": data["module"], "marks": data["weight"]}, {"name": data["kind"], "marks": 1}]
    final = [{"name": "final", "marks": 2}] if data["kind"] == "Exam" else []
    label = "12.5-false" if data["module"] == "DDD" else "20-false"
    return {"parts": [*parts, *final], "tags": [part["name"] for part in [*parts, *final]], "label": label}


def _exams(events: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], str | None]]:
    """Each exam with the learner before, of those who submitted it."""
    exams = [event for event in events if event["data"]["data"]["kind"] == "Exam"]
    exams.sort(key=lambda exam: (exam["data"]["object"]["id"], int(exam["subject"])))
    before = [None, *exams]
    return [(exam, _learner(other, exam)) for other, exam in pairwise(before) if exam]


def _learner(other: dict[str, Any] | None, exam: dict[str, Any]) -> str | None:
    same = other is not None and other["data"]["object"] == exam["data"]["object"]
    return str(other["subject"]) if other and same else None


def _read(file: Path) -> list[Row]:
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _write(file: Path, found: list[Row]) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, found[-1].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
