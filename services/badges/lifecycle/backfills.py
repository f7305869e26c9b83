"""How far everyone has been judged by a version that went live: a row a lane, written by that lane alone."""

from typing import Any

from pymongo.database import Database

from services.badges.domain.editions import Recipients
from services.badges.subjects import count_on
from shared.bus import LANES
from shared.delivery.transaction import Transaction
from shared.store import Row


def begin(tx: Transaction, badge: str, version: int, recipient: Recipients) -> bool:
    """Note that this lane sets out to judge everyone (or every unit) it knows; False where it has done so before, and
    where it knows nobody: who comes from here on is judged by what is in force."""
    total = count_on(tx.db, tx.lane, recipient)
    row = {"badge": badge, "version": version, "lane": tx.lane, "done": 0, "total": total, "ended": total == 0}
    key = {"_id": f"{badge}|{version}|{tx.lane}"}
    begun = tx.db.backfills.update_one(key, {"$setOnInsert": row}, upsert=True).upserted_id is not None
    return begun and total > 0


def advance(tx: Transaction, badge: str, version: int, people: int, *, ended: bool) -> None:
    """Note that so many more have been judged."""
    key = {"_id": f"{badge}|{version}|{tx.lane}"}
    tx.db.backfills.update_one(key, {"$inc": {"done": people}, "$set": {"ended": ended}})


def progress(db: Database[Row], badges: list[str]) -> dict[str, dict[str, Any]]:
    """By badge how far the version in force is; a badge that was never published is left out."""
    live = {row["_id"]: row["version"] for row in db.badges.find({"_id": {"$in": badges}, "version": {"$ne": None}})}
    found: dict[str, dict[str, Any]] = {}
    for badge, version in live.items():
        lanes = list(db.backfills.find({"badge": badge, "version": version}))
        done, total = sum(row["done"] for row in lanes), sum(row["total"] for row in lanes)
        ended = len(lanes) == LANES and all(row["ended"] for row in lanes)
        state = "done" if ended else "running"
        found[badge] = {"version": version, "done": done, "total": max(done, total), "state": state}
    return found
