"""Badges of units: what the members do together, judged on the unit's lane, whoever's lane it happened on."""

import itertools
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.badges.publishing import rule_of
from services.badges.requests import SaveBadge
from services.badges.units import preparing
from shared.criteria import Fact, History, Units, compile_rule, parse_rule, read_person, read_unit
from shared.events.envelope import Event
from shared.http import Problem
from tests.budget import UNSHRUNK, often
from tests.integration.badges.support import (
    NOW,
    Badges,
    at,
    draft,
    drills,
    holding,
    led,
    member,
    posted,
    tier,
    together,
    took_back,
    unit,
)

EACH = {"of": {"types": ["drill.led"]}}


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five facts are many."""
    monkeypatch.setattr(preparing, "LARGE", 5)


def test_what_members_do_counts_together(teams: Badges) -> None:
    """Nobody has three; the team has, and the department with it; the moment is that of the third."""
    teams.publish(together())
    for number, name in enumerate(["e-1", "e-2", "e-3"]):
        teams.hear(led(str(number), number, name))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled")]
    teams.hear(led("late", -1, "e-2"))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]
    (award,) = teams.awards("unit:red")
    assert (award["earned_at"], award["evidence_count"]) == (at(1), 3)
    (award,) = teams.awards("unit:dept")
    assert (award["earned_at"], award["revision"]) == (at(1), 1)
    assert [event.subject for event in teams.told() if "badge" in event.type].count("unit:red") == 1


def test_history_counts_when_it_goes_live(teams: Badges) -> None:
    """Publishing judges every unit; what is told of it is no digest to a person."""
    for number, name in enumerate(["e-1", "e-2", "e-1"]):
        teams.hear(led(str(number), number, name))
    assert teams.db.outbox.count_documents({"topic": "badges.work"}) == 0, "nobody looks at it yet"
    teams.publish(together())
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]
    assert {event.type.split(".")[2] for event in teams.told()} == {"awarded"}
    progress = list(teams.db.backfills.find({"total": {"$gt": 0}}))
    assert sum(row["done"] for row in progress) == 3


def test_what_is_taken_back_is_taken_from_the_unit(teams: Badges) -> None:
    """A retraction on a member's lane revokes on the unit's; what comes instead is a new generation."""
    teams.publish(together())
    for number, name in enumerate(["e-1", "e-2", "e-2"]):
        teams.hear(led(str(number), number, name))
    teams.deliver_work()
    teams.hear(took_back("1", "e-2"))
    teams.deliver_work()
    assert holding(teams) == []
    teams.hear(led("again", 5, "e-1"))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]
    assert [row["generation"] for row in teams.awards("unit:red")] == [0, 1]


def test_only_members_of_the_time_count(teams: Badges) -> None:
    """What somebody did before they came, or after they left, is not the unit's; a correction of the past is heard."""
    teams.publish(together())
    teams.hear(member("e-1", "red", 2, since=2))
    teams.hear(*(led(f"early-{day}", day, "e-1") for day in (0, 1)), led("in", 3, "e-1"))
    teams.hear(led("other", 3, "e-2"), led("after", 4, "e-2"), member("e-2", "red", 2, until=4))
    teams.deliver_work()
    assert holding(teams) == []
    teams.hear(member("e-2", "red", 3))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]


def test_units_that_move_take_their_history_along(teams: Badges) -> None:
    """The department loses a team, and another unit above it gets what the team did."""
    teams.publish(together())
    teams.everywhere(unit("other", None))
    teams.hear(led("1", 0, "e-1"), led("2", 1, "e-1"), led("3", 2, "e-1"))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]
    teams.everywhere(unit("red", "other", 2))
    teams.deliver_work()
    assert holding(teams) == [("other", "well-drilled"), ("red", "well-drilled")]
    (award,) = teams.awards("unit:dept")
    assert award["flagged"], "a late change of the past takes nothing: it is kept by courtesy"


def test_points_and_badges_of_members_count(teams: Badges) -> None:
    """A unit's rule may ask for points that members got, and for badges that they were awarded."""
    both = {"all": [{"points": {"at_least": 5}}, {"count": {"of": {"types": ["laurel.badge.awarded"]}, "at_least": 2}}]}
    teams.publish(draft("led-one", drills(1)))
    teams.publish(together("rich") | {"criteria": both})
    teams.hear(led("1", 0, "e-1"), posted("p1", 3))
    teams.hear(posted("p2", 3, employee="e-2"), led("2", 1, "e-2"))
    teams.deliver_work()
    assert holding(teams) == [("dept", "rich"), ("red", "rich")]


def test_a_unit_is_judged_from_memory_as_it_is_anew(teams: Badges) -> None:
    """What is remembered of a unit is used for what is new, and dropped when its people change."""
    teams.publish(together(at_least=2))
    for number, name in enumerate(["e-1", "e-2", "e-3", "e-4"]):
        teams.hear(led(str(number), number, name))
        teams.deliver_work()
    teams.hear(member("e-3", "red", 2))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]
    assert teams.awards("unit:red")[0]["evidence_count"] == 2


def test_a_timer_ends_what_a_unit_holds(teams: Badges) -> None:
    """Awards of units expire like people's."""
    teams.publish(together(expiry="P30D"))
    teams.hear(led("1", 200, "e-1"), led("2", 200, "e-1"), led("3", 200, "e-1"))
    teams.deliver_work()
    assert holding(teams) == [("dept", "well-drilled"), ("red", "well-drilled")]
    assert teams.fire(at(231)) == 2
    assert holding(teams) == []


@pytest.mark.parametrize(
    ("said", "path"),
    [({"points": 5}, "points"), ({"grant_policy": {"who": "admins"}}, "grant_policy.who")],
    ids=["points", "given by hand"],
)
def test_what_goes_to_people_only_is_refused(said: dict[str, Any], path: str) -> None:
    """A unit has no points, and nobody gives it a badge."""
    with pytest.raises(Problem) as refused:
        rule_of(SaveBadge.model_validate(together(**said)))
    assert [fault.path for fault in refused.value.errors] == [path]


RULES: dict[str, dict[str, Any]] = {
    "a-count": {"criteria": {"count": EACH | {"at_least": 1}}, "tiers": [tier("bronze", 2), tier("silver", 4)]},
    "b-topics": {"criteria": {"distinct": EACH | {"path": "data.topic", "at_least": 2}}},
    "c-busy": {"criteria": {"count": EACH | {"at_least": 3, "window": {"rolling": "P3D"}}}},
    "d-days": {"criteria": {"streak": EACH | {"period": "day", "length": 2}}},
}
RULES["a-count"]["criteria"]["count"]["tiered"] = True
LED = st.tuples(st.integers(0, 16).map(lambda half: half / 2), st.integers(0, 2), st.sampled_from("xyz"))
MOVES = st.tuples(st.integers(0, 2), st.sampled_from(["red", "blue"]), st.integers(0, 8))


@pytest.fixture(scope="module")
def numbers() -> Iterable[int]:
    """Numbers for units and people nobody has met yet: each example has its own."""
    return itertools.count()


@often(4, UNSHRUNK)
@given(facts=st.lists(LED, min_size=1, max_size=12), moves=st.lists(MOVES, max_size=3), data=st.data())
def test_any_order_gives_units_what_the_whole_history_gives(
    ruled: Badges, numbers: Any, facts: list[Any], moves: list[Any], data: st.DataObject
) -> None:
    """Facts, retractions and moves of people in any order, told to the units at any time: by the rules they hold what
    the plain evaluator says of everything."""
    mine = next(numbers)
    dept, red, blue = (f"{name}-{mine}" for name in ("dept", "red", "blue"))
    people = [f"e-{mine}-{number}" for number in range(3)]
    ruled.everywhere(unit(dept, None), unit(red, dept), unit(blue, dept))
    states = [member(name, red) for name in people]
    states += [
        member(people[who], f"{to}-{mine}", 2 + number, since=since) for number, (who, to, since) in enumerate(moves)
    ]
    told = [
        led(f"{mine}-{number}", day, people[who], data={"topic": topic})
        for number, (day, who, topic) in enumerate(facts)
    ]
    gone = data.draw(st.sets(st.sampled_from(range(len(told)))), "taken back")
    events = [*told, *states, *(took_back(f"{mine}-{number}", told[number].subject) for number in gone)]
    for event in data.draw(st.permutations(events), "stream"):
        ruled.hear(event)
        if data.draw(st.booleans(), "told now"):
            ruled.deliver_work()
    ruled.deliver_work()
    kept = [Fact.of(event.data) for number, event in enumerate(told) if number not in gone]
    last = {event.subject: event for event in sorted(states, key=lambda one: one.sequence)}
    tree = Units(read_unit({"id": name, "parent": above}) for name, above in ((dept, None), (red, dept), (blue, dept)))
    members = [read_person(_profile(event)) for event in last.values()]
    for name in (dept, red, blue):
        history = History.of_unit(name, members, kept, units=tree, now=NOW)
        wanted = {
            (badge, one.tier, one.earned_at)
            for badge, rule in RULES.items()
            for one in compile_rule(parse_rule(_rule(rule)), badge).judge(history)
        }
        rows = [row for row in ruled.awards(f"unit:{name}") if row["state"] == "active" and not row["flagged"]]
        assert {(row["badge"], row["tier"], row["earned_at"]) for row in rows} == wanted


@pytest.fixture
def ruled(service: Badges) -> Badges:
    """The service with all of these badges live."""
    for badge, rule in RULES.items():
        service.publish(together(badge) | rule)
    return service


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    tiers = [{"id": one["id"], "at_least": int(one["at_least"])} for one in rule.get("tiers", ())]
    return {"criteria": rule["criteria"], "recipient": "unit"} | ({"tiers": tiers} if tiers else {})


def _profile(event: Event) -> dict[str, Any]:
    return {name: event.data[name] for name in ("id", "joined_at", "memberships")}
