"""A badge gets another look: its draft, or (where there is none) a next version that is otherwise the same."""

from services.badges import catalog
from services.badges.drawing import Design
from services.badges.images.designing import check_picture
from shared.delivery.transaction import Transaction
from shared.http import Problem
from shared.store import Row


def redesign(tx: Transaction, badge: str, design: Design) -> Row:
    """Draw the draft anew; what is live keeps its look until the draft is published."""
    tx.touch(catalog.CATALOGUE)
    check_picture(tx.db, design)
    row = tx.db.badges.find_one({"_id": badge})
    if row is None:
        raise Problem(404, f"there is no badge {badge}", [("id", "unknown")])
    number = row["draft"] or row["latest"] + 1
    said = tx.db.versions.find_one({"_id": catalog.version_id(badge, row["draft"] or row["version"])})
    drawn = {**(said or {}), "_id": catalog.version_id(badge, number), "number": number, "published_at": None}
    tx.db.versions.replace_one({"_id": drawn["_id"]}, drawn | {"design": design.model_dump()}, upsert=True)
    tx.db.badges.update_one({"_id": badge}, {"$set": {"draft": number, "latest": number}})
    return {"id": badge, "version": number}
