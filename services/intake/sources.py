"""Sources and their keys for the admin: views, and the commands that change them."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.intake.domain.refusals import Refused
from services.intake.keys import MOST_KEYS, new_key
from services.intake.models import CreateKey, KeyView, SaveSource, SourceView, TypeView
from shared.store import Row


def views(db: Database[Row], rows: Sequence[Row]) -> list[SourceView]:
    """The views of these sources' rows; a fixed number of questions, however many they are."""
    ids = [row["_id"] for row in rows]
    among = {"$match": {"source": {"$in": ids}}}
    totals = {"_id": "$source", "accepted": {"$sum": "$count"}, "last_event_at": {"$max": "$last_seen"}}
    seen = {row["_id"]: row for row in db.types.aggregate([among, {"$group": totals}])}
    waiting = {"$match": {"source": {"$in": ids}, "unlinked": {"$exists": True}}}
    parked = {row["_id"]: row["n"] for row in db.completions.aggregate([waiting, {"$sortByCount": "$source"}, PARKED])}
    keys: dict[str, list[KeyView]] = {source: [] for source in ids}
    for row in db.keys.find({"source": {"$in": ids}}).sort([("created_at", -1), ("_id", 1)]):
        keys[row["source"]].append(key_view(row))
    return [_view(row, seen.get(row["_id"], {}), parked.get(row["_id"], 0), keys[row["_id"]]) for row in rows]


PARKED = {"$project": {"n": "$count"}}


def view_of(db: Database[Row], source: str) -> SourceView:
    """One source's view; Refused 404 where there is none."""
    row = db.sources.find_one({"_id": source})
    if row is None:
        raise _unknown("source", source)
    return views(db, [row])[0]


def key_view(row: Row) -> KeyView:
    """A key as it is shown."""
    return KeyView(id=row["_id"], **{name: row[name] for name in KeyView.model_fields if name != "id"})


def save(db: Database[Row], asked: SaveSource, now: datetime) -> None:
    """Make a source, or change its name, description and rate."""
    fields = asked.model_dump(include={"name", "description", "rate_per_minute"})
    made = {"refused": 0, "created_at": now}
    db.sources.update_one({"_id": asked.id}, {"$set": fields, "$setOnInsert": made}, upsert=True)


def create_key(db: Database[Row], asked: CreateKey, by: str, now: datetime) -> tuple[KeyView, str]:
    """Make a key. Refused 404 for unknown sources, 409 where a source has 50 keys, 422 for an end that has passed."""
    wanted = [asked.source, *asked.sources]
    known = {row["_id"] for row in db.sources.find({"_id": {"$in": wanted}}, {"_id": 1})}
    if unknown := next((source for source in wanted if source not in known), None):
        raise _unknown("source", unknown)
    if asked.expires_at is not None and asked.expires_at <= now:
        raise Refused(422, "the key would never be valid", [("expires_at", "must lie in the future")])
    return _insert(db, *new_key(asked.source, asked.name, asked.sources, by, now), expires_at=asked.expires_at)


def rotate_key(db: Database[Row], key: str, overlap: timedelta, by: str, now: datetime) -> tuple[KeyView, str]:
    """Make a key like this one, which ends after ``overlap``. Refused 404, and 409 for one that is over."""
    row = db.keys.find_one({"_id": key})
    if row is None:
        raise _unknown("id", key)
    ends = row["expires_at"]
    if row["revoked_at"] or (ends and ends <= now):
        raise Refused(409, "the key is over", [("id", "was revoked or has expired: create a new key")])
    db.keys.update_one({"_id": key}, {"$set": {"expires_at": min(now + overlap, ends or now + overlap)}})
    return _insert(db, *new_key(row["source"], row["name"], row["sources"], by, now), expires_at=ends)


def revoke_key(db: Database[Row], key: str, now: datetime) -> KeyView:
    """End a key; again changes nothing. Refused 404."""
    db.keys.update_one({"_id": key, "revoked_at": None}, {"$set": {"revoked_at": now}})
    row = db.keys.find_one({"_id": key})
    if row is None:
        raise _unknown("id", key)
    return key_view(row)


def types(db: Database[Row], search: str | None, first: int) -> list[TypeView]:
    """Completion types whose name or source has ``search`` in it, the most counted first."""
    part = {"$regex": re.escape(search), "$options": "i"} if search else None
    query: dict[str, Any] = {"$or": [{"type": part}, {"source": part}]} if part else {}
    rows = db.types.find(query).sort([("count", -1), ("_id", 1)]).limit(first)
    return [TypeView(**{name: row[name] for name in TypeView.model_fields}) for row in rows]


def _insert(db: Database[Row], row: Row, secret: str, *, expires_at: datetime | None) -> tuple[KeyView, str]:
    if db.keys.count_documents({"source": row["source"], "revoked_at": None}, limit=MOST_KEYS) >= MOST_KEYS:
        raise Refused(
            409, f"a source has at most {MOST_KEYS} keys", [("source", "revoke keys that are no longer used")]
        )
    row["expires_at"] = expires_at
    db.keys.insert_one(row)
    return key_view(row), secret


def _view(row: Row, seen: Row, parked: int, keys: list[KeyView]) -> SourceView:
    return SourceView(
        id=row["_id"], name=row["name"], description=row["description"], created_at=row["created_at"],
        last_event_at=seen.get("last_event_at"), rate_per_minute=row["rate_per_minute"],
        accepted=seen.get("accepted", 0), refused=row["refused"], parked=parked, keys=keys,
    )  # fmt: skip


def _unknown(path: str, what: str) -> Refused:
    return Refused(404, "there is none with this id", [(path, f"{what[:100]!r} is not known")])
