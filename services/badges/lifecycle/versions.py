"""All versions of a badge, newest first."""

from typing import Any

from pymongo.database import Database

from services.badges import catalog, views
from services.badges.lifecycle.requests import ReadVersions
from shared.http import Problem
from shared.store import Row


def page(db: Database[Row], said: ReadVersions) -> dict[str, Any]:
    """One page of them, the draft among them."""
    row = db.badges.find_one({"_id": said.badge})
    if row is None:
        raise Problem(404, f"there is no badge {said.badge}", [("badge", "unknown")])
    of: Row = {"badge": said.badge} | ({} if said.after is None else {"number": {"$lt": said.after}})
    found = list(db.versions.find(of, {"number": 1}).sort("number", -1).limit(said.first + 1))
    numbers = [one["number"] for one in found[: said.first]]
    known = catalog.versions(db, [(said.badge, number) for number in numbers])
    items = [views.badge(row, known[said.badge, number], locale=said.locale, admin=True) for number in numbers]
    total = db.versions.count_documents({"badge": said.badge})
    return {"items": items, "next": numbers[-1] if len(found) > said.first else None, "total": total}
