"""Appeals, and what was decided."""

from typing import Any

from pymongo.database import Database

from services.badges import views
from services.badges.correcting import requests
from services.badges.moments import cursor_of, place_of
from shared.auth import Principal
from shared.http import require
from shared.store import Row

Json = dict[str, Any]


def appeals(db: Database[Row], said: requests.ReadAppeals) -> Json:
    """A page of appeals, each with its award's trail: open ones oldest first, others newest first."""
    of: Row = {} if said.state is None else {"state": said.state}
    sign, way = ("$gt", 1) if said.state == "open" else ("$lt", -1)
    order = [("at", way), ("_id", way)]
    found = list(db.appeals.find(_behind(of, said.after, sign)).sort(order).limit(said.first + 1))
    trails = _trails(db, [row["_id"] for row in found])
    return _page(
        db.appeals.count_documents(of), found, said.first, lambda row: _appeal(row) | {"decisions": trails[row["_id"]]}
    )


def trail(db: Database[Row], said: requests.ReadTrail) -> Json:
    """A page of what was decided about a badge, newest first."""
    of: Row = {"badge": said.badge}
    found = list(
        db.decisions.find(_behind(of, said.after, "$lt")).sort([("at", -1), ("_id", -1)]).limit(said.first + 1)
    )
    return _page(db.decisions.count_documents(of), found, said.first, _decision)


def decisions(db: Database[Row], viewer: Principal, award: str) -> list[Json]:
    """What was decided about an award, in order: for its holder, and administrators."""
    row = db.awards.find_one({"_id": award}, {"person": 1})
    if row is None:
        return []
    require(viewer.admin or row["person"] == viewer.employee, "see what was decided about somebody else")
    return [_decision(one) for one in db.decisions.find({"award": award}).sort("at", 1)]


def _trails(db: Database[Row], awards: list[str]) -> dict[str, list[Json]]:
    """What was decided about each of these awards, in order."""
    found: dict[str, list[Json]] = {award: [] for award in awards}
    for row in db.decisions.find({"award": {"$in": awards}}).sort("at", 1):
        found[row["award"]].append(_decision(row))
    return found


def _appeal(row: Row) -> Json:
    return {"id": row["_id"], "award": row["_id"], "at": views.instant(row["at"])} | {
        name: row[name] for name in ("badge", "person", "text", "state")
    }


def _decision(row: Row) -> Json:
    said = {name: row[name] for name in ("kind", "award", "badge", "by", "text")}
    return {"id": row["_id"], "at": views.instant(row["at"]), "person": views.holder(row["person"])["person"]} | said


def _page(total: int, found: list[Row], first: int, made: Any) -> Json:
    shown = found[:first]
    items = [{**made(row), "cursor": cursor_of(row["at"], row["_id"])} for row in shown]
    return {"items": items, "next": items[-1]["cursor"] if len(found) > first else None, "total": total}


def _behind(of: Row, after: str | None, sign: str) -> Row:
    if after is None:
        return of
    at, key = place_of(after)
    return {"$and": [of, {"$or": [{"at": {sign: at}}, {"at": at, "_id": {sign: key}}]}]}
