"""Row 2: outboxes relayed to a broker, beside a bare kafka-python producer that sends the same bytes."""

import time
from collections.abc import Callable, Iterator
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
from shared.outbox import Outbox, Relay
from shared.store import Row, database
from tests.bench.made import SOURCE, cloud_event, people, recorded
from tests.bench.rounds import ROUNDS, Line, in_turns, rate

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


@contextmanager
def relaying(db: Database[Row], service: str, outbox: Outbox | None = None) -> Iterator[Relay]:
    """A relay at work."""
    relay = Relay(db, service, outbox)
    relay.start()
    yield relay
    relay.stop()


def seconds_until_empty(relay: Relay, waits: Callable[[], object]) -> float:
    """Wake the relay; the seconds until nothing waits."""
    begun = time.perf_counter()
    relay.wake()
    while waits():
        time.sleep(0.002)
    return time.perf_counter() - begun


def fill(db: Database[Row], number: int) -> None:
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

    def laurel(number: int) -> float:
        fill(db, number)
        return seconds_until_empty(relay, db.outbox.estimated_document_count)

    with closing(Bare("bare")) as bare, relaying(db, "badges") as relay:
        took = in_turns({"laurel": laurel, "limit": lambda number: bare.send(records_of(number))})
    lines.append(_line("2", "outbox relay to the broker", took, check("completions")))


@pytest.mark.timeout(300)
def test_intake_relay(namespace: str, lines: list[Line]) -> None:
    """Intake's completions are their own outbox: events are made of them, each is marked as published and counted."""
    db = database("intake")
    ensure_delivery(db)
    prepare(db)

    def laurel(number: int) -> float:
        fill_intake(db, number)
        return seconds_until_empty(relay, lambda: db.completions.find_one({"due": {"$exists": True}}, {"_id": 1}))

    with closing(Bare("bare")) as bare, relaying(db, "intake", Completions(db)) as relay:
        took = in_turns({"laurel": laurel, "limit": lambda number: bare.send(records_of(number))})
    assert sum(row["count"] for row in db.types.find()) == COUNT * (ROUNDS + 1)
    lines.append(_line("2b", "intake's relay: makes the events, marks and counts", took, check(TOPIC)))


def _line(row: str, workload: str, took: dict[str, float], verdict: str) -> Line:
    return Line(
        row, workload, "bare kafka-python producer, acks=all", rate(COUNT, took["laurel"]), rate(COUNT, took["limit"]),
        took["limit"] / took["laurel"], AIM, verdict,
    )  # fmt: skip
