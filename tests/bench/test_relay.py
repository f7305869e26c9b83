"""Row 2: outboxes relayed to a broker, beside a bare kafka-python producer that sends the same bytes."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from bson import Binary
from kafka import KafkaProducer
from pymongo.database import Database

from services.intake.documents import prepare
from services.intake.outbox import Completions
from services.intake.rows import completion_row, entry_of
from shared import clock
from shared.auth import identity_hash
from shared.bus import Record, ensure_topics, lane_of, read_topic
from shared.config import settings
from shared.delivery.setup import ensure_delivery
from shared.events.completions import TOPIC
from shared.events.envelope import encode
from shared.outbox import Outbox, Relay, Rows
from shared.store import Row, database
from tests.bench.made import SOURCE, cloud_event, people, recorded
from tests.bench.rounds import ROUNDS, Line, Work, in_turns, rate

COUNT = 6000
AIM = 0.7
WHO = people(300)


class Bare:
    """The limit: records that are ready, sent by a client of the relay's own settings, all acknowledged."""

    def __init__(self, topic: str) -> None:
        ensure_topics([topic])
        self._topic = settings().topic(topic)
        self._producer = KafkaProducer(
            bootstrap_servers=settings().kafka_bootstrap_servers.split(","), acks="all", linger_ms=5, batch_size=131_072
        )

    def send(self, records: list[Record]) -> float:
        """Send these; the seconds until the last is acknowledged."""
        ready = [(record.key.encode(), record.value) for record in records]
        begun = time.perf_counter()
        futures = [self._producer.send(self._topic, key=key, value=value) for key, value in ready]
        self._producer.flush()
        for future in futures:
            future.get(timeout=30)
        return time.perf_counter() - begun

    def close(self) -> None:
        """Let go of the connection."""
        self._producer.close()


class Watched:
    """An outbox that tells when so many rows are done; to ask the store again and again would slow what is measured."""

    def __init__(self, outbox: Outbox) -> None:
        self.pending, self.depth, self._done = outbox.pending, outbox.depth, outbox.done
        self._left = 0
        self._emptied = threading.Event()

    def done(self, ids: list[object]) -> None:
        """These are done."""
        self._done(ids)
        self._left -= len(ids)
        if self._left == 0:
            self._emptied.set()

    def expect(self, count: int) -> None:
        """So many rows are about to be committed."""
        self._left = count
        self._emptied.clear()

    def wait(self) -> None:
        """Returns when all of them are done."""
        assert self._emptied.wait(60), f"{self._left} rows are left"


@contextmanager
def relaying(db: Database[Row], service: str, outbox: Outbox) -> Iterator[Work]:
    """A relay at work: how a round's rows are relayed, as seconds from their commit until none of them is left."""
    watched = Watched(outbox)
    relay = Relay(db, service, watched)
    fill = fill_intake if service == "intake" else fill_outbox

    def relayed(number: int) -> float:
        watched.expect(COUNT)
        fill(db, number)
        begun = time.perf_counter()
        relay.wake()
        watched.wait()
        return time.perf_counter() - begun

    relay.start()
    yield relayed
    relay.stop()


def fill_outbox(db: Database[Row], number: int) -> None:
    """Commit a round's outbox rows, all in one transaction, so that the relay finds them all at once."""
    rows = [
        {"_id": f"{record.key}|{number:012d}|{place:06d}", "topic": record.topic, "key": record.key,
         "body": Binary(record.value), "headers": {}, "every_lane": False, "at": clock.now()}
        for place, record in enumerate(records_of(number))
    ]  # fmt: skip
    with db.client.start_session() as session, session.start_transaction():
        db.outbox.insert_many(rows, ordered=False, session=session)


def fill_intake(db: Database[Row], number: int) -> None:
    """Commit a round's completions as intake does, all in one transaction."""
    who, now = {identity_hash(SOURCE, person): person for person in WHO}, clock.now()
    entries = [entry_of(cloud_event(n, WHO[n % len(WHO)])) for n in numbers(number)]
    with db.client.start_session() as session, session.start_transaction():
        db.completions.insert_many([completion_row(entry, who, now) for entry in entries], session=session)


def numbers(round_: int) -> range:
    """The completions of a round."""
    return range(round_ * COUNT, (round_ + 1) * COUNT)


def records_of(round_: int) -> list[Record]:
    """A round's records as they lie on the bus."""
    events = (recorded(number, WHO[number % len(WHO)]) for number in numbers(round_))
    return [Record("completions", event.subject, encode(event)) for event in events]


def check(topic: str) -> str:
    """Every record of every round lies on the bus once, on its lane, each person's in order."""
    seen: dict[str, list[str]] = {}
    for message in read_topic(topic):
        assert message.key is not None
        assert lane_of(message.key) == message.lane
        seen.setdefault(message.key, []).append(encoded_time(message.value))
    assert sum(map(len, seen.values())) == COUNT * (ROUNDS + 1)
    assert all(times == sorted(set(times)) for times in seen.values())
    return f"{COUNT * (ROUNDS + 1):,} on the bus once, in order"


def encoded_time(value: bytes) -> str:
    """The moment in an event's bytes: it grows with the completion's number."""
    return value.partition(b'"time":"')[2][:24].decode()


@pytest.mark.timeout(300)
def test_outbox_relay(namespace: str, lines: list[Line]) -> None:
    """Rows of delivery's outbox, as every service but intake writes them."""
    db = database("badges")
    ensure_delivery(db)

    with closing(Bare("bare")) as bare, relaying(db, "badges", Rows(db)) as laurel:
        took = in_turns({"laurel": laurel, "limit": lambda number: bare.send(records_of(number))})
    lines.append(_line("2", "outbox relay to the broker", took, check("completions")))


@pytest.mark.timeout(300)
def test_intake_relay(namespace: str, lines: list[Line]) -> None:
    """Intake's completions are their own outbox: events are made of them, each is marked as published and counted."""
    db = database("intake")
    ensure_delivery(db)
    prepare(db)

    with closing(Bare("bare")) as bare, relaying(db, "intake", Completions(db)) as laurel:
        took = in_turns({"laurel": laurel, "limit": lambda number: bare.send(records_of(number))})
    assert sum(row["count"] for row in db.types.find()) == COUNT * (ROUNDS + 1)
    lines.append(_line("2b", "intake's relay: makes the events, marks and counts", took, check(TOPIC)))


def _line(row: str, workload: str, took: dict[str, float], verdict: str) -> Line:
    return Line(
        row, workload, "bare kafka-python producer, acks=all", rate(COUNT, took["laurel"]), rate(COUNT, took["limit"]),
        took["limit"] / took["laurel"], AIM, verdict,
    )  # fmt: skip
