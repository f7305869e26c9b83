"""Stored completions as the relay's outbox: read in the order in which they were acknowledged, marked when published.

`seq` is assigned by the server on insert, so one person's completions are published in the order of their answers. The
whole front is read anew each time, in one snapshot: a row that was under way while later ones of others were published
is found before any later one of its own people can be."""

import time
from collections.abc import Mapping, Sequence

from bson import Binary, Timestamp
from pymongo import ASCENDING
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.read_concern import ReadConcern

from services.intake.rows import FACT, RETRACTION
from services.intake.tally import tally
from shared import clock
from shared.bus import Record
from shared.delivery.transaction import Transaction, transact
from shared.events.completions import RECORDED, RETRACTED, TOPIC, Retracted, fact_id
from shared.events.envelope import Event, encode, event_id
from shared.outbox import Rows
from shared.store import Row

MOST_BYTES = 16 * 1024 * 1024
DUE = {"due": {"$exists": True}}
FIELDS = ("type", "source", "occurred_at", "received_at", "flags", *FACT)
COUNTED = ("kind", "type", "source", "received_at", "object", "published_at")
DEPTH_EVERY = 5.0


class Completions:
    """The Outbox of intake: completions that are due, and behind them the plain rows of delivery (dead letters)."""

    def __init__(self, db: Database[Row]) -> None:
        self._db = db
        self._snapshot = db.completions.with_options(read_concern=ReadConcern("snapshot"))
        self._rows = Rows(db)
        self._session: ClientSession | None = None
        self._read: dict[Timestamp, Row] = {}
        self._depth = 0
        self._depth_at = -DEPTH_EVERY

    def pending(self, limit: int, flying: Sequence[object] = ()) -> list[tuple[object, Record]]:
        """The next records, all of a completion's under one id; about ``limit`` of them or 16 MB, at least one
        row's."""
        found: list[tuple[object, Record]] = []
        size, due = 0, self._due_beside(flying)
        for row in self._snapshot.find(due, batch_size=limit + 1).sort("seq", ASCENDING).hint("outbox").limit(limit):
            records = records_of(row)
            self._read[row["seq"]] = {name: row[name] for name in COUNTED if name in row}
            found += [(row["seq"], record) for record in records]
            size += sum(len(record.value) for record in records)
            if len(found) >= limit or size > MOST_BYTES:
                break
        return found or self._rows.pending(limit, [row_id for row_id in flying if not isinstance(row_id, Timestamp)])

    def _due_beside(self, flying: Sequence[object]) -> Row:
        if not flying:
            self._read.clear()
        seqs = [seq for seq in dict.fromkeys(flying) if isinstance(seq, Timestamp)]
        return DUE | ({"seq": {"$nin": seqs}} if seqs else {})

    def done(self, ids: list[object]) -> None:
        """Mark what was acknowledged, and count it for the admin's and the editors' screens, both or neither. A row
        that has become due for more people meanwhile bears another `seq` and stays."""
        seqs = [seq for seq in dict.fromkeys(ids) if isinstance(seq, Timestamp)]
        if seqs:
            self._take_over()
            rows = {seq: self._read.pop(seq) for seq in seqs}
            transact(self._db, "intake", clock.now(), lambda tx: _mark(tx, seqs, rows), session=self._session)
        if others := [row_id for row_id in ids if not isinstance(row_id, Timestamp)]:
            self._rows.done(others)

    def depth(self) -> int:
        """How many rows wait, as counted at most 5 seconds ago: a long backlog takes time to count."""
        if time.monotonic() - self._depth_at >= DEPTH_EVERY:
            self._depth = self._db.completions.count_documents(DUE, hint="outbox") + self._rows.depth()
            self._depth_at = time.monotonic()
        return self._depth

    def _take_over(self) -> None:
        """End the session of the relay before this one: killed in a transaction, it leaves what it marked locked."""
        if self._session is None:
            self._session = self._db.client.start_session()
            mine = self._session.session_id["id"]
            before = self._db.leases.find_one_and_update({"_id": "marking"}, {"$set": {"session": mine}}, upsert=True)
            if before:
                self._db.client.admin.command("killSessions", [{"id": Binary.from_uuid(before["session"])}])


def _mark(tx: Transaction, seqs: list[Timestamp], read: Mapping[Timestamp, Row]) -> None:
    """Mark and count what is still as it was published. What was ``read`` to be published need not be read again: a
    row never changes but by bearing another `seq`."""
    published = DUE | {"seq": {"$in": seqs}}
    still = tx.db.completions.find(published, {"seq": 1, "_id": 0}, hint="outbox", batch_size=len(seqs) + 1)
    rows = [read[row["seq"]] for row in still]
    tally(tx.db, (row for row in rows if "published_at" not in row))
    marks = {"$unset": {"due": ""}, "$set": {"published_at": tx.now}}
    tx.db.completions.update_many(published, marks, hint="outbox")


def records_of(row: Row) -> list[Record]:
    """The events that a row is due for: one a share, keyed by the employee."""
    retraction = row["kind"] == RETRACTION
    events = [
        _retracted(row, employee) if retraction else _recorded(row, employee, role) for employee, role in row["due"]
    ]
    return [Record(TOPIC, event.subject, encode(event)) for event in events]


def _recorded(row: Row, employee: str, role: str) -> Event:
    """The contract's fields written out: what is stored was checked when it came, and this is done for each."""
    number = fact_id(row["_id"], employee, role)
    fact: Row = {"id": number, "completion": row["_id"], "role": role, "employee": employee}
    for name in FIELDS:
        fact[name] = row.get(name)
    return Event(number, RECORDED, "intake", employee, row["occurred_at"], fact)


def _retracted(row: Row, employee: str) -> Event:
    number = event_id(f"retracted/{row['retracts']}/{employee}")
    data = Retracted(completion=row["retracts"], employee=employee, occurred_at=row["occurred_at"])
    return Event(number, RETRACTED, "intake", employee, row["occurred_at"], data.model_dump())
