"""Row 9, its other half: how long a live event waits while everyone is judged by a version that just went live, beside
how long it waits otherwise; the real consumer on the real bus."""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from pymongo.database import Database

from services.badges.collections import ALL
from services.badges.handlers import SERVICE
from services.badges.publishing import publish as go_live
from services.badges.requests import PublishBadge
from shared import clock
from shared.bus import Producer, Record
from shared.delivery.commands import command
from shared.delivery.setup import ensure_delivery
from shared.delivery.worker import Worker
from shared.events.completions import TOPIC
from shared.events.envelope import encode
from shared.outbox import Relay
from shared.store import Row, database, ensure_indexes
from tests.bench.made import people, recorded
from tests.bench.rounds import Line
from tests.bench.test_history import fill, tried

FACTS = 60_000
EVENTS = 60
PAUSE = 0.05
PATIENCE = 60.0


@contextmanager
def at_work(db: Database[Row]) -> Iterator[None]:
    """The consumer and the relay of badges, as they run."""
    worker, relay = Worker(SERVICE), Relay(db, "badges")
    worker.start()
    relay.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while worker.missing():
            assert time.monotonic() < deadline, worker.missing()
            time.sleep(0.05)
        yield
    finally:
        worker.stop()
        relay.stop()


def waits(db: Database[Row], producer: Producer, numbers: Sequence[int], who: Sequence[str]) -> list[float]:
    """Seconds from handing each event to the bus until its fact is stored and judged, one event after the other."""
    found = []
    for number in numbers:
        event = recorded(number, who[number % len(who)])
        begun = time.perf_counter()
        producer.publish([Record(TOPIC, event.subject, encode(event))])
        while db.facts.find_one({"_id": event.data["id"]}, {"_id": 1}) is None:
            assert time.perf_counter() - begun < PATIENCE, "the event is not handled"
            time.sleep(0.001)
        found.append(time.perf_counter() - begun)
        time.sleep(PAUSE)
    return found


@pytest.mark.timeout(400)
def test_live_events_during_a_backfill(namespace: str, lines: list[Line]) -> None:
    """Live events are handled all the while, and everyone has been judged in the end."""
    db = database("badges")
    ensure_delivery(db)
    ensure_indexes(db, ALL)
    fill(db, FACTS)
    who, version = people(FACTS // 50), tried(db)
    producer = Producer("bench")
    with at_work(db):
        usual = waits(db, producer, range(FACTS, FACTS + EVENTS), who)
        command(db, "badges", lambda tx: go_live(tx, PublishBadge(id="b", version=version)), now=clock.now)
        while not db.tasks.count_documents({}):
            time.sleep(0.01)
        during: list[float] = []
        while db.tasks.count_documents({}):
            during += waits(db, producer, [FACTS + EVENTS + len(during)], who)
    producer.close()
    assert db.backfills.count_documents({"ended": True}) == 12
    assert db.facts.count_documents({}) == FACTS + EVENTS + len(during)
    lines.append(line(usual, during))


def line(usual: Sequence[float], during: Sequence[float]) -> Line:
    """The medians, side by side."""
    calm, busy = statistics.median(usual), statistics.median(during)
    verdict = f"{len(during)} live events handled meanwhile, everyone judged; slowest {max(during) * 1000:.0f} ms"
    workload = f"a live event while {FACTS:,} facts are judged anew"
    return Line(
        "9b", workload, "usually", f"{busy * 1000:.0f} ms", f"{calm * 1000:.0f} ms", busy / calm, 2, verdict, True
    )
