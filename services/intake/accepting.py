"""Storing what was reported, exactly once under (source, id).

Whoever is known makes a plain journaled insert; the unknown are parked and retractions written in a transaction each.
A duplicate key tells what was there before: the same body is known, another one is kept in quarantine."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bson import Binary
from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.intake.domain.refusals import Refused
from services.intake.known import known_people, remembered_people
from services.intake.retracting import retract
from services.intake.rows import TOMBSTONE, Entry, Outcome, completion_row
from shared.delivery.transaction import Transaction, transact
from shared.store import Row

DUPLICATE = 11000


def accept(db: Database[Row], entries: Sequence[Entry], now: datetime) -> list[Outcome]:
    """Store the entries, each for itself; the outcomes are in their order. Those stored are journaled by a
    majority."""
    first: dict[str, int] = {}
    for number, entry in enumerate(entries):
        first.setdefault(entry.completion, number)
    numbers = set(first.values())
    outcomes = _accept_distinct(db, [entries[number] for number in first.values()], now)
    twins = [(number, entry) for number, entry in enumerate(entries) if number not in numbers]
    settled = dict(zip((number for number, _ in twins), _settle(db, [entry for _, entry in twins], now), strict=True))
    return [settled.get(number) or outcomes[entry.completion] for number, entry in enumerate(entries)]


def _accept_distinct(db: Database[Row], entries: Sequence[Entry], now: datetime) -> dict[str, Outcome]:
    done = [entry for entry in entries if entry.occurrence.retracts is None]
    who = remembered_people(db, (identity for entry in done for identity, _ in entry.people)) if done else {}
    rows = {entry.completion: completion_row(entry, who, now) for entry in done}
    outcomes = _insert(db, [row for row in rows.values() if "unlinked" not in row])
    outcomes |= _park(db, [entry for entry in done if "unlinked" in rows[entry.completion]], now)
    for entry in entries:
        if entry.occurrence.retracts is not None and (outcome := retract(db, entry, entry.occurrence.retracts, now)):
            outcomes[entry.completion] = outcome
    met = [entry for entry in entries if entry.completion not in outcomes]
    return outcomes | dict(zip((entry.completion for entry in met), _settle(db, met, now), strict=True))


def _insert(db: Database[Row], rows: Sequence[Row]) -> dict[str, Outcome]:
    """Insert, all at once; the outcomes of those whose key was free."""
    met: set[str] = set()
    try:
        if len(rows) == 1:
            db.completions.insert_one(rows[0])
        elif rows:
            db.completions.insert_many(rows, ordered=False)
    except DuplicateKeyError:
        met = {row["_id"] for row in rows}
    except BulkWriteError as error:
        failures = error.details["writeErrors"]
        if error.details["writeConcernErrors"] or any(failure["code"] != DUPLICATE for failure in failures):
            raise
        met = {failure["op"]["_id"] for failure in failures}
    return {row["_id"]: Outcome("accepted", row) for row in rows if row["_id"] not in met}


def _park(db: Database[Row], entries: Sequence[Entry], now: datetime) -> dict[str, Outcome]:
    """Store what concerns somebody unknown. The identity's row is written too: whoever links it meanwhile conflicts
    with this transaction, so that nothing is parked behind their back."""

    def work(tx: Transaction) -> dict[str, Outcome]:
        known = tx.known("completions", [entry.completion for entry in entries])
        fresh = [entry for entry in entries if entry.completion not in known]
        identities = list(dict.fromkeys(identity for entry in fresh for identity, _ in entry.people))
        who = known_people(tx.db, identities)
        rows = [completion_row(entry, who, now) for entry in fresh]
        if counted := [_count_parked(identity) for row in rows for identity in row.get("unlinked", [])]:
            tx.db.identities.bulk_write(counted)
        if rows:
            tx.db.completions.insert_many(rows)
        return {row["_id"]: Outcome("parked" if "unlinked" in row else "accepted", row) for row in rows}

    return transact(db, "intake", now, work) if entries else {}


def _count_parked(identity: str) -> UpdateOne:
    return UpdateOne({"_id": identity}, {"$inc": {"parked": 1}, "$setOnInsert": {"employee": None}}, upsert=True)


def _settle(db: Database[Row], entries: Sequence[Entry], now: datetime) -> list[Outcome]:
    """The outcomes of entries whose key is taken, by what is stored under it."""
    if not entries:
        return []
    ids = [entry.completion for entry in entries]
    stored = {row["_id"]: row for row in db.completions.find({"_id": {"$in": ids}})}
    outcomes = [_judge(db, entry, stored, now) for entry in entries]
    conflicting = [entry for entry, outcome in zip(entries, outcomes, strict=True) if outcome.state == "conflict"]
    if conflicting:
        db.quarantine.bulk_write([_quarantined(entry, now) for entry in conflicting], ordered=False)
    return outcomes


def _judge(db: Database[Row], entry: Entry, stored: Mapping[str, Row], now: datetime) -> Outcome:
    row = stored.get(entry.completion)
    if row is None or (row["kind"] == TOMBSTONE and entry.occurrence.retracts):
        # Its twin in this batch was refused, so its key is free; or a retraction, which no tombstone holds up.
        return accept(db, [entry], now)[0]
    if row["kind"] == TOMBSTONE:
        return _revive(db, entry, row, now)
    if bytes(row["fingerprint"]) == entry.fingerprint:
        return Outcome("known", row)
    faults = [("id", "stands for another body already: send a correction under a new id and retract this one")]
    return Outcome("conflict", row, Refused(409, "another event has this source and id", faults))


def _revive(db: Database[Row], entry: Entry, tombstone: Row, now: datetime) -> Outcome:
    """Store a completion that was retracted before it came: it is known from now on, and nobody is told of it."""
    row = completion_row(entry, {}, now) | {"retracted_by": tombstone["retracted_by"], "seq": tombstone["seq"]}
    row.pop("unlinked", None)
    if db.completions.replace_one({"_id": row["_id"], "kind": TOMBSTONE}, row).matched_count:
        return Outcome("retracted", row)
    return accept(db, [entry], now)[0]


def _quarantined(entry: Entry, now: datetime) -> UpdateOne:
    seen = entry.occurrence
    row = {
        "completion": entry.completion, "source": seen.source, "event_id": seen.id, "reason": "conflict",
        "body": Binary(entry.body), "received_at": now,
    }  # fmt: skip
    key = {"_id": f"{entry.completion}|{entry.fingerprint.hex()}"}
    return UpdateOne(key, {"$setOnInsert": row}, upsert=True)
