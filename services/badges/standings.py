"""Where one person stands with every badge there is for them: worked out when asked, kept until something changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from pymongo.database import Database

from services.badges import catalog, rows
from services.badges.domain.awards import Award
from services.badges.domain.editions import Book, Edition, Version
from services.badges.domain.judging import Case
from services.badges.domain.progress import Standing, standing
from services.badges.loading import load_cases
from shared import clock
from shared.bus import lane_of
from shared.store import Row

MOST_ENDED = 20
"""So many of a person's former awards of one badge are shown."""


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
    row = db.subjects.find_one({"_id": person}, {"rev": 1})
    return _shelf(db, person, row["rev"] if row else 0, catalog.book(db), clock.now().replace(second=0, microsecond=0))


def case_of(db: Database[Row], person: str, edition: Edition) -> Case:
    """What is known of a person, as far as one edition looks at it."""
    return load_cases(db, lane_of(person), [person], rows.awards_of(db, [person]), [edition])[person]


def as_judged(edition: Edition, awards: Iterable[Award], now: datetime) -> Edition:
    """The edition as it judges somebody with these awards of its badge: whom it was taken from by hand earns it again
    by what came later alone."""
    awards = list(awards)
    barred = [moment for award in awards if (moment := award.barred_at)]
    if not barred or any(award.stands for award in awards):
        return edition
    rule = edition.version.rule
    start = max(filter(None, [rule.start_from, min(max(barred) + timedelta(milliseconds=1), now)]))
    version = replace(edition.version, rule=rule.model_copy(update={"start_from": start}))
    return Edition(version, edition.starred_out, live=edition.live, rank=edition.rank)


@lru_cache(maxsize=1000)
def _shelf(db: Database[Row], person: str, _rev: int, book: Book, now: datetime) -> Shelf:
    """Kept by the person's revision, which everything that changes what is stored about them moves on."""
    awards = rows.awards_of(db, [person])
    held: dict[str, list[Award]] = {}
    for award in awards.get(person, ()):
        if award.stands:
            held.setdefault(award.badge, []).append(award)
    editions = [*book.live.values(), *_retired(db, book, set(held) - set(book.live))]
    case = load_cases(db, lane_of(person), [person], awards, editions)[person]
    seen, blind = case.history(case.awards, now), set(held)
    standings = {}
    for edition in editions:
        own = "awards" in edition.reads and edition.badge in blind
        history = case.history(case.awards, now, without=edition.badge) if own else seen
        told = as_judged(edition, (award for award in awards.get(person, ()) if award.badge == edition.badge), now)
        standings[edition.badge] = standing(told, history, held.get(edition.badge, ()))
    return Shelf(standings, _ended(awards.get(person, ())))


def _ended(awards: Iterable[Award]) -> dict[str, tuple[Award, ...]]:
    """What was revoked or has expired by badge, what ended last first."""
    found: dict[str, list[Award]] = {}
    for award in awards:
        if award.ended_at and not award.stands:
            found.setdefault(award.badge, []).append(award)
    return {
        badge: tuple(sorted(them, key=lambda one: (one.ended_at, one.earned_at, one.id), reverse=True)[:MOST_ENDED])
        for badge, them in found.items()
    }


def _retired(db: Database[Row], book: Book, badges: set[str]) -> list[Edition]:
    if not badges:
        return []
    found = db.badges.find({"_id": {"$in": list(badges)}}, {"version": 1})
    return list(catalog.superseded(db, book, [(row["_id"], row["version"]) for row in found]).values())
