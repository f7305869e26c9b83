"""The law of evaluation: however facts arrive, people hold by the rules what the rules say of the whole history."""

import itertools
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.criteria import Award, Fact, History, Person, compile_rule, parse_rule
from shared.events.envelope import Event
from shared.store import Row
from tests.budget import often
from tests.integration.badges.support import NOW, Badges, draft, led, tier, took_back

DRILLS = {"types": ["drill.led"]}
EVERY_TIME = {"types": ["drill.*"], "credit_key": []}
TIERS = [tier("bronze", 1), tier("silver", 3), tier("gold", 6)]
RULES: dict[str, dict[str, Any]] = {
    "a-count": {"criteria": {"count": {"of": DRILLS, "at_least": 1}}, "tiers": TIERS},
    "b-sum": {"criteria": {"sum": {"of": DRILLS, "path": "data.minutes", "at_least": 60}}},
    "c-distinct": {
        "criteria": {"distinct": {"of": {"types": ["drill.*"], "role": "*"}, "path": "data.topic", "at_least": 2}}
    },
    "d-capped": {"criteria": {"count": {"of": EVERY_TIME | {"cap": {"n": 1, "per": "day"}}, "at_least": 3}}},
    "e-rolling": {"criteria": {"count": {"of": EVERY_TIME, "at_least": 3, "window": {"rolling": "P3D"}}}},
    "f-monthly": {"criteria": {"count": {"of": EVERY_TIME, "at_least": 2}}, "repeat": {"per_period": "week"}},
    "g-every": {"criteria": {"count": {"of": EVERY_TIME, "at_least": 2}}, "repeat": {"every": 2}},
    "h-both": {
        "criteria": {
            "all": [
                {"count": {"of": {"types": ["drill.joined"]}, "at_least": 1}},
                {"any": [{"badge": {"id": "b-sum"}}, {"badge": {"id": "a-count", "tier": "silver"}}]},
            ]
        }
    },
    "i-proud": {"criteria": {"count": {"of": {"types": ["laurel.badge.awarded"]}, "at_least": 3}}},
}
FACTS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(0, 40).map(lambda half: half / 2),
        st.sampled_from(["drill.led", "drill.joined"]),
        st.integers(0, 40),
        st.sampled_from(["x", "y", "z"]),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def people() -> Iterable[int]:
    """Numbers for people nobody has met yet: each example has its own."""
    return itertools.count()


@pytest.fixture
def ruled(service: Badges) -> Badges:
    """The service with all of these badges live."""
    for badge, rule in RULES.items():
        service.publish(draft(badge, **rule))
    return service


@often(18)
@given(facts=FACTS, data=st.data())
def test_any_order_and_batching_gives_what_the_whole_history_gives(
    ruled: Badges, people: Any, facts: list[Any], data: st.DataObject
) -> None:
    """Facts and retractions shuffled, repeated and cut into batches at random: awards are those of the reference."""
    person = f"e-{next(people)}"
    told = [happened(number, fact, person) for number, fact in enumerate(facts)]
    gone = data.draw(st.sets(st.sampled_from(range(len(told)))), "taken back")
    events = told + [took_back(str(number), person) for number in gone]
    stream = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events), max_size=4))), "stream")
    for batch in cut(stream, data.draw(st.integers(1, 6), "a batch")):
        ruled.hear(*batch)
    kept = [Fact.of(event.data) for number, event in enumerate(told) if number not in gone]
    assert held(ruled, person) == reference(person, kept)


def happened(number: int, fact: tuple[int, float, str, int, str], person: str) -> Event:
    """One fact of the example; several may be about the same thing."""
    thing, day, type_, minutes, topic = fact
    about = {"type": "drill", "id": str(thing)}
    return led(str(number), day, person, type=type_, object=about, data={"minutes": minutes, "topic": topic})


def cut(stream: list[Event], size: int) -> list[list[Event]]:
    """The stream in batches."""
    return [stream[start : start + size] for start in range(0, len(stream), size)]


def held(service: Badges, person: str) -> set[tuple[Any, ...]]:
    """What a person holds by the rules."""
    rows = (row for row in service.awards(person) if row["state"] == "active" and not row["flagged"])
    return {(row["badge"], row["tier"], row["scope"].strip('"'), row["earned_at"], evidence(row)) for row in rows}


def evidence(row: Row) -> tuple[str, ...]:
    """The completions that an award rests on; of awards only that there are some, since their ids are the store's."""
    return () if row["badge"] == "i-proud" else tuple(row["evidence"])


def reference(person: str, facts: list[Fact]) -> set[tuple[Any, ...]]:
    """What the rules say of the whole history, badge after badge in an order in which each is asked for only later."""
    awards: list[Award] = []
    found = set()
    for badge, rule in RULES.items():
        compiled = compile_rule(parse_rule(rule_only(rule)), badge, frozenset({"i-proud"}))
        history = History.of_person(Person(person), facts, awards=awards, now=NOW)
        for one in compiled.judge(history):
            scope = "null" if one.scope is None else str(one.scope)
            pieces = () if badge == "i-proud" else tuple(sorted({fact.completion for fact in one.facts}))
            found.add((badge, one.tier, scope, one.earned_at, pieces))
            awards.append(Award(badge, one.tier, person, one.scope, one.earned_at))
    return found


def rule_only(said: dict[str, Any]) -> dict[str, Any]:
    """The rule without what only people read."""
    tiers = [{"id": one["id"], "at_least": one["at_least"]} for one in said.get("tiers", ())]
    return {**said, "tiers": tiers} if tiers else said
