"""Random histories against a model that recomputes everything: the ledger's sums, the totals and the boards are its.

The model knows nothing of criteria, batches or compensation: it is told what finally holds."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.events.envelope import Event
from tests.budget import UNSHRUNK, often
from tests.integration.leaderboards.desk import Desk, at, awarded, employee, recorded, retracted, revoked

PEOPLE = ("e-1", "e-2")
START = at("03-31T00:00")
PER_DAY, COURSE, AWARD = 2, 10, 7

moments = st.integers(0, 40).map(lambda hours: START + timedelta(hours=hours))
who = st.sampled_from(PEOPLE)
number = st.integers(0, 6)
completed = st.tuples(st.just("completed"), who, number, moments, st.integers(0, 4))
taken_back = st.tuples(st.just("retracted"), who, number)
award = st.tuples(st.just("award"), who, moments, st.booleans())
profile = st.tuples(st.just("profile"), who, st.sampled_from(["u-1", "u-2"]), moments, st.booleans())
upheaval = st.tuples(st.sampled_from(["project", "project", "project", "flush", "again"]))
histories = st.lists(st.one_of(completed, completed, taken_back, award, profile, upheaval), min_size=20, max_size=50)


@dataclass
class Model:
    """What finally holds: completions by number (the first told of each), those taken back, awards, newest profiles."""

    done: dict[tuple[str, int], tuple[Any, int]] = field(default_factory=dict)
    gone: set[tuple[str, int]] = field(default_factory=set)
    awards: dict[str, tuple[Any, bool, int]] = field(default_factory=dict)
    profiles: dict[str, tuple[str, Any, bool, int]] = field(default_factory=dict)

    def gains(self, person: str) -> list[tuple[Any, int]]:
        """(moment, points): the first of each course, at most two a day, and the award."""
        name = f"award-{person}"
        found = [(self.awards[name][0], AWARD)] if name in self.awards and not self.awards[name][1] else []
        courses: set[int] = set()
        days: Counter[Any] = Counter()
        standing = [(when, number, course) for (one, number), (when, course) in self.done.items()
                    if one == person and (one, number) not in self.gone]  # fmt: skip
        for when, _, course in sorted(standing, key=lambda one: (one[0], fact_id(person, one[1]))):
            if course not in courses and days[when.date()] < PER_DAY:
                courses.add(course)
                days[when.date()] += 1
                found.append((when, COURSE))
        return found

    def sums(self) -> dict[tuple[str, str, str], int]:
        """Points by person, period and unit of the moment; only who has a profile has any."""
        found: Counter[tuple[str, str, str]] = Counter()
        for person, (unit, since, _, _) in self.profiles.items():
            for when, points in self.gains(person):
                place = unit if when >= since else "u-0"
                found[person, f"{when:%Y-%m}", place] += points
                found[person, "all", place] += points
        return {key: points for key, points in found.items() if points}


def fact_id(person: str, number: int) -> str:
    """The id by which facts of one moment are ordered."""
    return str(recorded(number, person).data["id"])


def told(step: Any, model: Model) -> Event:
    """The event of a step, and what the model learns of it."""
    match step:
        case ("completed", person, number, when, course):
            when, course = model.done.setdefault((person, number), (when, course))
            return recorded(number, person, when, object={"type": "course", "id": f"c-{course}"})
        case ("retracted", person, number):
            model.gone.add((person, number))
            return retracted(number, person)
        case ("award", person, when, gone):
            name = f"award-{person}"
            revision = model.awards[name][2] + 1 if name in model.awards else 0
            model.awards[name] = when, gone, revision
            make = revoked if gone else awarded
            return make(name, AWARD, when, revision, person)
        case _:
            _, person, unit, since, hides = step
            sequence = model.profiles[person][3] + 1 if person in model.profiles else 1
            model.profiles[person] = unit, since, hides, sequence
            spans = [("u-0", None, since), (unit, since, None)]
            return employee(person, sequence, units=spans, privacy={"hide_from_boards": hides})


def live(desk: Desk, model: Model, history: list[Any]) -> None:
    """Go through a history, batch by batch; some of it comes twice, and Redis loses everything now and then."""
    batch: list[Event] = []
    for step in history:
        match step[0]:
            case "project":
                desk.hear(*batch)
                batch = []
                desk.project()
            case "flush":
                desk.lose_redis()
            case "again":
                batch += batch[::-1]
            case _:
                batch.append(told(step, model))
    desk.hear(*batch)
    desk.project()


@given(history=histories)
@often(10, UNSHRUNK)
def test_ledger_totals_and_boards_are_the_models(desk: Desk, history: list[Any]) -> None:
    """Whatever happened, in whatever batches: sums by unit, totals by period, and places on boards."""
    desk.empty()
    cap = {"n": PER_DAY, "per": "day"}
    desk.rule(points=COURSE, cap=cap)
    model = Model()
    live(desk, model, history)
    expected = model.sums()
    assert _ledger(desk) == expected
    assert desk.differences() == []
    for period in ("2026-03", "2026-04", "all"):
        shown = {person for person, (*_, hides, _) in model.profiles.items() if not hides}
        by_person = Counter[str]()
        for (person, key, _), points in expected.items():
            by_person[person] += points if key == period else 0
        assert desk.boards.points(period) == {name: n for name, n in by_person.items() if n and name in shown}
    numbers = [row["n"] for lane in range(12) for row in desk.db.entries.find({"lane": lane}).sort("n", 1)]
    assert len(numbers) == sum(row["n"] for row in desk.db.numbers.find())


def _ledger(desk: Desk) -> dict[tuple[str, str, str], int]:
    found: Counter[tuple[str, str, str]] = Counter()
    for row in desk.db.entries.find():
        for period in row["periods"]:
            found[row["employee"], period, row["unit"]] += row["amount"]
    return {key: points for key, points in found.items() if points}
