"""Who is behind an identity, remembered for two seconds: systems send one person's completions close together.

Only those that are linked are remembered, so whoever is linked next is found at once; a change that this process itself
hears of (its consumer is told by profiles) makes it forget everybody."""

import time
from collections.abc import Iterable

from pymongo.database import Database

from shared.store import Row

FRESH = 2.0
MOST = 50_000
_known: dict[tuple[str, str], tuple[float, str]] = {}


def known_people(db: Database[Row], identities: Iterable[str]) -> dict[str, str]:
    """The employees behind those of these identities (HMACs) that are linked, as the store has them now."""
    linked = {"_id": {"$in": list(set(identities))}, "employee": {"$ne": None}}
    rows = db.identities.find(linked, {"employee": 1})
    return {row["_id"]: row["employee"] for row in rows}


def remembered_people(db: Database[Row], identities: Iterable[str]) -> dict[str, str]:
    """The same, as they were at most two seconds ago."""
    now, found, unread = time.monotonic(), dict[str, str](), list[str]()
    for identity in set(identities):
        until, employee = _known.get((db.name, identity), (0.0, ""))
        if until > now:
            found[identity] = employee
        else:
            unread.append(identity)
    if unread:
        read = known_people(db, unread)
        _remember(db.name, read, now + FRESH)
        found |= read
    return found


def forget(_owner: object = None) -> None:
    """Somebody's identities have changed."""
    _known.clear()


def _remember(name: str, read: dict[str, str], until: float) -> None:
    if len(_known) > MOST:
        _known.clear()
    for identity, employee in read.items():
        _known[name, identity] = until, employee
