"""Worlds for tests, built from little: what a case does not name has the usual value."""

from typing import Any

from shared.criteria import Entitlement
from shared.criteria.language.values import write_instant
from shared.criteria.worlds.world import read_world

Json = dict[str, Any]
NOW = "2027-01-01T00:00:00Z"


def at(moment: str) -> str:
    """An instant of 2026 from `05-04`, `05-04 09:30` or a whole one; noon where no time is said."""
    if "T" in moment:
        return moment
    day, _, time = moment.partition(" ")
    return f"{day if len(day) > 5 else f'2026-{day}'}T{time or '12:00'}:00Z"


def fact(name: str, moment: str, type: str = "course.completed", **said: Any) -> Json:  # noqa: A002 - the field's name
    """A fact of `e1` about an object of its own; keys of `data` are given as they are."""
    known = {"employee", "role", "source", "object", "result", "completion"}
    body = {
        "id": name,
        "completion": name,
        "type": type,
        "role": "actor",
        "employee": "e1",
        "occurred_at": at(moment),
        "source": "lms",
        "object": {"type": "course", "id": f"c-{name}"},
    }
    data = {key: value for key, value in said.items() if key not in known}
    return body | {key: value for key, value in said.items() if key in known} | ({"data": data} if data else {})


def course(name: str, moment: str, thing: str, **said: Any) -> Json:
    """A fact about a course by its id."""
    return fact(name, moment, object={"type": "course", "id": thing}, **said)


def count(at_least: int = 1, *, window: Json | None = None, types: list[str] | None = None, **match: Any) -> Json:
    """A count of courses completed."""
    leaf = {"of": {"types": types or ["course.completed"], **match}, "at_least": at_least}
    return {"count": leaf | ({"window": window} if window else {})}


def world(criteria: Json, facts: list[Json] | None = None, **more: Any) -> Json:
    """A world of one person in UTC who joined with the year; keys of the badge and of `e1` go to them."""
    of_badge = {key: more.pop(key) for key in ("recipient", "repeat", "tiers", "start_from") if key in more}
    person = {"id": "e1", "timezone": more.pop("zone", "UTC"), "joined_at": "2026-01-01T00:00:00Z"}
    of_person = ("joined_at", "enrolled_at", "memberships", "roles", "locale", "attributes", "calendar")
    person |= {key: more.pop(key) for key in of_person if key in more}
    usual: Json = {
        "name": "case",
        "badge": {"id": "b", "criteria": criteria, **of_badge},
        "facts": facts or [],
        "people": [person],
        "now": NOW,
    }
    return usual | more


def awards(said: Json) -> list[tuple[str, Any, Any, str, list[str]]]:
    """Who gets what: recipient, tier, scope, earned_at and evidence of each, whichever evaluator is asked."""
    read = read_world(said)
    plainly, fast = _told(read.judge_plainly()), _told(read.judge())
    assert fast == plainly
    return plainly


def _told(found: list[Entitlement]) -> list[tuple[str, Any, Any, str, list[str]]]:
    return [(e.recipient, e.tier, e.scope, write_instant(e.earned_at), list(e.evidence)) for e in found]


def earned(criteria: Json, facts: list[Json] | None = None, **more: Any) -> str | None:
    """When the only award is earned; None where there is none."""
    found = awards(world(criteria, facts, **more))
    assert len(found) <= 1
    return found[0][3] if found else None


def evidence(criteria: Json, facts: list[Json] | None = None, **more: Any) -> list[str]:
    """By what the only award is earned."""
    (found,) = awards(world(criteria, facts, **more))
    return found[4]
