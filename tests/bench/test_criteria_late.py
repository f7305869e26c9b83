"""An employee with 50,000 facts gets a late one: 50 ms of evaluator time at most, whatever the rule asks for.

Every rule means all of the facts and none is true before the last of them has come, so that none may leave one aside.
What the store takes to fetch a part of the past is not the evaluator's time; how much of it is asked for is shown."""

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.criteria import Entitlement, Fact, History, compile_rule, parse_rule, read_person
from shared.criteria.folding.folded import Folded
from shared.criteria.folding.news import News, Past, Wanted
from shared.criteria.folding.plan import Plan
from shared.criteria.folding.storing import rows_of
from tests.bench.rounds import ROUNDS, Line, in_turns

COUNT, OBJECTS, AIM = 50_000, 20_000, 0.05
START, NOW = datetime(2021, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
PERSON = read_person({"id": "e-1", "timezone": "Europe/Berlin", "joined_at": "2020-01-01T00:00:00Z"})
OF = {"types": ["a.done"]}
EACH = OF | {"credit_key": []}
Json = dict[str, Any]


def step(topic: str) -> Json:
    """A step of a sequence."""
    return OF | {"where": [{"path": "data.topic", "op": "eq", "value": topic}]}


RULES: dict[str, Json] = {
    "count": {"count": {"of": EACH, "at_least": COUNT}},
    "count, each object once": {"count": {"of": OF, "at_least": OBJECTS}},
    "count, capped": {"count": {"of": EACH | {"cap": {"n": 3, "per": "day"}}, "at_least": 10**6}},
    "count, of a month": {"count": {"of": OF, "at_least": 10**4, "window": {"calendar": "month"}}},
    "count, of 30 days": {"count": {"of": OF, "at_least": 10**4, "window": {"rolling": "P30D"}}},
    "sum": {"sum": {"of": EACH, "path": "data.points", "at_least": COUNT}},
    "distinct": {"distinct": {"of": OF, "path": "id", "at_least": COUNT}},
    "streak": {"streak": {"of": OF, "period": "workday", "length": 5000, "min_per_period": 2}},
    "sequence": {"sequence": {"steps": [step("t1"), step("t2"), step("none")], "within": "P30D"}},
}


def fact(number: int, rng: random.Random) -> Fact:
    """One of 50,000 facts over five years, 27 a day, about 20,000 objects of which one is seen at the very last."""
    at = START + timedelta(seconds=number * 3100 + rng.randrange(3100))
    thing = OBJECTS - 1 if number == COUNT - 1 else number % (OBJECTS - 1)
    body = {
        "id": f"f-{number:06}", "completion": f"k-{number}", "type": "a.done", "employee": "e-1", "source": "s",
        "occurred_at": at.isoformat(), "object": {"type": "thing", "id": f"o-{thing}"},
        "data": {"topic": f"t{rng.randrange(50)}", "points": 1},
    }  # fmt: skip
    return Fact(body, at)


class Employee:
    """One who waits for late facts, under one rule."""

    def __init__(self, criteria: Json, facts: list[Fact], late: list[Fact]) -> None:
        self.compiled = compile_rule(parse_rule({"criteria": criteria}), "b")
        self.facts = facts
        self.known = sorted(set(facts) - set(late), key=lambda one: one.moment)
        self.late = late
        self.folded = Folded(Plan([("b", self.compiled)]), fresh=True)
        self.folded.take(News(self.known), self.history(), self.fetch)
        self.asked = self.fetching = 0.0

    def history(self) -> History:
        """The employee, with nothing remembered of earlier batches."""
        return History.of_person(PERSON, (), now=NOW)

    def fetch(self, wanted: Wanted) -> Past:
        """What a store would give."""
        begun = time.perf_counter()
        facts = [one for one in self.known if wanted.touches(one)]
        self.asked = max(self.asked, len(facts))
        self.fetching = time.perf_counter() - begun
        return Past(facts)

    def __call__(self, number: int) -> float:
        """Seconds for a late fact."""
        late, history, self.fetching = self.late[number], self.history(), 0.0
        self.known = sorted([*self.known, late], key=lambda one: one.moment)
        begun = time.perf_counter()
        self.folded.take(News([late]), history, self.fetch)
        return time.perf_counter() - begun - self.fetching

    def check(self) -> str:
        """After all late facts it says what the plain evaluator does, and its state is as if none had been late."""
        history = History.of_person(PERSON, self.facts, now=NOW)
        assert self.told(self.folded.judge(self.history())["b"]) == self.told(self.compiled.judge(history))
        in_order = Folded(self.folded.plan, fresh=True)
        in_order.take(News(self.facts), self.history(), self.fetch)
        assert list(rows_of(in_order)) == list(rows_of(self.folded))
        return f"as judged plainly; at most {self.asked:,.0f} facts asked for"

    def told(self, found: list[Entitlement]) -> list[Any]:
        """Entitlements, to be compared."""
        return [(one.earned_at, one.evidence) for one in found]


@pytest.mark.timeout(900)
def test_late_fact(lines: list[Line]) -> None:
    """A late fact, somewhere in five years."""
    rng = random.Random(7)
    facts = [fact(number, rng) for number in range(COUNT)]
    late = rng.sample(facts[:-1000], ROUNDS + 1)
    works = {name: Employee(criteria, facts, late) for name, criteria in RULES.items()}
    took = in_turns(works)
    for name, work in works.items():
        lines.append(
            Line(
                "7b", f"a late fact among {COUNT:,}: {name}", "50 ms", f"{took[name] * 1000:.1f} ms", "50 ms",
                took[name] / AIM, 1, work.check(), most=True,
            )
        )  # fmt: skip
