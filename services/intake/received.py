"""What sources sent lately, as an admin sees it: stored completions, and what was turned away or known already."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from bson import Timestamp
from pymongo import DESCENDING, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.intake.domain.refusals import Refused
from services.intake.models import ReceivedPage, ReceivedView
from services.intake.rows import RETRACTION, SERVER_ASSIGNS, TOMBSTONE
from shared.http import Problem
from shared.requests import cursor, place
from shared.store import Row

TURNED_AWAY = ("refused", "conflict")
NOTED = frozenset({*TURNED_AWAY, "known"})
NAMED = 200


def refused_row(source: str, event: Any, refusal: Refused, status: str, now: datetime) -> Row:
    """What is kept of an event that was turned away: its names where they are texts, the field at fault, and why."""
    path, message = refusal.faults[0] if refusal.faults else (None, refusal.detail)
    return _row(source, event, status, now) | {"field": path, "problem": f"{message[:500]}"}


def known_row(source: str, event: Any, now: datetime) -> Row:
    """What is kept of an event that came again."""
    return _row(source, event, "known", now)


def note(db: Database[Row], rows: Sequence[Row]) -> None:
    """Keep these, and count the refused of each source."""
    if rows:
        db.received.insert_many(rows, ordered=False)
    refused = [row["source"] for row in rows if row["status"] in TURNED_AWAY]
    changes = [
        UpdateOne({"_id": source}, {"$inc": {"refused": refused.count(source)}}) for source in dict.fromkeys(refused)
    ]
    if changes:
        db.sources.bulk_write(changes, ordered=False)


def recent(db: Database[Row], source: str, refused_only: bool, first: int, after: Timestamp | None) -> list[Row]:
    """The newest rows of a source, at most ``first``, older than ``after``."""
    older: Row = {"source": source} | ({"seq": {"$lt": after}} if after else {})
    if refused_only:
        return list(_newest(db.received, older | {"status": {"$in": TURNED_AWAY}}, first))
    stored = (_as_received(row) for row in _newest(db.completions, older | {"kind": {"$ne": TOMBSTONE}}, first))
    both = merge(
        stored, _newest(db.received, older, first), key=lambda row: (row["seq"].time, row["seq"].inc), reverse=True
    )
    return list(islice(both, first))


def position(after: str) -> Timestamp:
    """The place that a cursor stands for; Problem 422 for what is none."""
    try:
        return Timestamp(*place(after, int, int))
    except ValueError as error:
        raise Problem(422, "this is no cursor of this list", [("after", str(error))]) from error


def page(rows: Sequence[Row], first: int) -> ReceivedPage:
    """The first of these rows (of which there is one more where the list goes on) as they are shown."""
    items = [_view(row) for row in rows[:first]]
    return ReceivedPage(items=items, next=items[-1].cursor if len(rows) > first else None)


def _view(row: Row) -> ReceivedView:
    here = cursor(row["seq"].time, row["seq"].inc)
    names = set(ReceivedView.model_fields) - {"id", "cursor"}
    return ReceivedView(id=str(row["_id"]), cursor=here, **{name: row[name] for name in names})


def _newest(rows: Collection[Row], query: Row, first: int) -> Iterable[Row]:
    return rows.find(query).sort("seq", DESCENDING).limit(first)


def _as_received(row: Row) -> Row:
    return row | {"status": _status(row), "field": None, "problem": None}


def _status(row: Row) -> str:
    if row["kind"] == RETRACTION or "retracted_by" in row:
        return "retracted"
    return "parked" if "unlinked" in row else "accepted"


def _row(source: str, event: Any, status: str, now: datetime) -> Row:
    named = event if isinstance(event, dict) else {}
    names = {
        field: _text(named.get(name)) for field, name in (("event_id", "id"), ("type", "type"), ("subject", "subject"))
    }
    nothing = {"occurred_at": None, "field": None, "problem": None}
    return {"source": source, "status": status, "received_at": now, "seq": SERVER_ASSIGNS, **names, **nothing}


def _text(value: Any) -> str | None:
    return value[:NAMED] if isinstance(value, str) else None
