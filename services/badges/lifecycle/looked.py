"""What one version would mean to one person, and the sum of it over everyone. Pure."""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.badges.domain.editions import Edition
from services.badges.domain.judging import Case
from services.badges.domain.progress import missing_share
from services.badges.domain.renewing import entitled_anew
from services.badges.domain.settling import settle
from shared.criteria import Award as Seen
from shared.criteria import Entitlement, explain

SAMPLES, NEAR_MISSES = 10, 20
KINDS = {"awarded": "gained", "revoked": "lost", "amended": "moved"}


@dataclass(frozen=True)
class Looked:
    """One person: the awards that they would hold by the version, what ``difference`` it makes to what they hold, and
    (for those who would hold nothing) which share is missing."""

    person: str
    units: frozenset[str]
    entitled: tuple[Entitlement, ...]
    difference: frozenset[str]
    missing: float | None


@dataclass
class Outcome:
    """Over everyone looked at. Samples are those who earn it last; near misses those who lack least, by person."""

    people: int = 0
    recipients: int = 0
    by_unit: Counter[str] = field(default_factory=Counter)
    by_tier: Counter[str] = field(default_factory=Counter)
    difference: Counter[str] = field(default_factory=Counter)
    samples: list[tuple[datetime, str, str, int]] = field(default_factory=list)
    near: list[tuple[float, str]] = field(default_factory=list)

    def add(self, looked: Looked) -> None:
        """Count one more person in."""
        self.people += 1
        self.difference.update(looked.difference)
        if looked.entitled:
            self._add_recipient(looked)
        elif looked.missing is not None and looked.missing < 1:
            self._keep(self.near, (-looked.missing, looked.person), NEAR_MISSES)

    def near_misses(self) -> list[tuple[str, float]]:
        """(person, missing share), nearest first."""
        return [(person, -share) for share, person in sorted(self.near, key=lambda one: (-one[0], one[1]))]

    def _add_recipient(self, looked: Looked) -> None:
        self.recipients += 1
        self.by_unit.update(looked.units)
        self.by_tier.update({one.tier for one in looked.entitled if one.tier})
        last = max(looked.entitled, key=lambda one: one.earned_at)
        self._keep(self.samples, (last.earned_at, looked.person, last.tier or "", len(last.facts)), SAMPLES)

    @staticmethod
    def _keep(heap: list[Any], one: tuple[Any, ...], most: int) -> None:
        """Keep the greatest."""
        heapq.heappush(heap, one)
        if len(heap) > most:
            heapq.heappop(heap)


def look(edition: Edition, case: Case, now: datetime) -> Looked:
    """What this edition would mean to this person now."""
    held = [award for award in case.awards if award.badge == edition.badge]
    entitled = entitled_anew(edition, held, _judge(case, now))
    changes = settle(edition, entitled, held, lost=lambda _: "flag", now=now)
    difference = {KINDS[change.kind] for change in changes if change.kind in KINDS}
    if not difference and any(award.stands for award in held):
        difference = {"kept"}
    missing = None if entitled or not case.facts else _missing(edition, case, now)
    return Looked(case.holder, _units(case, now), tuple(entitled), frozenset(difference), missing)


def _units(case: Case, now: datetime) -> frozenset[str]:
    """Where a recipient belongs: a unit to itself."""
    if case.unit is not None:
        return frozenset({case.unit.unit})
    return frozenset(one.unit for one in case.person.memberships if one.holds(now))


def _judge(case: Case, now: datetime) -> Any:
    def judge(edition: Edition, own: list[Seen], since: datetime | None) -> list[Entitlement]:
        others = [award.seen() for award in case.awards if award.entitled and award.badge != edition.badge]
        compiled = edition.compiled if since is None else edition.since(since)
        return compiled.judge(case.seeing([*others, *own], now))

    return judge


def _missing(edition: Edition, case: Case, now: datetime) -> float:
    return missing_share(explain(edition.compiled, case.history(case.awards, now, without=edition.badge)))
