"""The outbox's way to Kafka: one leased relay per service publishes rows in order per subject and deletes what is
acknowledged.

A crash between the two publishes a row twice, never loses one; whoever reads tells duplicates by the event's id."""

import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Protocol

import structlog
from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError
from pymongo.read_concern import ReadConcern

from shared import clock
from shared.bus import BusError, Producer, Record, ensure_topics
from shared.store import Row
from shared.telemetry import OUTBOX_DEPTH
from shared.vital import vital

BATCH = 1000
POLL = 0.5
LEASE = timedelta(seconds=10)
log = structlog.get_logger()


class Outbox(Protocol):
    """Where a service keeps what is to be published."""

    def pending(self, limit: int, flying: Sequence[object] = ()) -> list[tuple[object, Record]]:
        """The next rows as (id, record): for each subject all of its rows before any later one. Those that are
        ``flying`` were given last and may not be done yet: what follows them is wanted."""

    def done(self, ids: list[object]) -> None:
        """These rows are acknowledged."""

    def depth(self) -> int:
        """How many rows wait."""


class Rows:
    """The collection `outbox`, whose ids sort by (subject, revision, position).

    Sweeps from id to id, so that no subject starves; each sweep reads one snapshot, because a plain scan could pass the
    place of a row before it is committed and then see a later one of the same subject."""

    def __init__(self, db: Database[Row]) -> None:
        self._rows = db.outbox
        self._snapshot = db.outbox.with_options(read_concern=ReadConcern("snapshot"))
        self._after = ""

    def pending(self, limit: int, flying: Sequence[object] = ()) -> list[tuple[object, Record]]:
        """The next rows of the sweep, which goes on only when they are done."""
        after = flying[-1] if flying else self._after
        rows = self._snapshot.find({"_id": {"$gt": after}}, batch_size=limit + 1).sort("_id", 1).limit(limit)
        found = list(rows)
        if not found and not flying and self._after:
            self._after = ""
            return self.pending(limit)
        return [(row["_id"], _record(row)) for row in found]

    def done(self, ids: list[object]) -> None:
        """Delete what was acknowledged; the sweep goes on behind it."""
        self._rows.delete_many({"_id": {"$in": ids}})
        self._after = str(ids[-1])

    def depth(self) -> int:
        """How many rows wait."""
        return self._rows.estimated_document_count()


class Relay:
    """Publishes one service's outbox on its own thread; ``wake`` after a commit, it looks twice a second all the
    same."""

    def __init__(
        self, db: Database[Row], service: str, outbox: Outbox | None = None, now: clock.Clock = clock.now
    ) -> None:
        self._db = db
        self._service = service
        self._outbox: Outbox = outbox or Rows(db)
        self._now = now
        self._owner = uuid.uuid4().hex
        self._leased_until = now()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._producer: Producer | None = None
        self._topics: set[str] = set()
        self._marker = ThreadPoolExecutor(1, f"{service}-relay-marks")
        self._marking: Future[None] | None = None
        self._thread = vital(f"{service}-relay", self._run)

    def start(self) -> None:
        """Begin to publish."""
        self._thread.start()

    def wake(self) -> None:
        """Something was committed."""
        self._wake.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish what is under way and give the lease back."""
        self._stop.set()
        self._wake.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                while self._leased() and self._publish():
                    pass  # what was committed meanwhile
            except (BusError, PyMongoError) as error:
                log.warning("relay_waits", error=repr(error)[:300])
                self._forget_producer()
                self._stop.wait(1.0)
            self._wake.wait(POLL)
            self._wake.clear()
        self._forget_producer()
        self._marker.shutdown()
        self._db.leases.delete_one({"_id": "relay", "owner": self._owner})

    def _publish(self) -> bool:
        """Publish what waits, batch after batch; whether there was any. While a batch is on its way, the one before is
        marked as done and the one after is read; it is sent when this one is acknowledged, so order is kept."""
        self._marked()
        rows, before = self._pending(()), list[object]()
        any_ = bool(rows)
        while rows and self._leased() and not self._stop.is_set():
            acknowledged = self._send([record for _, record in rows])
            ids = [row_id for row_id, _ in rows]
            rows = self._pending([*before, *ids]) if len(rows) >= BATCH else []
            acknowledged()
            self._marked()
            self._marking, before = self._marker.submit(self._outbox.done, ids), ids
        self._marked()
        return any_ and not self._stop.is_set()

    def _marked(self) -> None:
        """The batch before is marked; raises why it is not."""
        if marking := self._marking:
            self._marking = None
            marking.result()

    def _pending(self, flying: Sequence[object]) -> list[tuple[object, Record]]:
        rows = self._outbox.pending(BATCH, flying)
        OUTBOX_DEPTH.labels(self._service).set(self._outbox.depth() if len(rows) >= BATCH else len(rows))
        return rows

    def _send(self, records: Sequence[Record]) -> Callable[[], None]:
        self._make_topics({record.topic for record in records})
        if self._producer is None:
            self._producer = Producer(f"laurel-{self._service}-relay")
        return self._producer.send(records)

    def _make_topics(self, names: set[str]) -> None:
        """What this service is the first to write to (dead letters, a topic nobody reads yet) is made now."""
        if missing := names - self._topics:
            ensure_topics(missing)
            self._topics |= missing

    def _leased(self) -> bool:
        """Hold or take the lease; renewed when half of it has passed."""
        now = self._now()
        if self._leased_until - now > LEASE / 2:
            return True
        free = {"_id": "relay", "$or": [{"owner": self._owner}, {"until": {"$lte": now}}]}
        lease = {"$set": {"owner": self._owner, "until": now + LEASE}}
        try:
            self._db.leases.find_one_and_update(free, lease, upsert=True, return_document=ReturnDocument.AFTER)
        except DuplicateKeyError:
            return False  # another relay holds it
        self._leased_until = now + LEASE
        return True

    def _forget_producer(self) -> None:
        if self._producer:
            self._producer.close()
            self._producer = None


def _record(row: Row) -> Record:
    return Record(row["topic"], row["key"], bytes(row["body"]), row["every_lane"], headers=row["headers"])
