"""Awards earned anew: renewals, where a window opens at the badge's own last award, and what is earned after someone
revoked it by hand. They are judged plainly, over all facts: they are few."""

from collections.abc import Callable, Iterable
from datetime import datetime

from services.badges.domain.awards import Award, Key, key_of
from services.badges.domain.editions import Edition
from shared.criteria import Award as Seen
from shared.criteria import Entitlement

MOST_RENEWALS = 200
Judge = Callable[[Edition, list[Seen], datetime | None], list[Entitlement]]
"""What an edition entitles to, with these awards of its own, by what came after some moment (None: by everything)."""


def entitled_anew(edition: Edition, held: Iterable[Award], judge: Judge) -> list[Entitlement]:
    """Everything that an edition entitles to, renewals in order; a key that was revoked by hand by what came later."""
    barred = _barred(held)
    found = [one for one in _renewals(edition, judge, None) if key_of(one) not in barred]
    for moment in sorted(set(barred.values())):
        found += [one for one in _renewals(edition, judge, moment) if barred.get(key_of(one)) == moment]
    return found


def _barred(held: Iterable[Award]) -> dict[Key, datetime]:
    """Per key the last moment at which it was revoked by hand."""
    found: dict[Key, datetime] = {}
    for award in held:
        if moment := award.barred_at:
            found[award.key] = max(moment, found.get(award.key, moment))
    return found


def _renewals(edition: Edition, judge: Judge, since: datetime | None) -> list[Entitlement]:
    """The first entitlement under each key; where awards expire, also each that follows upon having had the one
    before."""
    if not edition.renews:
        return judge(edition, [], since)
    found: list[Entitlement] = []
    while len(found) < MOST_RENEWALS and (following := _next(edition, found, judge, since)):
        found.append(following)
    return found


def _next(edition: Edition, found: list[Entitlement], judge: Judge, since: datetime | None) -> Entitlement | None:
    known = {(key_of(one), one.earned_at) for one in found}
    once = set() if edition.version.expiry else {key_of(one) for one in found}
    given = judge(edition, [_as_award(one) for one in found], since)
    fresh = [one for one in given if (key_of(one), one.earned_at) not in known and key_of(one) not in once]
    return min(fresh, key=lambda one: one.earned_at, default=None)


def _as_award(one: Entitlement) -> Seen:
    return Seen(one.badge, one.tier, one.recipient, one.scope, one.earned_at)
