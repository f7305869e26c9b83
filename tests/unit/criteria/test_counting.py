"""Counts, sums and distinct values; what is credited once and what a cap holds back."""

from typing import Any

import pytest

from tests.unit.criteria.build import Json, at, awards, count, course, earned, evidence, fact, world

SUM = {"of": {"types": ["course.completed"]}, "path": "data.n"}


def total(at_least: float, *, path: str = "data.n", **match: Any) -> Json:
    """A sum over courses."""
    return {"sum": {"of": {"types": ["course.completed"], **match}, "path": path, "at_least": at_least}}


def distinct(at_least: int, path: str = "data.v", **match: Any) -> Json:
    """Different values over courses."""
    return {"distinct": {"of": {"types": ["course.completed"], **match}, "path": path, "at_least": at_least}}


def test_count_is_true_from_the_fact_that_makes_n() -> None:
    """A count is earned at its n-th fact, and those n are its evidence."""
    facts = [fact("a", "05-01"), fact("b", "05-02"), fact("c", "05-03")]
    assert awards(world(count(2), facts)) == [("e1", None, None, at("05-02"), ["a", "b"])]


def test_facts_of_others_and_of_other_types_do_not_count() -> None:
    """Criteria are judged over the facts of one recipient."""
    facts = [fact("a", "05-01", employee="e2"), fact("b", "05-02", "course.started"), fact("c", "05-03")]
    assert earned(count(2), facts, people=[{"id": "e1", "timezone": "UTC"}]) is None


def test_facts_of_one_instant_are_ordered_by_source_id_role_and_employee() -> None:
    """At one instant the order is by source, then id, then role."""
    facts = [fact("a", "05-01", source="z"), fact("c", "05-01", source="y"), fact("b", "05-01", source="y")]
    assert evidence(count(2), facts) == ["b", "c"]


KEYS: list[tuple[str, Any, list[Json], str | None]] = [
    ("each object once by default", None, [course("a", "05-01", "x"), course("b", "05-02", "x")], None),
    (
        "objects of two types under one id are two",
        None,
        [course("a", "05-01", "x"), fact("b", "05-02", object={"type": "video", "id": "x"})],
        "05-02",
    ),
    ("an empty key takes every fact", [], [course("a", "05-01", "x"), course("b", "05-02", "x")], "05-02"),
    (
        "a key of its own",
        ["data.k"],
        [fact("a", "05-01", k=1), fact("b", "05-02", k=1), fact("c", "05-03", k=2)],
        "05-03",
    ),
    ("types are told apart", ["data.k"], [fact("a", "05-01", k=1), fact("b", "05-02", k="1")], "05-02"),
    ("true is not 1", ["data.k"], [fact("a", "05-01", k=1), fact("b", "05-02", k=True)], "05-02"),
    ("1 is 1.0", ["data.k"], [fact("a", "05-01", k=1), fact("b", "05-02", k=1.0)], None),
    ("a fact missing a path is its own key", ["data.k"], [fact("a", "05-01"), fact("b", "05-02")], "05-02"),
    ("null is missing", ["data.k"], [fact("a", "05-01", k=None), fact("b", "05-02", k=None)], "05-02"),
    ("a list is taken whole", ["data.k"], [fact("a", "05-01", k=["x"]), fact("b", "05-02", k=["x", "y"])], "05-02"),
    ("equal lists are one", ["data.k"], [fact("a", "05-01", k=["x", 1]), fact("b", "05-02", k=["x", 1])], None),
    (
        "one of two paths missing is its own key",
        ["data.k", "data.l"],
        [fact("a", "05-01", k=1), fact("b", "05-02", k=1)],
        "05-02",
    ),
    ("a local day may be a key", ["local.date"], [fact("a", "05-01 01:00"), fact("b", "05-01 23:00")], None),
]


@pytest.mark.parametrize(("key", "facts", "expected"), [case[1:] for case in KEYS], ids=[case[0] for case in KEYS])
def test_credit_key(key: list[str] | None, facts: list[Json], expected: str | None) -> None:
    """Facts whose key was taken before are passed over."""
    criteria = count(2) if key is None else count(2, credit_key=key)
    assert earned(criteria, facts) == (expected and at(expected))


def cap(n: int, per: str) -> Json:
    """A cap, every fact credited."""
    return {"cap": {"n": n, "per": per}, "credit_key": []}


CAPS: list[tuple[str, Json, list[Json], str | None]] = [
    ("one a day", cap(1, "day"), [fact("a", "05-01 01:00"), fact("b", "05-01 23:00"), fact("c", "05-02")], "05-02"),
    ("two a day", cap(2, "day"), [fact("a", "05-01 01:00"), fact("b", "05-01 23:00")], "05-01 23:00"),
    ("weeks begin on Monday", cap(1, "week"), [fact("a", "05-03"), fact("b", "05-04")], "05-04"),
    ("one a week", cap(1, "week"), [fact("a", "05-04"), fact("b", "05-10"), fact("c", "05-11")], "05-11"),
    ("one a month", cap(1, "month"), [fact("a", "05-01"), fact("b", "05-31"), fact("c", "06-01")], "06-01"),
    ("one an object", cap(1, "object"), [course("a", "05-01", "x"), course("b", "05-02", "x")], None),
    (
        "an object is type and id",
        cap(1, "object"),
        [course("a", "05-01", "x"), fact("b", "05-02", object={"type": "video", "id": "x"})],
        "05-02",
    ),
]


@pytest.mark.parametrize(("match", "facts", "expected"), [case[1:] for case in CAPS], ids=[case[0] for case in CAPS])
def test_cap(match: Json, facts: list[Json], expected: str | None) -> None:
    """A fact beyond the cap of its local period or object is passed over."""
    assert earned(count(2, **match), facts) == (expected and at(expected))


def test_cap_is_of_the_local_day() -> None:
    """Two facts of one UTC day may lie in two local ones."""
    facts = [fact("a", "05-01 21:00"), fact("b", "05-01 23:00")]
    criteria = count(2, cap={"n": 1, "per": "day"})
    assert earned(criteria, facts) is None
    assert earned(criteria, facts, zone="Europe/Berlin") == at("05-01 23:00")


def test_a_capped_fact_uses_up_nothing() -> None:
    """What a cap passes over leaves its key free, and what is credited already leaves the cap alone."""
    match: Json = {"cap": {"n": 1, "per": "day"}}
    capped = [course("a", "05-01 01:00", "x"), course("b", "05-01 02:00", "y"), course("c", "05-02", "y")]
    assert evidence(count(2, **match), capped) == ["a", "c"]
    credited = [course("a", "05-01", "x"), course("b", "05-02 01:00", "x"), course("c", "05-02 02:00", "y")]
    assert evidence(count(2, **match), credited) == ["a", "c"]


BOTH: Json = {"role": ["actor", "mentor"], "credit_key": []}


def test_several_roles_of_a_completion_count_once() -> None:
    """A completion in two roles gives two facts, of which one counts; with one role asked for, keys alone decide."""
    twice = [fact("a", "05-01", role="actor"), fact("a", "05-01", role="mentor"), fact("b", "05-02")]
    assert earned(count(2, **BOTH), twice) == at("05-02")
    assert earned(count(2, role="*", credit_key=[]), twice) == at("05-02")
    assert earned(count(2, role="actor", credit_key=[]), twice) == at("05-02")


def test_completions_of_two_sources_under_one_id_are_two() -> None:
    """A completion is known by its source and id."""
    facts = [fact("a", "05-01", source="x"), fact("a", "05-02", source="y")]
    assert earned(count(2, **BOTH), facts) == at("05-02")


SUMS: list[tuple[str, float, list[Any], str | None]] = [
    ("reached exactly", 3, [1, 2], "05-02"),
    ("not reached", 3.000001, [1, 2], None),
    ("a list adds its numbers", 6, [[1, 2, "x", None], [3]], "05-02"),
    ("missing and text add nothing", 1, [None, "5", True, 1], "05-04"),
    ("decimals are exact", 0.3, [0.1, 0.2], "05-02"),
    ("half goes to even, down", 0.000002, [0.0000025], "05-01"),
    ("half goes to even, not up", 0.000003, [0.0000025], None),
    ("half goes to even, up", 0.000004, [0.0000035], "05-01"),
    ("each value is rounded apart", 0.000001, [0.0000004, 0.0000004, 0.0000004], None),
    ("negatives are subtracted", 3, [2, -1, 2], "05-03"),
    ("once reached it stays true", 2, [2, -2], "05-01"),
]


@pytest.mark.parametrize(
    ("at_least", "values", "expected"), [case[1:] for case in SUMS], ids=[case[0] for case in SUMS]
)
def test_sum(at_least: float, values: list[Any], expected: str | None) -> None:
    """A sum is earned at the fact that brings it to x, each value rounded half-even to six decimals."""
    facts = [fact(f"f{i}", f"05-0{i + 1}", n=value) for i, value in enumerate(values)]
    assert earned(total(at_least), facts) == (expected and at(expected))


def test_sum_takes_each_object_once() -> None:
    """The usual credit key holds for sums too; evidence is everything taken, even what added nothing."""
    facts = [
        course("a", "05-01", "x", n=2),
        course("b", "05-02", "x", n=9),
        course("c", "05-03", "y"),
        fact("d", "05-04", n=1),
    ]
    assert evidence(total(3), facts) == ["a", "c", "d"]


DISTINCTS: list[tuple[str, int, list[Any], str | None]] = [
    ("repeats count once", 2, ["x", "x", "y"], "05-03"),
    ("each element of a list is a value", 3, [["x", "y"], ["y", "z"]], "05-02"),
    ("missing is no value", 1, [None, {}], "05-02"),
    ("types are told apart", 3, [1, "1", True], "05-03"),
    ("1 is 1.0", 2, [1, 1.0], None),
    ("one fact may bring several", 2, [["x", "y"]], "05-01"),
]


@pytest.mark.parametrize(("n", "values", "expected"), [c[1:] for c in DISTINCTS], ids=[c[0] for c in DISTINCTS])
def test_distinct(n: int, values: list[Any], expected: str | None) -> None:
    """A distinct is earned at the fact that brings the n-th value."""
    facts = [fact(f"f{i}", f"05-0{i + 1}", v=value) for i, value in enumerate(values)]
    assert earned(distinct(n), facts) == (expected and at(expected))


def test_distinct_sees_every_fact_of_an_object() -> None:
    """No credit key stands between a distinct and its values."""
    assert earned(distinct(2), [course("a", "05-01", "x", v=1), course("b", "05-02", "x", v=2)]) == at("05-02")


def test_distinct_obeys_a_cap() -> None:
    """A cap holds back values too."""
    facts = [fact("a", "05-01 01:00", v=1), fact("b", "05-01 02:00", v=2), fact("c", "05-02", v=3)]
    assert earned(distinct(2, cap={"n": 1, "per": "day"}), facts) == at("05-02")
