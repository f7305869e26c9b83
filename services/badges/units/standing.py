"""Where units stand with their badges: worked out once for all who look; of a large unit not at every change, for it
takes seconds to read all that its people ever did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Lock

from pymongo.database import Database

from services.badges import rows
from services.badges.domain.awards import Award
from services.badges.domain.editions import Edition
from services.badges.domain.progress import Standing, standing
from services.badges.units.loading import case_of, people_ever_in, seen_in
from services.badges.units.preparing import is_large
from shared import clock
from shared.store import Row

EVERY = timedelta(minutes=10)
"""How often a large unit's progress is worked out; what it earns is seen at once."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_at_a_time = Lock()


def standings_of_units(
    db: Database[Row],
    units: Sequence[str],
    editions: Iterable[Edition],
    awards: Mapping[str, Sequence[Award]],
    revs: Mapping[str, int],
    now: datetime,
) -> dict[str, Standing]:
    """By badge, where the one of these units stands whose badge its people see; ``awards`` and the revisions of their
    rows (``revs``) are as of now."""
    seen: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        seen[seen_in(db, units, edition.badge)].append(edition)
    found: dict[str, Standing] = {}
    for name, theirs in seen.items():
        at = now - (now - EPOCH) % EVERY
        if _is_large(db, name, at):
            held = tuple(sorted((award.id, award.revision) for award in awards.get(name, ())))
            with _at_a_time:
                found |= _standings(db, name, tuple(theirs), (held, at))
        else:
            found |= _standings(db, name, tuple(theirs), (revs.get(name, 0), now))
    return found


@lru_cache(maxsize=1000)
def _standings(
    db: Database[Row], name: str, editions: tuple[Edition, ...], _as_of: tuple[object, datetime]
) -> dict[str, Standing]:
    """As of this minute, and kept for whoever asks as of the same."""
    now = clock.now().replace(second=0, microsecond=0)
    case, awards = case_of(db, name, editions), rows.awards_of(db, [name]).get(name, ())
    return {
        edition.badge: standing(edition, case.history(awards, now, without=edition.badge), awards)
        for edition in editions
    }


@lru_cache(maxsize=1000)
def _is_large(db: Database[Row], name: str, _at: datetime) -> bool:
    return is_large(db, people_ever_in(db, name))
