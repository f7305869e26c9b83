"""A service as small as can be, for the tests of delivery: it counts each event once and emits one for it.

Run as a process (`python -m tests.integration.delivery.toy`) it is what the tests kill."""

import signal
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pymongo.database import Database

from shared.bus import Message
from shared.delivery.lanes import Lanes
from shared.delivery.service import Service, Task, Timer
from shared.delivery.setup import ensure_delivery
from shared.delivery.transaction import NotReady, Transaction
from shared.delivery.worker import Worker
from shared.events.envelope import Event, encode, event_id
from shared.outbox import Relay
from shared.store import Row, database

NAME = "toy"
SEEN = "laurel.toy.seen.v1"
WAITS = "laurel.toy.waits.v1"
COMES = "laurel.toy.comes.v1"
BREAKS = "laurel.toy.breaks.v1"
COUNTED = "laurel.toy.counted.v1"
MOMENT = datetime(2026, 5, 4, 9, tzinfo=UTC)


@dataclass
class Batch:
    """The events of one transaction."""

    tx: Transaction
    events: list[Event] = field(default_factory=list)
    fired: list[Timer] = field(default_factory=list)


def on_seen(batch: Batch, event: Event) -> None:
    """Count it, slowly where it asks for that, or once what takes so many seconds is ready."""
    time.sleep(float(event.data.get("sleep", 0)))
    if (seconds := event.data.get("prepare")) and not batch.tx.db.things.find_one({"_id": "ready"}):
        raise NotReady(partial(_prepare, batch.tx.db, float(seconds)))
    batch.events.append(event)


def _prepare(db: Database[Row], seconds: float) -> None:
    time.sleep(seconds)
    db.things.insert_one({"_id": "ready"})


def on_waits(batch: Batch, event: Event) -> None:
    """Wait for what it refers to, unless that is known."""
    if batch.tx.db.things.find_one({"_id": event.data["thing"]}):
        batch.events.append(event)
    else:
        batch.tx.wait_for(f"thing:{event.data['thing']}", event)


def on_comes(batch: Batch, event: Event) -> None:
    """What others refer to has come."""
    batch.tx.db.things.insert_one({"_id": event.data["thing"]})
    batch.tx.release(f"thing:{event.data['thing']}")


def on_breaks(batch: Batch, event: Event) -> None:
    """No handler can handle it."""
    raise ValueError(f"{event.id} can't be handled")


def on_timer(batch: Batch, timer: Timer) -> None:
    """Note that it fired, at the moment that it stands for."""
    batch.fired.append(timer)


def on_task(batch: Batch, task: Task) -> int | None:
    """Three pieces of work."""
    piece = (task.cursor or 0) + 1
    batch.tx.db.pieces.insert_one({"_id": f"{task.key}/{piece}"})
    return piece if piece < 3 else None


def conclude(batch: Batch) -> None:
    """Store what is new and say so; each event counts once for its person."""
    known = batch.tx.known("facts", [event.id for event in batch.events])
    new = {event.id: event for event in batch.events if event.id not in known}
    rows = [{"_id": event.id, "who": event.subject, "order": event.data.get("n", 0)} for event in new.values()]
    rows += [{"_id": timer.key, "who": "timer", "due": timer.due_at} for timer in batch.fired]
    if rows:
        batch.tx.db.facts.insert_many(rows)
    for event in new.values():
        counted = event_id(f"counted/{event.id}")
        batch.tx.emit(Event(counted, COUNTED, NAME, event.subject, event.time, {"of": event.id}), "counted")


HANDLERS = {SEEN: on_seen, WAITS: on_waits, COMES: on_comes, BREAKS: on_breaks}
SERVICE: Service[Batch] = Service(
    NAME,
    ("seen", "also-seen"),
    Batch,
    HANDLERS,
    conclude,
    timers={"plain": on_timer, "barred": on_timer},
    barriers=frozenset({"barred"}),
    tasks={"pieces": on_task},
)


def store() -> Any:
    """The toy's database, with all of its collections."""
    db = database(NAME)
    ensure_delivery(db)
    for name in ("facts", "things", "pieces"):
        if name not in db.list_collection_names():
            db.create_collection(name)
    return db


def seen(number: int, who: str = "e-1", type_: str = SEEN, **data: Any) -> Event:
    """The event of that number."""
    return Event(f"ev-{number}", type_, "test", who, MOMENT, {"n": number, **data})


def message(event: Event | bytes, offset: int, lane: int = 0, topic: str = "seen") -> Message:
    """The event as it is read from a log."""
    value = event if isinstance(event, bytes) else encode(event)
    return Message(topic, lane, offset, "e-1", value)


def lanes(db: Any, logs: dict[str, str] | None = None) -> Lanes:
    """What applies batches to the toy's database, of logs named so."""
    return Lanes(
        db, SERVICE, logs or {"seen": "log-1", "also-seen": "log-2"}, lambda: MOMENT, db.client.start_session()
    )


def counted(db: Any) -> list[Row]:
    """The outbox's rows in the order in which they are published."""
    return list(db.outbox.find({"topic": "counted"}).sort("_id", 1))


def main() -> None:
    """Consume until killed, or asked to end."""
    db = store()
    relay = Relay(db, NAME)
    worker = Worker(SERVICE, wake=relay.wake)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    worker.start()
    relay.start()
    ended.wait()
    worker.stop()
    relay.stop()


if __name__ == "__main__":
    main()
