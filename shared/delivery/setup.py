"""What delivery keeps in every service's database, made at start."""

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from shared.delivery.transaction import COLLECTIONS
from shared.store import Row

KEEP_COMMANDS = 30 * 24 * 3600
INDEXES = {
    "timers": [
        IndexModel([("lane", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("lane", ASCENDING)], name="waiting", partialFilterExpression={"waiting": True}),
    ],
    "barriers": [IndexModel([("lane", ASCENDING), ("passed", ASCENDING)]), IndexModel([("timer", ASCENDING)])],
    "waiting": [IndexModel([("reference", ASCENDING), ("lane", ASCENDING)])],
    "tasks": [IndexModel([("lane", ASCENDING), ("at", ASCENDING)])],
    "subjects": [IndexModel([("lane", ASCENDING), ("person", ASCENDING), ("_id", ASCENDING)])],
    "commands": [IndexModel([("at", ASCENDING)], expireAfterSeconds=KEEP_COMMANDS)],
}


def ensure_delivery(db: Database[Row]) -> None:
    """Make delivery's collections and indexes where they are missing: a transaction must not create them."""
    existing = set(db.list_collection_names())
    for name in COLLECTIONS:
        if name not in existing:
            db.create_collection(name, check_exists=False)
    for name, indexes in INDEXES.items():
        db[name].create_indexes(indexes)
