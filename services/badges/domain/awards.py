"""Awards: acts towards a person (or a unit)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.criteria import Award as Seen
from shared.criteria import Entitlement, Scope

Key = tuple[str | None, str]
State = Literal["active", "expired", "revoked"]
Dependents = Literal["cascade", "flag", "keep"]
UNIT = "unit:"
"""A unit that holds an award is written so, before its id: people and units are told apart."""
BY_ITSELF = frozenset({"retraction", "edit", "merge"})
"""Reasons for which an award goes because its entitlement went: what is left may earn it again at any time. Whoever
revokes one by hand revokes what it rested on with it."""


@dataclass(frozen=True)
class Award:
    """One award. ``person`` is who holds it, a unit as `unit:id`. ``evidence`` are ids of completions (and of awards,
    for a badge that asks for badges), sorted; ``flagged``: kept although a late fact took the entitlement away;
    ``step`` is the tier's place, from 0; ``grantor``: who gave it by hand; ``ended_at``: when it was revoked or
    expired, for ``reason`` (a code); ``dependents``: what becomes of awards that rest on it once it is revoked."""

    id: str
    badge: str
    version: int
    tier: str | None
    step: int
    person: str
    scope: Scope
    earned_at: datetime
    granted_at: datetime
    evidence: tuple[str, ...] = ()
    points: int = 0
    generation: int = 0
    revision: int = 0
    state: State = "active"
    flagged: bool = False
    reason: str | None = None
    grantor: str | None = None
    ended_at: datetime | None = None
    expires_at: datetime | None = None
    dependents: Dependents = "cascade"

    @property
    def key(self) -> Key:
        """What may be held once: a tier in a scope."""
        return self.tier, scope_key(self.scope)

    @property
    def edition(self) -> str:
        """The name of the edition under which it was granted."""
        return f"{self.badge}@{self.version}"

    @property
    def stands(self) -> bool:
        """Whether the person holds it."""
        return self.state == "active"

    @property
    def counts(self) -> bool:
        """Whether it was never taken back: one that has expired still counts."""
        return self.state != "revoked"

    @property
    def entitled(self) -> bool:
        """Whether it counts by the rules, not only by courtesy."""
        return self.counts and not self.flagged

    @property
    def barred_at(self) -> datetime | None:
        """When it was revoked by hand: what came before does not earn it again."""
        return self.ended_at if self.state == "revoked" and self.reason not in BY_ITSELF else None

    def seen(self) -> Seen:
        """The award as criteria see it."""
        recipient = self.person.removeprefix(UNIT)
        return Seen(self.badge, self.tier, recipient, self.scope, self.earned_at, self.state, self.id)


@dataclass(frozen=True)
class Change:
    """What became of an award: it was granted, moved, taken back, or only kept (or no longer only kept) by courtesy."""

    kind: Literal["awarded", "amended", "revoked", "expired", "flagged", "cleared"]
    award: Award


def natural_key(badge: str, tier: str | None, person: str, scope: Scope) -> str:
    """What an award is, whatever version granted it."""
    return f"award/{badge}/{tier or ''}/{person}/{scope_key(scope)}"


def scope_key(scope: Scope) -> str:
    """A scope as text: the same for equal values of one type, whatever they are made of."""
    if scope is None:
        return "null"  # what nearly all are
    if isinstance(scope, float) and scope.is_integer():
        scope = int(scope)
    return json.dumps(scope, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def holder_of(edition_of: str, recipient: str) -> str:
    """Who holds what a rule gives to its recipient (`person` or `unit`)."""
    return f"{UNIT}{recipient}" if edition_of == "unit" else recipient


def key_of(entitlement: Entitlement) -> Key:
    """The key of the award that an entitlement asks for."""
    return entitlement.tier, scope_key(entitlement.scope)


def to_millisecond(moment: datetime) -> datetime:
    """The moment as the store keeps it: nothing may be compared finer."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
