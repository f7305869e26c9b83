"""Editions, awards and facts for the tests of the pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from services.badges.domain.awards import Award, Change, scope_key
from services.badges.domain.desk import Desk
from services.badges.domain.editions import Book, Edition, Step, Version, metal_of
from services.badges.domain.judging import Case, Dirt
from services.badges.domain.recalled import Known, Recipient, Records
from services.badges.domain.ruling import Ruling
from shared.criteria import Entry, Fact, Folded, Past, Person, Wanted, parse_rule

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
KEPT = ("published_at", "expiry", "edits", "revokes", "grant_policy")
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
    said: dict[str, Any] = {"criteria": criteria or drills(), **rule}
    kept = {
        name: said.pop(name) for name in ("published_at", "expiry", "edits", "revokes", "grant_policy") if name in said
    }
    if tiers:
        said["tiers"] = [{"id": name, "at_least": level} for name, level in tiers.items()]
    steps = [
        Step(name, name.title(), level, metal_of(name, n)) for n, (name, level) in enumerate((tiers or {}).items())
    ]
    return Version(badge, number, badge.title(), "What for.", parse_rule(said), tuple(steps), points=5, **kept)


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


@dataclass
class Stored:
    """What is stored of e-1, and what is known of them between batches; ``fetched``: the pasts that were asked for."""

    ruling: Ruling
    facts: list[Fact] = field(default_factory=list)
    awards: tuple[Award, ...] = ()
    entries: tuple[Entry, ...] = ()
    fetched: list[Wanted] = field(default_factory=list)

    def __post_init__(self) -> None:
        awards = {award.id: award for award in self.awards}
        self.known = Known(Folded(self.ruling.plan, fresh=True), awards, len(self.ruling.added))

    def anew(self) -> list[Change]:
        """Judge all there is, as of someone of whom nothing was known."""
        return self._desk().judge_anew(Dirt(added=list(self.facts), entries=list(self.entries)))

    def judge(self, *added: Fact, gone: tuple[Fact, ...] = (), inputs: Iterable[str] = ()) -> list[Change]:
        """Judge what a batch brings."""
        self.facts = [fact for fact in self.facts if fact not in gone] + list(added)
        return self._desk().judge(Dirt(list(added), list(gone), inputs=set(inputs)))

    def _desk(self) -> Desk:
        records = Records(self._fetch, self._gone, self._compensated)
        return Desk(self.ruling, Recipient(Person("e-1")), self.known, records, NOW)

    def _fetch(self, wanted: Wanted) -> Past:
        self.fetched.append(wanted)
        return Past(sorted(self.facts, key=lambda fact: fact.moment), self.entries)

    def _gone(self, completions: Iterable[str]) -> bool:
        return not {fact.completion for fact in self.facts}.issuperset(completions)

    def _compensated(self, until: datetime) -> bool:
        return any(entry.amount < 0 and entry.at <= until for entry in self.entries)


def stored(*editions: Edition, superseded: Iterable[Edition] = (), **what: Any) -> Stored:
    """What is stored of e-1, judged by these editions."""
    ruling = Ruling()
    ruling.adopt(book(*editions), superseded)
    return Stored(ruling, **what)
