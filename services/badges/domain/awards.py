"""Awards: acts towards a person, squared with what the person is entitled to.

An award is held to the version under which it was granted: a newer one grants more, it takes nothing."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from services.badges.domain.editions import Edition
from shared.criteria import Award as Seen
from shared.criteria import Entitlement, Scope
from shared.events.envelope import event_id

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Award:
    """One award. ``evidence`` are ids of completions (and of awards, for a badge that asks for badges), sorted;
    ``flagged``: kept although a late fact took the entitlement away; ``step`` is the tier's place, from 0."""

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
    state: Literal["active", "revoked"] = "active"
    flagged: bool = False
    reason: str | None = None

    @property
    def key(self) -> Key:
        """What may be held once: a tier in a scope."""
        return self.tier, scope_key(self.scope)

    @property
    def stands(self) -> bool:
        """Whether the person holds it."""
        return self.state == "active"

    @property
    def entitled(self) -> bool:
        """Whether it stands by the rules, not only by courtesy."""
        return self.stands and not self.flagged

    def seen(self) -> Seen:
        """The award as criteria see it."""
        return Seen(self.badge, self.tier, self.person, self.scope, self.earned_at, "active", self.id)


@dataclass(frozen=True)
class Change:
    """What became of an award: it was granted, moved, taken back, or only kept (or no longer only kept) by courtesy."""

    kind: Literal["awarded", "amended", "revoked", "flagged", "cleared"]
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


def settle(
    edition: Edition,
    entitled: Iterable[Entitlement],
    held: Iterable[Award],
    *,
    lost: Callable[[Award], bool],
    now: datetime,
) -> list[Change]:
    """What must become of the awards of one badge and person so that they match what the edition entitles to.

    ``held`` are all of them, revoked ones too; ``lost`` says whether what an award rests on was taken back."""
    held = list(held)
    wanted = {(one.tier, scope_key(one.scope)): one for one in entitled}
    changes = [
        change
        for award in held
        if award.stands and award.version == edition.version.number
        for change in _squared(award, wanted.get(award.key), lost)
    ]
    if edition.live:
        changes += _grants(edition, wanted, held, now)
    return changes


def evidence_of(entitlement: Entitlement) -> tuple[str, ...]:
    """The completions and awards that it rests on, sorted, each once."""
    return tuple(sorted({fact.completion for fact in entitlement.facts}))


def to_millisecond(moment: datetime) -> datetime:
    """The moment as the store keeps it: nothing may be compared finer."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _squared(award: Award, entitlement: Entitlement | None, lost: Callable[[Award], bool]) -> Iterator[Change]:
    if entitlement is None:
        if lost(award):
            gone = replace(award, state="revoked", revision=award.revision + 1, flagged=False, reason="retraction")
            yield Change("revoked", gone)
        elif not award.flagged:
            yield Change("flagged", replace(award, flagged=True))
        return
    now_said: dict[str, Any] = {
        "earned_at": to_millisecond(entitlement.earned_at),
        "evidence": evidence_of(entitlement),
    }
    if (award.earned_at, award.evidence) != tuple(now_said.values()):
        yield Change("amended", replace(award, **now_said, flagged=False, revision=award.revision + 1))
    elif award.flagged:
        yield Change("cleared", replace(award, flagged=False))


def _grants(edition: Edition, wanted: dict[Key, Entitlement], held: list[Award], now: datetime) -> Iterator[Change]:
    standing = {award.key for award in held if award.stands}
    used: dict[Key, int] = {}
    for award in held:
        used[award.key] = max(used.get(award.key, -1), award.generation)
    for key, entitlement in wanted.items():
        if key not in standing:
            yield Change("awarded", _granted(edition, entitlement, used.get(key, -1) + 1, now))


def _granted(edition: Edition, entitlement: Entitlement, generation: int, now: datetime) -> Award:
    tier, scope, person = entitlement.tier, entitlement.scope, entitlement.recipient
    return Award(
        id=event_id(natural_key(edition.badge, tier, person, scope), generation),
        badge=edition.badge,
        version=edition.version.number,
        tier=tier,
        step=edition.tiers.index(tier),
        person=person,
        scope=scope,
        earned_at=to_millisecond(entitlement.earned_at),
        granted_at=now,
        evidence=evidence_of(entitlement),
        points=edition.version.points,
        generation=generation,
    )
