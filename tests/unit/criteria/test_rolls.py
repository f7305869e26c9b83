"""Badges held and points gathered."""

from typing import Any

import pytest

from tests.unit.criteria.build import Json, at, awards, count, earned, evidence, fact, world

ALONE = {"people": [{"id": "e1", "timezone": "UTC"}]}


def award(badge: str, moment: str, **more: Any) -> Json:
    """An award to `e1`."""
    standing = {"badge": badge, "tier": None, "recipient": "e1", "scope": None, "state": "active"}
    return standing | {"earned_at": at(moment)} | more


def badge(name: str = "x", **more: Any) -> Json:
    """A badge held."""
    return {"badge": {"id": name, **more}}


HELD: list[tuple[str, Json, list[Json], str | None]] = [
    ("once by default", badge(), [award("x", "05-02"), award("x", "05-01")], "05-01"),
    ("the n-th by earned_at", badge(at_least=2), [award("x", "05-02"), award("x", "05-01")], "05-02"),
    ("expired counts", badge(), [award("x", "05-01", state="expired")], "05-01"),
    ("revoked does not", badge(), [award("x", "05-01", state="revoked")], None),
    ("another badge", badge(), [award("y", "05-01")], None),
    ("another's", badge(), [award("x", "05-01", recipient="e2")], None),
    ("a tier", badge(tier="gold"), [award("x", "05-01", tier="silver"), award("x", "05-02", tier="gold")], "05-02"),
    ("any tier", badge(at_least=2), [award("x", "05-01", tier="silver"), award("x", "05-02", tier="gold")], "05-02"),
    ("one award told twice", badge(at_least=2), [award("x", "05-01"), award("x", "05-01")], None),
    ("any badge", badge("*", at_least=2), [award("x", "05-01"), award("y", "05-02")], "05-02"),
    ("in a window", badge(at_least=2, window={"rolling": "P2D"}), [award("x", "05-01"), award("x", "05-03")], None),
    (
        "in a month",
        badge(at_least=2, window={"calendar": "month"}),
        [award("x", "04-30"), award("x", "05-01"), award("x", "05-31")],
        "05-31",
    ),
]


@pytest.mark.parametrize(("criteria", "standing", "expected"), [c[1:] for c in HELD], ids=[c[0] for c in HELD])
def test_badge(criteria: Json, standing: list[Json], expected: str | None) -> None:
    """A badge held is true from its n-th award that was not revoked."""
    assert earned(criteria, awards=standing, **ALONE) == (expected and at(expected))


STAR = badge("*")
AWARDED = {"types": ["laurel.badge.awarded"]}
OTHERS = [
    {"id": "plain", "criteria": count(1)},
    {"id": "star", "criteria": STAR},
    {"id": "by-type", "criteria": {"count": {"of": AWARDED, "at_least": 1}}},
    {"id": "through", "criteria": {"all": [count(1), badge("star")]}},
    {"id": "by-prefix", "criteria": count(1, types=["laurel.badge.*"])},
]


@pytest.mark.parametrize(
    ("held", "counts"),
    [
        ("plain", True),
        ("star", False),
        ("by-type", False),
        ("through", False),
        ("by-prefix", True),
        ("b", False),
        ("unknown", True),
    ],
)
@pytest.mark.parametrize("criteria", [STAR, {"count": {"of": AWARDED, "at_least": 1}}], ids=["star", "by its type"])
def test_any_badge_looks_at_no_badge_that_depends_on_any(criteria: Json, held: str, *, counts: bool) -> None:
    """`*` and a match on the type see the same awards: none of a badge that depends, however far, on any badge."""
    found = earned(criteria, awards=[award(held, "05-01")], badges=OTHERS, **ALONE)
    assert (found is not None) is counts


@pytest.mark.parametrize(
    ("types", "counts"), [(["laurel.*"], False), (["laurel.badge.*"], False), (["laurel.badge.awarded"], True)]
)
def test_an_award_is_matched_by_its_full_name_only(types: list[str], *, counts: bool) -> None:
    """No prefix means an award."""
    assert (earned(count(1, types=types), awards=[award("x", "05-01")], **ALONE) is not None) is counts


def test_an_award_is_a_fact() -> None:
    """An award can be counted by its object and tier, and is gone when revoked."""
    where = [{"path": "data.tier", "op": "eq", "value": "gold"}, {"path": "object.id", "op": "eq", "value": "x"}]
    criteria = {"count": {"of": AWARDED | {"where": where}, "at_least": 1}}
    assert earned(criteria, awards=[award("x", "05-01", tier="gold")], **ALONE) == at("05-01")
    assert earned(criteria, awards=[award("x", "05-01", tier="gold", state="revoked")], **ALONE) is None


def test_badges_are_no_facts_in_evidence() -> None:
    """Evidence names facts."""
    criteria = {"all": [badge(), count(1)]}
    assert evidence(criteria, [fact("a", "05-02")], awards=[award("x", "05-01")], **ALONE) == ["a"]


def entry(name: str, moment: str, amount: float, pool: str = "p", **more: Any) -> Json:
    """A ledger entry of `e1`."""
    return {"id": name, "employee": "e1", "pool": pool, "amount": amount, "occurred_at": at(moment), **more}


def points(at_least: float, **more: Any) -> Json:
    """Points gathered."""
    return {"points": {"at_least": at_least, **more}}


POINTS: list[tuple[str, Json, list[Json], str | None]] = [
    ("added up", points(5), [entry("1", "05-01", 2), entry("2", "05-02", 3)], "05-02"),
    ("of all pools", points(5), [entry("1", "05-01", 2), entry("2", "05-02", 3, "q")], "05-02"),
    ("of one pool", points(5, pool="p"), [entry("1", "05-01", 2), entry("2", "05-02", 3, "q")], None),
    (
        "without those of awards",
        points(5),
        [entry("1", "05-01", 9, cause={"type": "award"}), entry("2", "05-02", 3)],
        None,
    ),
    ("of other causes", points(5), [entry("1", "05-01", 9, cause={"type": "challenge"})], "05-01"),
    (
        "an instant as a whole",
        points(5),
        [entry("1", "05-01", 5), entry("2", "05-01", -1), entry("3", "05-02", 1)],
        "05-02",
    ),
    ("once reached it stays", points(5), [entry("1", "05-01", 5), entry("2", "05-02", -1)], "05-01"),
    ("decimals are exact", points(0.3), [entry("1", "05-01", 0.1), entry("2", "05-02", 0.2)], "05-02"),
    ("one entry told twice", points(2), [entry("1", "05-01", 1), entry("1", "05-01", 1)], None),
    ("in a month", points(5, window={"calendar": "month"}), [entry("1", "04-30", 4), entry("2", "05-01", 4)], None),
    (
        "rolling, each instant as a whole",
        points(5, window={"rolling": "P2D"}),
        [entry("1", "05-01", 4), entry("2", "05-02", 4), entry("3", "05-02", -4), entry("4", "05-03", 5)],
        "05-03",
    ),
]


@pytest.mark.parametrize(("criteria", "entries", "expected"), [c[1:] for c in POINTS], ids=[c[0] for c in POINTS])
def test_points(criteria: Json, entries: list[Json], expected: str | None) -> None:
    """Points are true from the instant at which the pool's sum first reaches x."""
    assert earned(criteria, points=entries) == (expected and at(expected))


def test_points_of_an_unlisted_person() -> None:
    """Someone whom only the ledger mentions is judged too."""
    said = world(points(1), points=[entry("1", "05-01", 1) | {"employee": "e9"}])
    assert [one[0] for one in awards(said)] == ["e9"]
