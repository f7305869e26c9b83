"""Where one person stands with every badge there is for them: worked out when asked, kept until something changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pymongo.database import Database

from services.badges import catalog, rows
from services.badges.domain.awards import Award
from services.badges.domain.editions import Book, Edition, Version
from services.badges.domain.judging import Case
from services.badges.domain.progress import Standing, standing
from services.badges.loading import load_cases
from services.badges.units.loading import case_of as unit_case
from services.badges.units.loading import units_of
from services.badges.units.standing import standings_of_units
from shared import clock
from shared.bus import lane_of
from shared.events.envelope import is_person
from shared.store import Row

MOST_ENDED = 20
"""So many of a person's former awards of one badge are shown, and all that are public: those can be withdrawn."""


@dataclass(frozen=True)
class Shelf:
    """One person's standings by badge (the live ones, and the retired ones that they hold); ``ended``: what they held
    of each, newest first."""

    standings: Mapping[str, Standing]
    ended: Mapping[str, tuple[Award, ...]]

    def of(self, version: Version) -> Standing:
        """Where the person stands; a badge that is not there to be earned is locked."""
        known = self.standings.get(version.badge)
        if known is not None:
            return known
        first = version.steps[0] if version.steps else None
        edition = Edition(version, frozenset(), live=False)
        return Standing(edition, "locked", (), 0, first.at_least if first else 1, first, 1.0)

    def awards(self) -> list[Award]:
        """Everything held, newest first."""
        held = [award for one in self.standings.values() for award in one.awards]
        return sorted(held, key=lambda award: award.earned_at, reverse=True)


def shelf_of(db: Database[Row], person: str) -> Shelf:
    """A person's shelf as of this minute."""
    book, now = catalog.book(db), clock.now().replace(second=0, microsecond=0)
    units = units_of(db, person, now) if catalog.looked_at_by_units(db, book) else ()
    revs = {row["_id"]: row["rev"] for row in db.subjects.find({"_id": {"$in": [person, *units]}}, {"rev": 1})}
    return _shelf(db, person, units, tuple(sorted(revs.items())), book, now)


def case_of(db: Database[Row], person: str, edition: Edition) -> Case:
    """What is known of a person (or a unit, `unit:id`), as far as one edition looks at it."""
    if not is_person(person):
        return unit_case(db, person, [edition])
    return load_cases(db, lane_of(person), [person], rows.awards_of(db, [person]), [edition])[person]


@lru_cache(maxsize=1000)
def _shelf(
    db: Database[Row],
    person: str,
    units: tuple[str, ...],
    revs: tuple[tuple[str, int], ...],
    book: Book,
    now: datetime,
) -> Shelf:
    """Kept by the revisions of the person and their units, which everything that changes what is stored about them
    moves on."""
    awards = rows.awards_of(db, [person, *units])
    every = [award for name in (person, *units) for award in awards.get(name, ())]
    held = {award.badge for award in every if award.stands}
    editions = [*book.live.values(), *_retired(db, book, held - set(book.live))]
    theirs = [edition for edition in editions if edition.version.rule.recipient == "person"]
    case = load_cases(db, lane_of(person), [person], awards, theirs)[person]
    seen, standings = case.history(case.awards, now), {}
    for edition in theirs:
        own = "awards" in edition.reads and edition.badge in held
        history = case.history(case.awards, now, without=edition.badge) if own else seen
        standings[edition.badge] = standing(edition, history, awards.get(person, ()))
    if units:
        of_units = [edition for edition in editions if edition not in theirs]
        standings |= standings_of_units(db, units, of_units, awards, dict(revs), now)
    public = db.credentials.distinct("award", {"person": person, "withdrawn_at": None})
    return Shelf(standings, _ended(every, frozenset(public)))


def _ended(awards: Iterable[Award], public: frozenset[str]) -> dict[str, tuple[Award, ...]]:
    """What was revoked or has expired by badge, what ended last first."""
    found: dict[str, list[Award]] = {}
    for award in awards:
        if award.ended_at and not award.stands:
            found.setdefault(award.badge, []).append(award)
    for them in found.values():
        them.sort(key=lambda one: (one.ended_at, one.earned_at, one.id), reverse=True)
    return {
        badge: tuple(one for place, one in enumerate(them) if place < MOST_ENDED or one.id in public)
        for badge, them in found.items()
    }


def _retired(db: Database[Row], book: Book, badges: set[str]) -> list[Edition]:
    if not badges:
        return []
    found = db.badges.find({"_id": {"$in": list(badges)}}, {"version": 1})
    return list(catalog.superseded(db, book, [(row["_id"], row["version"]) for row in found]).values())
