"""What a person is: attributes and tenure; and the nodes that combine others."""

from typing import Any

import pytest

from tests.unit.criteria.build import Json, at, count, earned, evidence, fact

UNITS = [{"id": "team", "parent": "dept"}, {"id": "dept"}]
MEMBER = {"memberships": [{"unit": "team", "from": at("03-01"), "to": at("04-01")}], "units": UNITS}


def attribute(path: str, value: Any, op: str = "eq") -> Json:
    """An attribute that must hold."""
    return {"attribute": {"path": path, "op": op, "value": value}}


GRADES = [{"value": "A", "from": at("02-01"), "to": at("03-01")}, {"value": "B", "from": at("03-01"), "to": None}]
FUTURE = [{"value": "A", "from": "2027-02-01T00:00:00Z", "to": None}]
JOINED = "2026-01-01T00:00:00Z"
ATTRIBUTES: list[tuple[str, Json, Json, str | None]] = [
    ("its unit", attribute("unit", "team"), MEMBER, at("03-01")),
    ("any ancestor counts", attribute("unit", ["dept", "x"], "in"), MEMBER, at("03-01")),
    ("another unit", attribute("unit", "x"), MEMBER, None),
    ("not in a unit, from joining", attribute("unit", "team", "ne"), MEMBER, JOINED),
    ("undated holds from joining", attribute("attributes.site", "x"), {"attributes": {"site": "x"}}, JOINED),
    ("dated", attribute("attributes.grade", "B"), {"attributes": {"grade": GRADES}}, at("03-01")),
    ("past and first", attribute("attributes.grade", "A"), {"attributes": {"grade": GRADES}}, at("02-01")),
    ("to come", attribute("attributes.grade", "A"), {"attributes": {"grade": FUTURE}}, None),
    ("inside an object", attribute("attributes.a.b", 1), {"attributes": {"a": {"b": 1}}}, JOINED),
    ("a list", attribute("attributes.langs", "de"), {"attributes": {"langs": ["en", "de"]}}, JOINED),
    ("roles", attribute("roles", "manager"), {"roles": ["employee", "manager"]}, JOINED),
    ("dated roles", attribute("roles", "manager"), {"roles": [{"value": "manager", "from": at("02-01")}]}, at("02-01")),
    ("locale", attribute("locale", "de", "prefix"), {"locale": "de-AT"}, JOINED),
    ("none", attribute("attributes.none", "x"), {}, None),
    ("none at all", attribute("attributes.none", False, "exists"), {}, JOINED),
]


@pytest.mark.parametrize(
    ("criteria", "person", "expected"), [c[1:] for c in ATTRIBUTES], ids=[c[0] for c in ATTRIBUTES]
)
def test_attribute(criteria: Json, person: Json, expected: str | None) -> None:
    """An attribute is true from the moment at which the dated value first satisfied it."""
    assert earned(criteria, **person) == expected


TENURES: list[tuple[str, str, str, str, str | None]] = [
    ("a year", "P1Y", "2025-03-05T10:00:00Z", "UTC", "2026-03-05T10:00:00Z"),
    ("the month's last day", "P1M", "2026-01-31T10:00:00Z", "UTC", "2026-02-28T10:00:00Z"),
    ("a leap day", "P1Y", "2024-02-29T10:00:00Z", "UTC", "2025-02-28T10:00:00Z"),
    ("over the year's end", "P2M", "2025-12-31T10:00:00Z", "UTC", "2026-02-28T10:00:00Z"),
    ("days are 24 hours", "P90D", "2026-01-01T10:00:00Z", "Europe/Berlin", "2026-04-01T10:00:00Z"),
    ("months are local", "P3M", "2026-01-01T10:00:00Z", "Europe/Berlin", "2026-04-01T09:00:00Z"),
    ("weeks and hours", "P1W", "2026-01-01T10:00:00Z", "UTC", "2026-01-08T10:00:00Z"),
    ("both", "P1MT1H", "2026-01-31T10:00:00Z", "UTC", "2026-02-28T11:00:00Z"),
    ("an hour that clocks skip", "P2M", "2026-01-29T01:30:00Z", "Europe/Berlin", "2026-03-29T01:30:00Z"),
    ("an hour that clocks repeat", "P2M", "2026-08-25T00:30:00Z", "Europe/Berlin", "2026-10-25T00:30:00Z"),
    ("not yet", "P1Y", "2026-03-01T00:00:00Z", "UTC", None),
    ("now", "P1Y", "2026-01-01T00:00:00Z", "UTC", "2027-01-01T00:00:00Z"),
    ("beyond all years", "P9000Y", "2026-01-01T00:00:00Z", "UTC", None),
]


@pytest.mark.parametrize(
    ("length", "joined", "zone", "expected"), [c[1:] for c in TENURES], ids=[c[0] for c in TENURES]
)
def test_tenure(length: str, joined: str, zone: str, expected: str | None) -> None:
    """Tenure is true from the instant that the zone in force at joining gives."""
    assert earned({"tenure": {"at_least": length}}, joined_at=joined, zone=zone) == expected


def test_tenure_uses_the_zone_in_force_at_joining() -> None:
    """Moving later changes nothing."""
    zones = [{"zone": "Europe/Berlin"}, {"zone": "Asia/Tokyo", "from": at("02-01")}]
    found = earned({"tenure": {"at_least": "P3M"}}, joined_at="2026-01-01T10:00:00Z", zone=zones)
    assert found == "2026-04-01T09:00:00Z"


def test_tenure_of_who_joined_nobody_knows_when() -> None:
    """Without a date of joining there is no tenure."""
    assert earned({"tenure": {"at_least": "P1D"}}, joined_at=None) is None


A, B, C = (count(1, types=[f"{name}.done"]) for name in "abc")
FACTS = [fact("fa", "05-01", "a.done"), fact("fb", "05-02", "b.done"), fact("fc", "05-03", "c.done")]
NEVER = count(1, types=["never.done"])
COMBINED: list[tuple[str, Json, str | None, list[str]]] = [
    ("all: the latest", {"all": [B, A, C]}, "05-03", ["fa", "fb", "fc"]),
    ("all, one missing", {"all": [A, NEVER]}, None, []),
    ("any: the earliest, which alone decides", {"any": [C, NEVER, B]}, "05-02", ["fb"]),
    ("any of nothing true", {"any": [NEVER]}, None, []),
    (
        "any, two at one fact: both decide",
        {"any": [count(1, types=["b.done"]), count(2, types=["a.done", "b.done"])]},
        "05-02",
        ["fa", "fb"],
    ),
    ("at_least: the k-th earliest", {"at_least": {"k": 2, "of": [C, A, NEVER, B]}}, "05-02", ["fa", "fb"]),
    ("at_least, too few", {"at_least": {"k": 2, "of": [A, NEVER]}}, None, []),
    ("deep", {"all": [{"any": [{"all": [A, B]}, C]}, A]}, "05-02", ["fa", "fb"]),
]


@pytest.mark.parametrize(("criteria", "expected", "by"), [c[1:] for c in COMBINED], ids=[c[0] for c in COMBINED])
def test_combination(criteria: Json, expected: str | None, by: list[str]) -> None:
    """all is the latest of its children, any the earliest, at_least the k-th; evidence is of those that decide."""
    assert earned(criteria, FACTS) == (expected and at(expected))
    if expected:
        assert evidence(criteria, FACTS) == by


def test_evidence_has_no_repeats() -> None:
    """A fact that several branches took is named once, and names are sorted."""
    assert evidence({"all": [B, A, A]}, FACTS) == ["fa", "fb"]


def test_children_are_latched_apart() -> None:
    """An `all` of two rolling counts does not ask for the same stretch of time."""
    leaf = {"window": {"rolling": "P1D"}}
    facts = [*FACTS, fact("fc2", "09-01", "c.done"), fact("fa2", "09-01", "a.done")]
    rolling = [{"count": part["count"] | leaf} for part in (A, C)]
    assert earned({"all": rolling}, facts) == at("05-03")


def window(start: str, end: str) -> Json:
    """A window from day to day of 2026."""
    return {"between": [f"2026-{start}T00:00:00Z", f"2026-{end}T00:00:00Z"]}


def test_not_is_true_at_the_end_of_its_window() -> None:
    """What did not happen is known at the end, and only once the clock has reached it."""
    quiet = {"not": count(1, types=["a.done"], window=window("06-01", "07-01"))}
    assert earned(quiet, FACTS) == "2026-07-01T00:00:00Z"
    assert earned(quiet, FACTS, now="2026-06-30T23:59:59Z") is None
    assert earned(quiet, FACTS, now="2026-07-01T00:00:00Z") == "2026-07-01T00:00:00Z"
    assert evidence(quiet, FACTS) == []


def test_not_of_what_was_true() -> None:
    """What happened within the window makes it never true."""
    assert earned({"not": count(1, types=["a.done"], window=window("05-01", "06-01"))}, FACTS) is None


def test_not_waits_for_the_latest_window_below() -> None:
    """Of several windows the latest end counts."""
    early, late = (count(1, types=["never.done"], window=window("01-01", end)) for end in ("02-01", "03-01"))
    assert earned({"not": {"any": [late, early]}}, FACTS) == "2026-03-01T00:00:00Z"


def test_not_of_not() -> None:
    """Twice not is true at the end if it happened."""
    happened = count(1, types=["a.done"], window=window("05-01", "06-01"))
    missed = count(1, types=["never.done"], window=window("05-01", "06-01"))
    assert earned({"not": {"not": happened}}, FACTS) == "2026-06-01T00:00:00Z"
    assert earned({"not": {"not": missed}}, FACTS) is None
