"""Editions, awards and facts for the tests of the pure rules."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.badges.domain.awards import Award, scope_key
from services.badges.domain.editions import Book, Edition, Step, Version, metal_of
from services.badges.domain.judging import Case
from shared.criteria import Fact, Person, parse_rule

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def at(day: float) -> datetime:
    """So many days after the start."""
    return START + timedelta(days=day)


def drills(at_least: int = 2, **more: Any) -> dict[str, Any]:
    """Criteria: so many drills."""
    return {"count": {"of": {"types": ["drill.led"]}, "at_least": at_least, **more}}


def version(
    badge: str = "b", criteria: Any = None, number: int = 1, tiers: dict[str, float] | None = None, **rule: Any
) -> Version:
    """A version; ``tiers`` by id."""
    said = {"criteria": criteria or drills(), **rule}
    if tiers:
        said["tiers"] = [{"id": name, "at_least": level} for name, level in tiers.items()]
    steps = [
        Step(name, name.title(), level, metal_of(name, n)) for n, (name, level) in enumerate((tiers or {}).items())
    ]
    return Version(badge, number, badge.title(), "What for.", parse_rule(said), tuple(steps), points=5)


def edition(
    *args: Any, live: bool = True, rank: int = 0, starred_out: frozenset[str] = frozenset(), **said: Any
) -> Edition:
    """An edition of a version made of the other arguments."""
    return Edition(version(*args, **said), starred_out, live=live, rank=rank)


def fact(name: str, day: float, type_: str = "drill.led") -> Fact:
    """One fact of e-1, each about a thing of its own."""
    body = {"id": f"f-{name}", "completion": name, "type": type_, "role": "actor", "employee": "e-1", "source": "s"}
    return Fact.of({**body, "occurred_at": at(day), "object": {"type": "drill", "id": name}})


def award(badge: str = "b", day: float = 0, *evidence: str, **more: Any) -> Award:
    """An award of e-1."""
    said: dict[str, Any] = {"tier": None, "step": 0, "scope": None, "version": 1, **more}
    name = f"{badge}/{said['tier']}/{scope_key(said['scope'])}/{said.get('generation', 0)}"
    return Award(name, badge, person="e-1", earned_at=at(day), granted_at=NOW, evidence=tuple(sorted(evidence)), **said)


def case(*facts: Fact, awards: tuple[Award, ...] = (), **more: Any) -> Case:
    """The case of e-1."""
    return Case(Person("e-1"), facts, awards, **more)


def book(*editions: Edition) -> Book:
    """A book of these."""
    return Book(editions)
