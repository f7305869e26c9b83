"""One MongoDB transaction: the documents it changes, the events they cause, and the persons it is about.

A person's row (`subjects`) is written by every transaction that stores or judges that person's facts, so two of them
never overlap (without it, publishing a badge while events flow misses awards). Its `rev` numbers the events as well."""

import random
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bson import Binary
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import PyMongoError

from shared.bus import MAX_BYTES, Record, lane_of
from shared.delivery.faults import is_duplicate, is_transient
from shared.events.envelope import MAX_HOPS, Event, decode, encode, is_person
from shared.store import Row

T = TypeVar("T")
COLLECTIONS = ("subjects", "outbox", "lanes", "timers", "barriers", "waiting", "tasks", "commands", "leases")
DUPLICATE_RETRIES = 5
COMMIT_RETRIES = 3
PATIENCE = 8.0


class Zombie(Exception):
    """Another process has moved this lane on: what was read here is no longer this process's to handle."""


class NotReady(Exception):
    """What the work needs takes longer to make than a transaction may last: ``prepare`` makes it outside of any, then
    the work is to be run again."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        super().__init__("something is to be made ready first")
        self.prepare = prepare


class EventTooLarge(ValueError):
    """The event is larger than the bus takes."""


class Transaction:
    """What a handler works with. Reads and writes of this thread go through ``session`` (it is bound), ``now`` is the
    moment at which the batch was begun, ``lane`` is None for an HTTP command that judges nobody; ``waits``: who runs it
    takes NotReady for an answer."""

    def __init__(
        self,
        db: Database[Row],
        session: ClientSession,
        service: str,
        now: datetime,
        lane: int | None = None,
        *,
        waits: bool = False,
    ) -> None:
        self.db = db
        self.session = session
        self.service = service
        self.now = now
        self.lane = lane
        self.waits = waits
        self.revs: dict[str, int] = {}
        self.hops: dict[str, int] = {}
        self.released: list[Event] = []
        self._events: list[tuple[Event, str, bool]] = []
        self._outbox: list[Row] = []

    def touch(self, *subjects: str) -> None:
        """Take these subjects' rows: from here to the commit nobody else stores or judges their facts."""
        if new := [subject for subject in dict.fromkeys(subjects) if subject not in self.revs]:
            known = {row["_id"]: row["rev"] for row in self.db.subjects.find({"_id": {"$in": new}}, {"rev": 1})}
            self.revs |= {subject: known.get(subject, 0) + 1 for subject in new}
            # What somebody else has written since this transaction's snapshot aborts it here, as a write conflict.
            if known:
                self.db.subjects.update_many({"_id": {"$in": list(known)}}, {"$inc": {"rev": 1}})
            if fresh := [_first(subject) for subject in new if subject not in known]:
                self.db.subjects.insert_many(fresh, ordered=False)

    def take(self, events: Iterable[Event]) -> None:
        """Take the rows of the persons that these events are about, and note how many hops lie behind what they cause:
        the fewest, because what is caused by which is not known. So no event ever says more hops than truly lie behind
        it, however busy a batch is; and a loop, once it runs alone, counts up and dies."""
        events = list(events)
        self.touch(*(event.subject for event in events if is_person(event.subject)))
        for event in events:
            self.hops[event.subject] = min(self.hops.get(event.subject, MAX_HOPS), event.hops + 1)

    def emit(self, event: Event, topic: str, *, every_lane: bool = False) -> None:
        """Have this event published once the transaction is committed, after all earlier ones about the same
        subject."""
        self._events.append((event, topic, every_lane))

    def publish(self, place: str, record: Record) -> None:
        """Put a record into the outbox as it is; rows are published in the order of their ``place``."""
        row = {"topic": record.topic, "key": record.key, "body": Binary(record.value), "headers": dict(record.headers)}
        self._outbox.append({"_id": place, **row, "every_lane": record.every_lane, "at": self.now})

    def known(self, collection: str, ids: Iterable[str]) -> set[str]:
        """Which of these natural keys are stored already."""
        return {row["_id"] for row in self.db[collection].find({"_id": {"$in": list(ids)}}, {"_id": 1})}

    def wait_for(self, reference: str, event: Event) -> None:
        """Keep an event about something not known yet (`kind:id`); ``release`` brings it back."""
        key = {"_id": f"{reference}|{event.id}"}
        row = {"reference": reference, "lane": self.lane, "body": Binary(encode(event)), "at": self.now}
        self.db.waiting.update_one(key, {"$setOnInsert": row}, upsert=True)

    def release(self, reference: str) -> None:
        """What waited for this reference on this lane is handled next, in this very batch."""
        rows = list(self.db.waiting.find({"reference": reference, "lane": self.lane}).sort("_id", 1))
        events = [decode(bytes(row["body"])) for row in rows]
        self.take(events)
        self.released += events
        self.db.waiting.delete_many({"_id": {"$in": [row["_id"] for row in rows]}})

    def schedule(
        self, key: str, kind: str, due_at: datetime, data: Row | None = None, *, lane: int | None = None
    ) -> None:
        """Set (or move) the timer with this natural key; it fires once on its lane when ``due_at`` has come."""
        row = {"kind": kind, "due_at": due_at, "lane": lane_of(key) if lane is None else lane, "data": data or {}}
        self.db.timers.replace_one({"_id": key}, row, upsert=True)

    def unschedule(self, key: str) -> None:
        """Drop a timer that is no longer wanted; none is no fault."""
        self.db.timers.delete_one({"_id": key})

    def start_task(self, key: str, kind: str, data: Row | None = None, *, lane: int | None = None) -> None:
        """Begin long work on a lane (by default this one), done a piece a transaction and resumed after a crash."""
        on = self.lane if lane is None else lane
        row = {"kind": kind, "lane": on, "cursor": None, "data": data or {}, "at": self.now}
        self.db.tasks.update_one({"_id": key}, {"$setOnInsert": row}, upsert=True)

    def flush(self) -> int:
        """Write the outbox; the number of rows in it."""
        self.touch(*(event.subject for event, _, _ in self._events))
        for position, (event, topic, every_lane) in enumerate(self._events):
            number = self.revs[event.subject]
            body = encode(replace(event, sequence=number, hops=max(event.hops, self.hops.get(event.subject, 0))))
            if len(body) > MAX_BYTES:
                raise EventTooLarge(
                    f"{event.type} about {event.subject}: {len(body)} bytes, the bus takes at most {MAX_BYTES}"
                )
            place = f"{event.subject}|{number:012d}|{position:06d}"
            self.publish(place, Record(topic, event.subject, body, every_lane))
        if self._outbox:
            self.db.outbox.insert_many(self._outbox, ordered=False)
        return len(self._outbox)


def transact(
    db: Database[Row],
    service: str,
    now: datetime,
    work: Callable[[Transaction], T],
    *,
    lane: int | None = None,
    session: ClientSession | None = None,
) -> T:
    """Run ``work`` in one transaction and commit it with its events. What the server calls transient, and a duplicate
    key (the snapshot was older than another's commit), run it again from the start, so ``work`` keeps nothing outside
    its Transaction; after PATIENCE the error is the caller's. ``session`` is that of a lane's owner, who takes
    NotReady for an answer, else a fresh one."""
    with nullcontext(session) if session else db.client.start_session() as own:
        return _run(lambda: Transaction(db, own, service, now, lane, waits=session is not None), work)


def _run(begin: Callable[[], Transaction], work: Callable[[Transaction], T]) -> T:
    duplicates, pause, deadline = 0, 0.005, time.monotonic() + PATIENCE
    while True:
        try:
            return _once(begin(), work)
        except PyMongoError as error:
            duplicates += is_duplicate(error)
            again = duplicates <= DUPLICATE_RETRIES if is_duplicate(error) else is_transient(error)
            if not again or time.monotonic() > deadline:
                raise
        time.sleep(random.uniform(0, pause))  # noqa: S311  # two that collided must not collide again
        pause = min(0.25, pause * 1.5)


def _once(tx: Transaction, work: Callable[[Transaction], T]) -> T:
    with tx.session.bind(end_session=False), tx.session.start_transaction():
        result = work(tx)
        tx.flush()
        return _committed(tx.session, result)


def _committed(session: ClientSession, result: T) -> T:
    """Commit; where the answer was lost, ask again: the server commits a transaction once."""
    for _ in range(COMMIT_RETRIES):
        try:
            session.commit_transaction()
        except PyMongoError as error:
            if not error.has_error_label("UnknownTransactionCommitResult"):
                raise
        else:
            return result
    session.commit_transaction()
    return result


def _first(subject: str) -> Row:
    return {"_id": subject, "rev": 1, "lane": lane_of(subject), "person": is_person(subject)}
