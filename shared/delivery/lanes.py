"""One lane's batch: offset, documents and events in one transaction; a guilty event is found by halving and put
aside."""

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from bson import Binary
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.bus import Message, Record
from shared.clock import Clock
from shared.delivery.faults import server_is_away
from shared.delivery.service import Service
from shared.delivery.transaction import NotReady, Transaction, Zombie, transact
from shared.events.envelope import MAX_HOPS, ContractError, Event, decode
from shared.store import Row
from shared.telemetry import BATCH_SECONDS, DEAD_LETTERS, EFFECT_SECONDS, HANDLED

BATCH = 500
SLOWEST = 5.0
WINDOW, SHARE, LEAST = 1000, 0.01, 20
log = structlog.get_logger()


class TooManyDeadLetters(Exception):
    """More than 1% of the last 1,000 events (and at least 20) could not be handled: something is broken, not the
    events."""


@dataclass(frozen=True)
class Letter:
    """A message as it was read: an event, or why it is none."""

    message: Message
    event: Event | None
    reason: str = ""


def size_after(size: int, took: float) -> int:
    """How many events the next batch may have, after one of ``size`` took so many seconds: half of them where that was
    too long, twice as many where even that would not be. (Much of a batch's time is the same for one event and for 500:
    where they have been small, they are slow for their size, and must all the same become large again.)"""
    if took > SLOWEST:
        return max(1, size // 2)
    return min(BATCH, size * 2) if took < SLOWEST / 2 else size


class Lanes:
    """Applies batches of messages to one service's database."""

    def __init__(
        self, db: Database[Row], service: Service[Any], logs: dict[str, str], clock: Clock, session: ClientSession
    ) -> None:
        self._db = db
        self._session = session
        self._service = service
        self._logs = logs
        self._clock = clock
        self._recent: deque[bool] = deque(maxlen=WINDOW)
        self.size = BATCH

    def positions(self, lanes: set[int]) -> dict[tuple[str, int], int]:
        """Take these lanes: where to read next, {(log, lane): offset}, as last committed.

        A process that was killed in the middle of a transaction leaves it open, and with it the lane locked, until the
        server's limit of a minute; so the session of the lane's last owner is ended first."""
        rows = list(self._db.lanes.find({"_id": {"$in": list(lanes)}}))
        mine = self._session.session_id["id"].as_uuid()
        if others := {row["owner"] for row in rows if row.get("owner") not in (None, mine)}:
            self._db.client.admin.command("killSessions", [{"id": Binary.from_uuid(owner)} for owner in others])
        for lane in lanes:
            self._db.lanes.update_one(
                {"_id": lane}, {"$set": {"owner": mine}, "$setOnInsert": {"offsets": {}}}, upsert=True
            )
        return {(log_, row["_id"]): offset for row in rows for log_, offset in row["offsets"].items()}

    def apply(self, lane: int, messages: Sequence[Message]) -> None:
        """Handle these messages (at most ``size``) of one lane, each exactly once. Raises Zombie where another
        process has handled them, what `server_is_away` knows where waiting helps, NotReady, TooManyDeadLetters where
        going on piles them up."""
        begun = time.monotonic()
        try:
            self._halving(lane, [self._read(message) for message in messages])
        finally:
            self.size = size_after(self.size, time.monotonic() - begun)

    def _halving(self, lane: int, letters: Sequence[Letter]) -> None:
        try:
            self._commit(lane, letters)
        except (Zombie, NotReady, TooManyDeadLetters):
            raise
        except Exception as error:
            if server_is_away(error):
                raise
            log.warning("batch_failed", lane=lane, size=len(letters), error=repr(error)[:300])
            self._split(lane, letters, error)

    def _split(self, lane: int, letters: Sequence[Letter], error: Exception) -> None:
        if len(letters) > 1:
            middle = len(letters) // 2
            self._halving(lane, letters[:middle])
            self._halving(lane, letters[middle:])
        else:
            log.error("event_failed", lane=lane, offset=letters[0].message.offset, exc_info=error)
            reason = f"{type(error).__name__}: {error}"
            self._commit(lane, [Letter(letters[0].message, None, reason)])

    def _commit(self, lane: int, letters: Sequence[Letter]) -> None:
        now = self._clock()
        with BATCH_SECONDS.labels(self._service.name).time():
            transact(
                self._db, self._service.name, now, partial(self._work, lane, letters), lane=lane, session=self._session
            )
        self._service.committed(self._session)
        self._account(letters)

    def _work(self, lane: int, letters: Sequence[Letter], tx: Transaction) -> None:
        self._advance(tx, lane, letters)
        events = [letter.event for letter in letters if letter.event and letter.event.type in self._service.handlers]
        tx.take(events)
        batch = self._service.open(tx)
        with structlog.contextvars.bound_contextvars(event_id=None, event_type=None):
            for event in _with_released(tx, events):
                structlog.contextvars.bind_contextvars(event_id=event.id, event_type=event.type)
                self._service.handlers[event.type](batch, event)
        self._service.conclude(batch)
        for letter in letters:
            if letter.event is None:
                _put_aside(tx, letter)

    def _advance(self, tx: Transaction, lane: int, letters: Sequence[Letter]) -> None:
        """Move the lane's offsets by compare-and-set: a process that lost the lane finds them moved, and aborts."""
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for letter in letters:
            name = self._logs[letter.message.topic]
            first.setdefault(name, letter.message.offset)
            last[name] = letter.message.offset + 1
        row = tx.db.lanes.find_one({"_id": lane}) or {"offsets": {}}
        if any(row["offsets"].get(name, offset) != offset for name, offset in first.items()):
            raise Zombie(f"lane {lane} is at {row['offsets']}, not at {first}")
        moved = {f"offsets.{name}": offset for name, offset in last.items()}
        tx.db.lanes.update_one({"_id": lane}, {"$set": moved, "$inc": {"rev": 1}}, upsert=True)

    def _read(self, message: Message) -> Letter:
        try:
            event = decode(message.value)
        except ContractError as error:
            return Letter(message, None, str(error))
        if event.hops >= MAX_HOPS:
            return Letter(message, None, f"laurelhops: {event.hops}, an endless loop of events")
        return Letter(message, event)

    def _account(self, letters: Sequence[Letter]) -> None:
        name, now = self._service.name, self._clock().timestamp()
        for letter in letters:
            self._recent.append(letter.event is None)
            if letter.event is None:
                DEAD_LETTERS.labels(name, letter.reason.split(":")[0][:40]).inc()
                log.error("dead_letter", reason=letter.reason, topic=letter.message.topic, offset=letter.message.offset)
        for type_, count in Counter(letter.event.type for letter in letters if letter.event).items():
            HANDLED.labels(name, type_).inc(count)
        EFFECT_SECONDS.labels(name).observe(max(0.0, now - letters[-1].message.at))
        dead = sum(self._recent)
        if dead >= LEAST and dead > SHARE * len(self._recent):
            raise TooManyDeadLetters(f"{dead} of the last {len(self._recent)} events could not be handled")


def _with_released(tx: Transaction, events: Sequence[Event]) -> Iterator[Event]:
    for event in events:
        yield event
        while tx.released:
            yield tx.released.pop(0)


def _put_aside(tx: Transaction, letter: Letter) -> None:
    message = letter.message
    place = f"dead|{message.topic}|{message.lane:02d}|{message.offset:016d}"
    headers = {
        "reason": letter.reason[:1000],
        "topic": message.topic,
        "lane": str(message.lane),
        "offset": str(message.offset),
    }
    tx.publish(place, Record(f"{tx.service}.dead", message.key or "", message.value, headers=headers))
