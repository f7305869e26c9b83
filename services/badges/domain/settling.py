"""Squaring awards with what their holder is entitled to.

An award is held to the version under which it was granted: by default a newer one grants more, it takes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from services.badges.domain.awards import Award, Change, Key, holder_of, key_of, natural_key, to_millisecond
from services.badges.domain.editions import Edition
from shared.criteria import Entitlement, Scope
from shared.events.envelope import event_id

Verdict = Literal["revoke", "flag", "keep"]
Lost = Callable[[Award], Verdict]
"""What is to become of an award that is no longer entitled to: by why it is not."""


def settle(
    edition: Edition, entitled: Iterable[Entitlement], held: Iterable[Award], *, lost: Lost, now: datetime
) -> list[Change]:
    """What must become of the awards of one badge and holder so that they match what the edition entitles to.

    ``held`` are all of them in the scopes concerned, revoked ones too. Several entitlements under one key are its
    renewals, in order: the n-th is what the n-th award under it, of those that were not revoked, rests on."""
    held = sorted(held, key=lambda award: award.generation)
    wanted = _by_key(entitled)
    changes: list[Change] = []
    for key, awards in _counting(held).items():
        for place, award in enumerate(awards):
            if award.grantor is None:
                changes += _squared(edition, award, _nth(wanted.get(key, ()), place), lost, now)
    if edition.live:
        changes += _grants(edition, wanted, held, now)
    return changes


def evidence_of(entitlement: Entitlement) -> tuple[str, ...]:
    """The completions and awards that it rests on, sorted, each once."""
    return tuple(sorted({fact.completion for fact in entitlement.facts}))


def _by_key(entitled: Iterable[Entitlement]) -> dict[Key, list[Entitlement]]:
    found: defaultdict[Key, list[Entitlement]] = defaultdict(list)
    for one in entitled:
        found[key_of(one)].append(one)
    return found


def _counting(held: Iterable[Award]) -> dict[Key, list[Award]]:
    found: defaultdict[Key, list[Award]] = defaultdict(list)
    for award in held:
        if award.counts:
            found[award.key].append(award)
    return found


def _nth(entitlements: Iterable[Entitlement], place: int) -> Entitlement | None:
    return next((one for number, one in enumerate(entitlements) if number == place), None)


def _squared(
    edition: Edition, award: Award, entitlement: Entitlement | None, lost: Lost, now: datetime
) -> Iterator[Change]:
    """An award of this edition; or of an earlier one, where this one was published to judge holders anew."""
    if award.version == edition.version.number:
        yield from _kept(edition, award, entitlement) if entitlement else _unfounded(award, lost(award), now)
    elif edition.judges_holders_of(award.version):
        if entitlement is not None:
            yield from _kept(edition, award, entitlement)
        elif edition.version.edits == "strict":
            yield Change("revoked", ended(award, "revoked", "edit", now))


def _kept(edition: Edition, award: Award, entitlement: Entitlement) -> Iterator[Change]:
    earned_at = to_millisecond(entitlement.earned_at)
    said: dict[str, Any] = {
        "earned_at": earned_at,
        "evidence": evidence_of(entitlement),
        "version": edition.version.number,
    }
    if any(getattr(award, name) != value for name, value in said.items()):
        moved = award.version != edition.version.number
        said |= {"points": edition.version.points, "step": edition.tiers.index(award.tier)} if moved else {}
        said |= {"expires_at": edition.expires_at(earned_at), "flagged": False, "revision": award.revision + 1}
        yield Change("amended", replace(award, **said))
    elif award.flagged:
        yield Change("cleared", replace(award, flagged=False))


def _unfounded(award: Award, verdict: Verdict, now: datetime) -> Iterator[Change]:
    if verdict == "revoke":
        yield Change("revoked", ended(award, "revoked", "retraction", now))
    elif verdict == "flag" and not award.flagged:
        yield Change("flagged", replace(award, flagged=True))


def ended(award: Award, state: Literal["revoked", "expired"], reason: str, now: datetime) -> Award:
    """The award as it ends."""
    return replace(award, state=state, revision=award.revision + 1, flagged=False, reason=reason, ended_at=now)


def _grants(
    edition: Edition, wanted: dict[Key, list[Entitlement]], held: list[Award], now: datetime
) -> Iterator[Change]:
    counting, used = _counting(held), {award.key: award.generation for award in held}
    for key, entitlements in wanted.items():
        for number, entitlement in enumerate(entitlements[len(counting.get(key, ())) :], start=1):
            if key in used or edition.grants(entitlement.earned_at):
                yield Change("awarded", _granted(edition, entitlement, used.get(key, -1) + number, now))


def _granted(edition: Edition, entitlement: Entitlement, generation: int, now: datetime) -> Award:
    holder = holder_of(edition.version.rule.recipient, entitlement.recipient)
    award = granted(edition, holder, key_of(entitlement), entitlement.scope, generation, now)
    earned_at = to_millisecond(entitlement.earned_at)
    return replace(
        award, earned_at=earned_at, evidence=evidence_of(entitlement), expires_at=edition.expires_at(earned_at)
    )


def granted(edition: Edition, person: str, key: Key, scope: Scope, generation: int, now: datetime) -> Award:
    """An award of this edition as it is granted now, earned now, on no evidence."""
    tier = key[0]
    return Award(
        id=event_id(natural_key(edition.badge, tier, person, scope), generation),
        badge=edition.badge,
        version=edition.version.number,
        tier=tier,
        step=edition.tiers.index(tier),
        person=person,
        scope=scope,
        earned_at=now,
        granted_at=now,
        points=edition.version.points,
        generation=generation,
        expires_at=edition.expires_at(now),
    )
