"""What sources report, counted once when it is first published: by type, with names of some objects."""

from collections import defaultdict
from collections.abc import Iterable

from pymongo import UpdateOne
from pymongo.database import Database

from services.intake.rows import COMPLETION
from shared.store import Row

SAMPLES = 5


def tally(db: Database[Row], rows: Iterable[Row]) -> None:
    """Count these rows' types; done in the caller's transaction, with the mark that they are published."""
    seen: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == COMPLETION:
            seen[f"{row['type']}|{row['source']}"].append(row)
    if seen:
        before = {row["_id"]: row["samples"] for row in db.types.find({"_id": {"$in": list(seen)}})}
        db.types.bulk_write([_counted(key, some, before.get(key, [])) for key, some in seen.items()], ordered=False)


def _counted(key: str, rows: list[Row], samples: list[str]) -> UpdateOne:
    names = [name for row in rows if (name := row["object"].get("name") or row["object"]["id"])]
    change = {
        "$inc": {"count": len(rows)},
        "$max": {"last_seen": max(row["received_at"] for row in rows)},
        "$set": {"samples": list(dict.fromkeys([*samples, *names]))[:SAMPLES]},
        "$setOnInsert": {"type": rows[0]["type"], "source": rows[0]["source"]},
    }
    return UpdateOne({"_id": key}, change, upsert=True)
