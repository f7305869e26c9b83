"""A page of the feed, filtered on read by what the reader may see: nobody who hides, no challenge of another unit."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from pymongo.database import Database

from services.profiles.domain.people import Employee, units_at
from services.profiles.domain.tree import Tree
from services.profiles.models import FeedAsked, FeedItem, FeedPage
from services.profiles.store import load_units
from shared.auth import Principal
from shared.events.envelope import is_person
from shared.http import Problem
from shared.requests import cursor, place
from shared.store import Row

CHUNK = 200
MOST_CHUNKS = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
FURTHEST = 2**43  # milliseconds from 1970; the years 1691 and 2248
NEWEST = [("at", -1), ("_id", -1)]


def feed_page(db: Database[Row], who: Principal, reader: Employee | None, asked: FeedAsked, now: datetime) -> FeedPage:
    """The next items, newest first. Where thousands in a row are hidden, a page may be short and still have a next."""
    audience = _audience(db, who, reader, now)
    after = _place(asked.after) if asked.after is not None else None
    items: list[FeedItem] = []
    for chunk in _chunks(db, audience, after):
        hidden = _hidden(db, chunk) - {who.employee}
        for row in chunk:
            after = [_millis(row["at"]), row["_id"]]
            if who.employee in row["people"] or not hidden & set(row["people"]):
                items.append(_item(row))
            if len(items) == asked.first:
                return FeedPage(items=items, next=cursor(*after) if _any_more(db, audience, after) else None)
    return FeedPage(items=items, next=cursor(*after) if after and _any_more(db, audience, after) else None)


def _place(after: str) -> list[int | str]:
    millis, key = place(after, int, str)
    if abs(millis) >= FURTHEST:
        raise Problem(422, "this is no cursor of this list", [("after", "give `next` of the page before, or null")])
    return [millis, key]


def _chunks(db: Database[Row], audience: Row, after: list[int | str] | None) -> Iterator[list[Row]]:
    for _ in range(MOST_CHUNKS):
        rows = list(db.feed.find(_behind(audience, after)).sort(NEWEST).limit(CHUNK))
        if not rows:
            return
        yield rows
        after = [_millis(rows[-1]["at"]), rows[-1]["_id"]]


def _audience(db: Database[Row], who: Principal, reader: Employee | None, now: datetime) -> Row:
    """What concerns everyone, the reader, a unit they belong to or manage; for an admin, all."""
    standing: Row = {"gone": False}
    if who.admin:
        return standing
    tree = Tree(load_units(db).values())
    own = {above for unit in (units_at(reader, now) if reader else ()) for above in tree.lineage(unit)}
    return standing | {"$or": [{"unit": {"$in": [None, *own | who.units]}}, {"people": who.employee}]}


def _behind(audience: Row, after: list[int | str] | None) -> Row:
    if after is None:
        return audience
    at = EPOCH + int(after[0]) * MILLISECOND
    return {"$and": [audience, {"at": {"$lte": at}}, {"$or": [{"at": {"$lt": at}}, {"_id": {"$lt": after[1]}}]}]}


def _any_more(db: Database[Row], audience: Row, after: list[int | str]) -> bool:
    return db.feed.find_one(_behind(audience, after), {"_id": 1}) is not None


def _hidden(db: Database[Row], rows: list[Row]) -> set[str]:
    """Those of the people in these items who hide from the feed, or are not known (yet, or any more)."""
    people = {person for row in rows for person in row["people"] if is_person(person)}
    seen = {"_id": {"$in": list(people)}, "privacy.hide_from_feed": False, "state": {"$ne": "erased"}}
    return people - {row["_id"] for row in db.employees.find(seen, {"_id": 1})}


def _item(row: Row) -> FeedItem:
    people = row["people"]
    return FeedItem(
        id=row["_id"],
        occurred_at=row["at"],
        person=people[0] if is_person(people[0]) else None,
        giver=people[1] if row["kind"] == "kudos" else None,
        **{name: row[name] for name in ("kind", "granted_at", "award", "badge", "tier", "kudos", "challenge", "unit")},
    )


def _millis(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND
