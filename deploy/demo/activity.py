"""A year of what the six systems report, as CloudEvents: the same for the same last day."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from deploy.demo.people import Person, people

SEED = 20260407
YEAR = 365
# Who does what: a unit's share of a type's usual count; everyone else's is `elsewhere`.
FOCUS = {
    "change.merged": ({"u-payments", "u-ledger", "u-risk", "u-mobile", "u-data", "u-engineering"}, 0.02),
    "review.completed": ({"u-payments", "u-ledger", "u-risk", "u-mobile", "u-data", "u-engineering"}, 0.02),
    "drill.led": ({"u-payments", "u-ledger", "u-engineering", "u-risk"}, 0.15),
    "drill.joined": ({"u-payments", "u-ledger", "u-engineering", "u-risk", "u-mobile"}, 0.3),
    "accessibility.reviewed": ({"u-mobile", "u-design"}, 0.1),
    "experiment.logged": ({"u-design", "u-data", "u-mobile"}, 0.15),
}
SCALE = {"review.completed": 0.45, "change.merged": 0.45}
STORY = ("Amara Diallo", "drill.led")  # what she led is told by `_story`
QUIET_MONTHS = {8: 0.55, 12: 0.7, 1: 0.85}
TEAMS = ["payments", "onboarding", "checkout", "ledger", "mobile", "search", "reports", "platform"]
WHAT = ["retries", "limits", "caching", "timeouts", "copy", "metrics", "schema", "clean-up", "alerts", "exports"]


@dataclass(frozen=True)
class Done:
    """One completion: who did what, when; ``body`` is the CloudEvent."""

    person: str
    at: datetime
    body: dict[str, Any] = field(compare=False)


@cache
def catalogue() -> dict[str, Any]:
    """The systems and what they report (`catalogue.json`)."""
    content: dict[str, Any] = json.loads(Path(__file__).with_name("catalogue.json").read_text())
    return content


def year(today: date) -> list[Done]:
    """Everything of the year that ended with yesterday, in order of time."""
    done = [one for person in people(today) for one in _of(person, today)]
    done += _story(today)
    done.sort(key=lambda one: (one.at, one.person, one.body["id"]))
    return done


def completion(kind: dict[str, Any], person: Person, at: datetime, random: Random, number: str) -> Done:
    """One completion of a type of the catalogue, of something that the person might well have done."""
    thing = _thing(kind, random)
    data = {name: thing["data"][name] for name in kind["data"] if name in thing["data"]}
    data |= {name: _value(spec, random) for name, spec in kind["data"].items() if name not in data}
    if "saved_per_month" in data and "cost" not in data.get("labels", ()):
        del data["saved_per_month"]
    content: dict[str, Any] = {"object": _object(kind, thing), "data": data}
    if "result" in kind:
        score = round(min(1.0, random.triangular(0.35, 1.02, 0.86)), 2)
        content["result"] = {"success": score >= 0.5, "score": {"raw": round(score * 100), "max": 100, "scaled": score}}
    role = "observer" if "observer" in kind["roles"] and random.random() < 0.2 else "actor"
    return Done(person.id, at, _event(kind, person, at, number, content, role))


def _event(
    kind: dict[str, Any], person: Person, at: datetime, number: str, content: dict[str, Any], role: str
) -> dict[str, Any]:
    subject = person.subject(kind["source"])
    event = {
        "specversion": "1.0",
        "id": number,
        "source": kind["source"],
        "type": kind["type"],
        "time": at.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": content,
    }
    if role == "actor":
        return event | {"subject": subject}
    return event | {"subject": subject, "data": content | {"participants": [{"id": subject, "role": role}]}}


def _of(person: Person, today: date) -> Iterator[Done]:
    for kind in catalogue()["types"]:
        if (person.name, kind["type"]) == STORY:
            continue
        random = Random(f"{SEED}/{person.id}/{kind['type']}")  # noqa: S311  # texture, not secrets
        units, elsewhere = FOCUS.get(kind["type"], (None, 1.0))
        share = 1.0 if units is None or person.unit in units else elsewhere
        low, high = kind["a_year"]["quiet"], kind["a_year"]["busy"]
        expected = (low + (high - low) * person.pace**1.6) * share * SCALE.get(kind["type"], 1.0)
        for index in range(_poisson(expected, random)):
            at = _moment(person, today, random)
            if at is not None:
                yield completion(kind, person, at, random, f"{kind['type']}-{person.handle}-{index}")


def _moment(person: Person, today: date, random: Random) -> datetime | None:
    """A moment of somebody's working day, rarer in quiet months and at weekends; None where they were not there."""
    day = today - timedelta(days=1 + int(YEAR * random.random() ** 1.15))
    if day.weekday() >= 5 and random.random() < 0.85:
        day -= timedelta(days=day.weekday() - 4)
    if random.random() > QUIET_MONTHS.get(day.month, 1.0) or not person.works_on(day):
        return None
    minutes = int(random.triangular(8 * 60, 18.5 * 60, 15 * 60))
    clock = time(minutes // 60, minutes % 60, random.randrange(60))
    return datetime.combine(day, clock, ZoneInfo(person.timezone)).astimezone(UTC)


def _poisson(expected: float, random: Random) -> int:
    limit, count, product = math.exp(-expected), 0, random.random()
    while product > limit:
        count, product = count + 1, product * random.random()
    return count


def _thing(kind: dict[str, Any], random: Random) -> dict[str, Any]:
    known: dict[str, Any] = random.choice(kind["objects"])
    if "open_ids" not in kind or random.random() < 0.15:
        return known
    number = random.randrange(1000, 9999)
    name = f"{random.choice(TEAMS).capitalize()}: {random.choice(WHAT)}"
    return {"id": kind["open_ids"].format(n=number), "name": name, "data": known["data"]}


def _object(kind: dict[str, Any], thing: dict[str, Any]) -> dict[str, str]:
    url = kind["url"].format(id=thing["id"])
    return {"type": kind["object_type"], "id": thing["id"], "name": thing["name"], "url": url}


def _value(spec: dict[str, Any], random: Random) -> Any:
    if spec["type"] == "boolean":
        return random.choices([True, False], spec.get("weights", [50, 50]))[0]
    if "values" in spec:
        return random.choices(spec["values"], spec.get("weights"))[0]
    low, high = spec.get("range", (1, 5))
    return random.randint(int(low), int(high)) if spec["type"] == "integer" else round(random.uniform(low, high), 1)


def _story(today: date) -> Iterator[Done]:
    """What the employee whom people sign in as has surely done: four drills led, one incident written up."""
    amara = next(person for person in people(today) if person.name == STORY[0])
    random = Random(f"{SEED}/story")  # noqa: S311
    kinds = {kind["type"]: kind for kind in catalogue()["types"]}
    for index, days in enumerate((250, 141, 66, 12)):
        drill = kinds["drill.led"] | {"objects": [kinds["drill.led"]["objects"][index]], "roles": ["actor"]}
        yield completion(drill, amara, _noon(today, days), random, f"drill.led-story-{index}")
    review = next(thing for thing in kinds["page.published"]["objects"] if thing["data"]["kind"] == "incident-review")
    page = {name: spec for name, spec in kinds["page.published"].items() if name != "open_ids"} | {"objects": [review]}
    yield completion(page, amara, _noon(today, 139), random, "page.published-story")


def _noon(today: date, days_ago: int) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), time(11, 20), UTC)
