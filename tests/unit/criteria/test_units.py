"""Units as recipients: the facts of people while they were members."""

from typing import Any

from tests.unit.criteria.build import Json, at, awards, count, course, fact, world
from tests.unit.criteria.test_rolls import award, entry


def member(name: str, *units: tuple[str, str | None, str | None]) -> Json:
    """A person with memberships (unit, from, to)."""
    spans = [{"unit": unit, "from": start and at(start), "to": end and at(end)} for unit, start, end in units]
    return {"id": name, "timezone": "Asia/Tokyo", "joined_at": "2026-01-01T00:00:00Z", "memberships": spans}


PEOPLE = [member("e1", ("team", "01-01", "05-10"), ("other", "05-10", None)), member("e2", ("team", "01-01", None))]
UNITS = [{"id": "team", "parent": "dept", "timezone": "UTC"}, {"id": "other"}, {"id": "dept", "timezone": "UTC"}]


def judged(criteria: Json, facts: list[Json] | None = None, **more: Any) -> list[tuple[str, str]]:
    """Which units earn it, and when."""
    said = world(criteria, facts, recipient="unit", **{"people": PEOPLE, "units": UNITS} | more)
    return [(one[0], one[3]) for one in awards(said)]


def test_members_and_those_below_count_together() -> None:
    """A unit's facts are its members' and those of the units below."""
    facts = [fact("a", "05-01"), fact("b", "05-02", employee="e2")]
    assert judged(count(2), facts) == [("dept", at("05-02")), ("team", at("05-02"))]


def test_membership_is_half_open_and_credit_stays() -> None:
    """What someone did before leaving stays with the unit, what they do from then on goes to the next."""
    facts = [fact("a", "05-10 11:59"), fact("b", "05-10 12:00")]
    assert judged(count(1), facts) == [
        ("dept", at("05-10 11:59")),
        ("other", at("05-10 12:00")),
        ("team", at("05-10 11:59")),
    ]
    assert judged(count(2), facts) == []


def test_being_in_two_units_below_counts_once() -> None:
    """A fact is one fact, however many memberships lead to the unit."""
    twice = [member("e1", ("team", None, None), ("dept", None, None))]
    assert judged(count(2), [fact("a", "05-01")], people=twice) == []


def test_a_credit_key_gains_the_employee() -> None:
    """Two members complete one course: two credits; an empty key stays empty."""
    facts = [course("a", "05-01", "x"), course("b", "05-02", "x", employee="e2"), course("c", "05-03", "x")]
    assert judged(count(2), facts)[0] == ("dept", at("05-02"))
    assert judged(count(3), facts) == []
    assert judged(count(3, credit_key=[]), facts)[0] == ("dept", at("05-03"))


def test_a_cap_is_the_units() -> None:
    """One a day is one a day for all members together."""
    facts = [fact("a", "05-01 01:00"), fact("b", "05-01 02:00", employee="e2"), fact("c", "05-02")]
    assert judged(count(2, cap={"n": 1, "per": "day"}), facts)[0] == ("dept", at("05-02"))


def test_several_roles_count_once_for_each_member() -> None:
    """A completion of two members counts twice, in however many roles."""
    facts = [
        fact("a", "05-01", role="actor", completion="k"),
        fact("a", "05-01", role="mentor", completion="k"),
        fact("a", "05-01", role="mentor", completion="k", employee="e2"),
    ]
    match: Json = {"role": "*", "credit_key": []}
    assert judged(count(2, **match), facts)[0] == ("dept", at("05-01"))
    assert judged(count(3, **match), facts) == []


def test_zone_and_calendar_are_the_units() -> None:
    """Local is the unit's zone, working days are the unit's; a unit without has its parent's."""
    units = [
        {"id": "team", "parent": "dept"},
        {"id": "dept", "timezone": "Europe/Berlin", "calendar": {"workdays": [6, 7]}},
    ]
    facts = [fact("a", "05-08 22:30"), fact("b", "05-09 22:30")]
    streak = {"streak": {"of": {"types": ["course.completed"]}, "period": "workday", "length": 2}}
    assert judged(streak, facts, units=units) == [("dept", at("05-09 22:30")), ("team", at("05-09 22:30"))]


def test_since_joined_is_the_members() -> None:
    """Of a unit's fact it is its member's joining that counts."""
    late = PEOPLE[1] | {"joined_at": at("05-03")}
    facts = [fact("a", "05-01"), fact("b", "05-02", employee="e2"), fact("c", "05-04", employee="e2")]
    assert judged(count(2, window={"since": "joined"}), facts, people=[PEOPLE[0], late])[0] == ("dept", at("05-04"))


def test_points_are_those_of_members_at_the_time() -> None:
    """Entries count for the unit that one belonged to."""
    entries = [entry("1", "05-01", 3), entry("2", "05-02", 3) | {"employee": "e2"}, entry("3", "05-11", 3)]
    assert judged({"points": {"at_least": 6}}, points=entries) == [("dept", at("05-02")), ("team", at("05-02"))]


def test_a_units_badges_are_its_own_and_its_members() -> None:
    """Awards to the unit count, and those to people while they were members."""
    assert judged({"badge": {"id": "x"}}, awards=[award("x", "05-01") | {"recipient": "team"}]) == [
        ("team", at("05-01"))
    ]
    assert judged({"badge": {"id": "x"}}, awards=[award("x", "05-01")]) == [
        ("dept", at("05-01")),
        ("team", at("05-01")),
    ]


def test_values_are_distinct_over_the_unit() -> None:
    """Two members with one value bring one value."""
    facts = [fact("a", "05-01", v=1), fact("b", "05-02", v=1, employee="e2"), fact("c", "05-03", v=2)]
    distinct = {"distinct": {"of": {"types": ["course.completed"]}, "path": "data.v", "at_least": 2}}
    assert judged(distinct, facts)[0] == ("dept", at("05-03"))


def test_a_rule_for_people_is_not_judged_for_units() -> None:
    """People and units are judged apart."""
    said = world(count(1), [fact("a", "05-01")], people=PEOPLE, units=UNITS)
    assert [one[0] for one in awards(said)] == ["e1"]
