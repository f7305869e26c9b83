"""Who is known on a lane: people, and the units whose lane it is."""

from typing import Any

from pymongo.database import Database

from services.badges.domain.awards import UNIT
from services.badges.domain.editions import Recipients
from shared.store import Row


def recipients_on(db: Database[Row], lane: int, of: Recipients, after: str | None, most: int) -> list[str]:
    """The next people (or units, as `unit:id`) of a lane by key."""
    found = db.subjects.find(_on(lane, of, after or ""), {"_id": 1}).sort("_id", 1).limit(most)
    return [row["_id"] for row in found]


def count_on(db: Database[Row], lane: int | None, of: Recipients) -> int:
    """How many people (or units) a lane knows."""
    return db.subjects.count_documents(_on(lane, of, ""))


def _on(lane: int | None, of: Recipients, after: str) -> dict[str, Any]:
    if of == "person":
        return {"lane": lane, "person": True, "_id": {"$gt": after}}
    return {"lane": lane, "person": False, "_id": {"$gt": after or UNIT, "$lt": UNIT + "\uffff"}}
