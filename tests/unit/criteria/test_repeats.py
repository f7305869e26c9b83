"""Repeats, scopes, tiers and the start of a rule."""

from typing import Any

import pytest

from tests.unit.criteria.build import Json, at, awards, count, course, earned, fact, world
from tests.unit.criteria.test_rolls import award, entry

Found = list[tuple[Any, Any, str]]


def found(criteria: Json, facts: list[Json] | None = None, **more: Any) -> Found:
    """Tier, scope and moment of each award."""
    return [one[1:4] for one in awards(world(criteria, facts, **more))]


@pytest.mark.parametrize(
    ("period", "scope"),
    [("day", "2026-05-04"), ("week", "2026-W19"), ("month", "2026-05"), ("quarter", "2026-Q2"), ("year", "2026")],
)
def test_scopes_of_periods(period: str, scope: str) -> None:
    """A period's scope is written as ISO 8601 has it."""
    assert found(count(1), [fact("a", "05-04")], repeat={"per_period": period}) == [(None, scope, at("05-04"))]


def test_the_iso_week_belongs_to_its_own_year() -> None:
    """1 January may lie in the last week of the year before."""
    assert found(count(1), [fact("a", "2027-01-01T00:00:00Z")], repeat={"per_period": "week"})[0][1] == "2026-W53"


def test_each_period_apart() -> None:
    """Facts, credit and thresholds are each period's own, in the local calendar."""
    facts = [course("a", "04-30 21:00", "x"), course("b", "04-30 23:00", "x"), course("c", "05-02", "y")]
    assert found(count(2), facts, repeat={"per_period": "month"}, zone="Europe/Berlin") == [
        (None, "2026-05", at("05-02"))
    ]


def test_entries_and_awards_of_each_period_apart() -> None:
    """Ledger entries and awards lie in periods too."""
    entries = [entry("1", "04-01", 3), entry("2", "05-01", 3), entry("3", "05-02", 2)]
    assert found({"points": {"at_least": 5}}, points=entries, repeat={"per_period": "month"}) == [
        (None, "2026-05", at("05-02"))
    ]
    held = [award("x", "04-01"), award("x", "05-01")]
    assert found({"badge": {"id": "x"}}, awards=held, repeat={"per_period": "month"}) == [
        (None, "2026-04", at("04-01")),
        (None, "2026-05", at("05-01")),
    ]


def test_a_period_exists_once_something_seen_lies_in_it() -> None:
    """What is true by itself is awarded for the periods in which anything happened, and no others."""
    criteria = {"tenure": {"at_least": "P1D"}}
    assert found(criteria, [fact("a", "05-04", "any.thing")], repeat={"per_period": "month"}) == [
        (None, "2026-05", "2026-01-02T00:00:00Z")
    ]
    assert found(criteria, repeat={"per_period": "month"}) == []


def test_every_so_many() -> None:
    """At k, 2k, 3k: the ordinal is the scope, and k replaces the threshold."""
    facts = [fact(f"f{i}", f"05-0{i}") for i in range(1, 6)]
    assert found(count(99), facts, repeat={"every": 2}) == [(None, 1, at("05-02")), (None, 2, at("05-04"))]


def test_every_so_much_may_be_reached_several_times_at_once() -> None:
    """One fact may bring a sum over several multiples."""
    facts = [fact("a", "05-01", n=0.25), fact("b", "05-02", n=-1), fact("c", "05-03", n=1)]
    criteria = {"sum": {"of": {"types": ["course.completed"]}, "path": "data.n", "at_least": 1}}
    assert found(criteria, facts, repeat={"every": 0.1}) == [(None, 1, at("05-01")), (None, 2, at("05-01"))]
    assert [one[1] for one in found(criteria, [fact("a", "05-01", n=1.25)], repeat={"every": 0.1})] == list(
        range(1, 13)
    )


def test_every_keeps_what_was_taken_before_as_evidence() -> None:
    """Evidence is everything taken up to the moment."""
    facts = [fact(f"f{i}", f"05-0{i}") for i in range(1, 5)]
    assert [one[4] for one in awards(world(count(1), facts, repeat={"every": 2}))] == [
        ["f1", "f2"],
        ["f1", "f2", "f3", "f4"],
    ]


def test_each_value_apart() -> None:
    """The facts of each value are judged apart; the scope is the value with its type, of a list each element."""
    facts = [fact("a", "05-01", k=1), fact("b", "05-02", k="1"), fact("c", "05-03", k=[True, 1]), fact("d", "05-04")]
    assert found(count(1), facts, repeat={"per": "data.k"}) == [
        (None, 1, at("05-01")),
        (None, "1", at("05-02")),
        (None, True, at("05-03")),
    ]
    assert found(count(2), facts, repeat={"per": "data.k"}) == [(None, 1, at("05-03"))]


def test_each_value_of_a_derived_path() -> None:
    """Any path may tell the scopes, local ones included."""
    assert [one[1] for one in found(count(1), [fact("a", "05-01 23:00")], repeat={"per": "local.hour"})] == [23]


def test_entries_and_awards_are_seen_for_each_value() -> None:
    """Only facts are told apart by value."""
    criteria = {"all": [count(1), {"points": {"at_least": 1}}, {"badge": {"id": "x"}}]}
    more = {"points": [entry("1", "05-02", 1)], "awards": [award("x", "05-03")], "repeat": {"per": "data.k"}}
    assert found(criteria, [fact("a", "05-01", k=1)], **more) == [(None, 1, at("05-03"))]


TIERS = [{"id": "bronze", "at_least": 1}, {"id": "silver", "at_least": 3}, {"id": "gold", "at_least": 5}]
FIVE = [fact(f"f{i}", f"05-0{i}") for i in range(1, 5)]


def test_tiers_replace_the_threshold() -> None:
    """Each tier is earned at its own threshold."""
    assert found(count(9), FIVE, tiers=TIERS) == [("bronze", None, at("05-01")), ("silver", None, at("05-03"))]


def test_crossing_several_tiers_grants_all_lowest_first() -> None:
    """A late anchor lets several tiers be crossed at one fact."""
    criteria = {"all": [count(9) | {"count": count(9)["count"] | {"tiered": True}}, {"tenure": {"at_least": "P6M"}}]}
    assert found(criteria, FIVE, tiers=TIERS) == [
        ("bronze", None, "2026-07-01T00:00:00Z"),
        ("silver", None, "2026-07-01T00:00:00Z"),
    ]


TIERED: list[tuple[str, Json, list[Json], Json]] = [
    ("streak", {"streak": {"of": {"types": ["course.completed"]}, "period": "day", "length": 9}}, FIVE, {}),
    ("distinct", {"distinct": {"of": {"types": ["course.completed"]}, "path": "object.id", "at_least": 9}}, FIVE, {}),
    ("badge", {"badge": {"id": "x"}}, [], {"awards": [award("x", f"05-0{i}") for i in range(1, 5)]}),
    ("points", {"points": {"at_least": 9}}, [], {"points": [entry(str(i), f"05-0{i}", 1) for i in range(1, 5)]}),
]


@pytest.mark.parametrize(("criteria", "facts", "more"), [c[1:] for c in TIERED], ids=[c[0] for c in TIERED])
def test_every_tierable_leaf_bears_tiers(criteria: Json, facts: list[Json], more: Json) -> None:
    """Tiers replace at_least, and a streak's length."""
    assert found(criteria, facts, tiers=TIERS, **more) == [("bronze", None, at("05-01")), ("silver", None, at("05-03"))]


def test_tiers_of_a_sum_need_not_be_whole() -> None:
    """A sum's tiers are any numbers above 0."""
    criteria = {"sum": {"of": {"types": ["course.completed"]}, "path": "data.n", "at_least": 1}}
    tiers = [{"id": "low", "at_least": 0.5}, {"id": "high", "at_least": 0.75}]
    assert found(criteria, [fact("a", "05-01", n=0.5)], tiers=tiers) == [("low", None, at("05-01"))]


def test_the_mark_may_stand_beside_the_node() -> None:
    """`tiered` inside the leaf or beside its key means the same."""
    criteria = {"any": [count(9) | {"tiered": True}]}
    assert [one[0] for one in found(criteria, FIVE, tiers=TIERS)] == ["bronze", "silver"]


def test_an_anchor_may_bear_the_tiers() -> None:
    """A window that opens later for a higher tier makes its leaf true later."""
    anchor = {"count": count(9)["count"] | {"tiered": True}}
    criteria = {"all": [count(1, types=["quiz.passed"], window={"after": anchor})]}
    facts = [*FIVE, fact("q1", "05-02 13:00", "quiz.passed"), fact("q2", "05-05", "quiz.passed")]
    assert found(criteria, facts, tiers=TIERS) == [("bronze", None, at("05-02 13:00")), ("silver", None, at("05-05"))]


def test_tiers_in_each_scope() -> None:
    """Tiers are earned in each scope apart."""
    facts = [fact("a", "04-01"), fact("b", "05-01"), fact("c", "05-02"), fact("d", "05-03")]
    assert found(count(1), facts, tiers=TIERS[:2], repeat={"per_period": "month"}) == [
        ("bronze", "2026-04", at("04-01")),
        ("bronze", "2026-05", at("05-01")),
        ("silver", "2026-05", at("05-03")),
    ]


def test_what_lies_before_the_start_is_not_seen() -> None:
    """Facts, entries and awards before start_from do not exist; those at it do."""
    start: Json = {"start_from": at("05-02")}
    assert earned(count(1), [fact("a", "05-01"), fact("b", "05-02")], **start) == at("05-02")
    assert earned({"points": {"at_least": 2}}, points=[entry("1", "05-01", 1), entry("2", "05-03", 1)], **start) is None
    assert earned({"badge": {"id": "x"}}, awards=[award("x", "05-01"), award("x", "05-02")], **start) == at("05-02")
