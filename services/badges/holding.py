"""Who holds a badge, a page at a time."""

from typing import Any

from pymongo.database import Database

from services.badges.moments import cursor_of, place_of
from services.badges.reading import hidden_from, known_awards, visible
from services.badges.requests import ReadHolders
from shared.auth import Principal
from shared.http import Problem, require
from shared.store import Row

Json = dict[str, Any]


def holders(db: Database[Row], viewer: Principal, said: ReadHolders) -> Json:
    """A page of those who hold a badge and chose to appear, each by the award of the highest tier, newest first; or of
    its flagged awards. Administrators see everyone."""
    if said.badge not in visible(db, viewer, [said.badge]):
        raise Problem(404, f"there is no badge {said.badge}", [("badge", "unknown")])
    require(viewer.admin or not said.flagged, "see what is kept by courtesy")
    rows = db.awards if said.flagged else db.holders
    of = _of(said, hidden_from(db, viewer))
    query = {"$and": [of, _after(said.after)]} if said.after else of
    found = list(rows.find(query).sort([("earned_at", -1), ("_id", 1)]).limit(said.first + 1))
    page = found[: said.first]
    names = [row["_id" if said.flagged else "award"] for row in page]
    shown = known_awards(db, {"_id": {"$in": names}})
    places = [cursor_of(row["earned_at"], row["_id"]) for row in page]
    items = [{"award": shown[name], "cursor": at} for name, at in zip(names, places, strict=True)]
    more = items[-1]["cursor"] if len(found) > said.first else None
    return {"items": items, "next": more, "total": rows.count_documents(of)}


def _of(said: ReadHolders, hidden: list[str]) -> Row:
    of: Row = {"badge": said.badge} | ({"$nor": [{"person": {"$in": hidden}}]} if hidden else {})
    of |= {name: wanted for name in ("tier", "person") if (wanted := getattr(said, name)) is not None}
    return of | ({"flagged": True} if said.flagged else {})


def _after(after: str) -> Row:
    earned_at, key = place_of(after)
    return {"$or": [{"earned_at": {"$lt": earned_at}}, {"earned_at": earned_at, "_id": {"$gt": key}}]}
