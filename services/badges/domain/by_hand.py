"""Awards that people give and revoke."""

from dataclasses import replace
from datetime import datetime

from services.badges.domain.awards import Award, Change, Dependents, natural_key, scope_key
from services.badges.domain.editions import Edition
from services.badges.domain.settling import ended, granted
from shared.events.envelope import event_id

MANUAL = "manual"


def given(
    edition: Edition, person: str, tier: str | None, by: str, held: list[Award], now: datetime, earned_at: datetime
) -> Change:
    """The next generation of this badge (or tier) for the person; ``held`` are all of their awards of it."""
    key = (tier, scope_key(None))
    generation = 1 + max((award.generation for award in held if award.key == key), default=-1)
    award = granted(edition, person, key, None, generation, now)
    return Change("awarded", replace(award, earned_at=earned_at, expires_at=edition.expires_at(earned_at), grantor=by))


def revoked(award: Award, dependents: Dependents, now: datetime) -> Change:
    """The award as it is taken back; what it rested on does not earn it again."""
    return Change("revoked", replace(ended(award, "revoked", MANUAL, now), dependents=dependents))


def reinstated(award: Award, by: str, held: list[Award], now: datetime) -> Change:
    """A revoked award given back: its next generation, as of when it was earned, with its evidence."""
    generation = 1 + max(one.generation for one in held if one.key == award.key)
    name = event_id(natural_key(award.badge, award.tier, award.person, award.scope), generation)
    anew = replace(award, id=name, generation=generation, revision=0, state="active", grantor=by, granted_at=now)
    return Change("awarded", replace(anew, reason=None, ended_at=None, dependents="cascade"))
