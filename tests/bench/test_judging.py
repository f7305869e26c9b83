"""Row 3: events consumed, judged by twenty badges, awards granted, by the consumer of one service as it runs; beside a
consumer that only inserts what it reads."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import orjson
import pytest
from kafka import KafkaConsumer, TopicPartition
from pymongo.client_session import ClientSession
from pymongo.database import Database

from services.badges.collections import ALL
from services.badges.handlers import SERVICE
from shared.bus import LANES
from shared.config import settings
from shared.delivery.service import Service
from shared.delivery.setup import ensure_delivery
from shared.delivery.transaction import Transaction
from shared.delivery.worker import Worker
from shared.events import badges as contracts
from shared.events.completions import RECORDED, TOPIC
from shared.events.envelope import Event, event_id
from shared.store import Row, database, ensure_indexes
from tests.bench import badges_of_a_bench as badges
from tests.bench.made import moment, people, publish, recorded
from tests.bench.rounds import ROUNDS, Line, Work, in_turns, rate

COUNT = 4000
AIM = 0.3
PATIENCE = 120.0


class Held:
    """A service's worker, held back until a round's events lie on the bus.

    The worker calls ``wake`` after what it has read is committed, and there it is held."""

    def __init__(self, service: Service[Any]) -> None:
        self._db = database(service.name)
        self._gate, self._held, self._committed = threading.Event(), threading.Event(), threading.Event()

        def committed(owner: ClientSession) -> None:
            service.committed(owner)
            self._committed.set()

        told = replace(service, committed=committed)
        self._worker = Worker(told, wake=self._wait)
        self._worker.start()

    def close_gate(self) -> None:
        """Hold it back after what it reads next."""
        self._held.clear()
        self._gate.clear()

    def wait_held(self) -> None:
        """Returns when it is held back."""
        assert self._held.wait(PATIENCE), "the worker does not come to its gate"

    def handle(self, wanted: int) -> float:
        """Let it go; the seconds until so many messages are handled in all."""
        begun = time.perf_counter()
        self._gate.set()
        while self._handled() < wanted:
            assert self._committed.wait(PATIENCE), "the worker does not get on"
            self._committed.clear()
        return time.perf_counter() - begun

    def stop(self) -> None:
        """Finish, and leave the group."""
        self._gate.set()
        self._worker.stop()

    def _wait(self) -> None:
        if not self._gate.is_set():
            self._held.set()
            self._gate.wait(PATIENCE)

    def _handled(self) -> int:
        return sum(offset for row in self._db.lanes.find() for offset in row["offsets"].values())


class Inserting:
    """The limit: read, parse, insert; no offset, no judgement."""

    def __init__(self, db: Database[Row]) -> None:
        self._rows = db.rows
        self._consumer = KafkaConsumer(
            bootstrap_servers=settings().kafka_bootstrap_servers.split(","), group_id=None, enable_auto_commit=False,
            auto_offset_reset="earliest", max_poll_records=500,
        )  # fmt: skip
        self._partitions = [TopicPartition(settings().topic(TOPIC), lane) for lane in range(LANES)]
        self._consumer.assign(self._partitions)
        self._consumer.seek_to_beginning()

    def handle(self) -> float:
        """Insert everything that lies on the bus and was not read yet; the seconds it takes."""
        ends = self._consumer.end_offsets(self._partitions)
        begun = time.perf_counter()
        while any(self._consumer.position(part) < end for part, end in ends.items()):
            read = [record for some in self._consumer.poll(timeout_ms=500).values() for record in some]
            if read:
                self._rows.insert_many([orjson.loads(record.value) for record in read], ordered=False)
        return time.perf_counter() - begun

    def count(self) -> int:
        """How many are stored."""
        return self._rows.count_documents({})

    def close(self) -> None:
        """Let go of the connection."""
        self._consumer.close(autocommit=False)


class Kept:
    """The batch of a bare service: each fact once, and an event about each."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.events: list[Event] = []


def keep(batch: Kept, event: Event) -> None:
    """Note it."""
    batch.events.append(event)


def conclude(batch: Kept) -> None:
    """Store what is new, and tell of a tenth of it, as badges do."""
    known = batch.tx.known("facts", [event.id for event in batch.events])
    fresh = {event.id: event for event in batch.events if event.id not in known}
    if fresh:
        batch.tx.db.facts.insert_many([{"_id": id_, **event.data} for id_, event in fresh.items()], ordered=False)
    for event in list(fresh.values())[::10]:
        told = replace(event, id=event_id(f"kept/{event.id}"), type="laurel.bench.kept.v1", data={"fact": event.id})
        batch.tx.emit(told, contracts.TOPIC)


BARE: Service[Kept] = Service("challenges", SERVICE.topics, Kept, {RECORDED: keep}, conclude)


@contextmanager
def held(*services: Service[Any]) -> Iterator[list[Held]]:
    """Workers that are held back, and ended at the end."""
    workers = [Held(service) for service in services]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.stop()


class Bus:
    """The topic that all read, and how much lies on it."""

    def __init__(self, done: Sequence[tuple[int, str]], workers: Sequence[Held]) -> None:
        self._done = done
        self._workers = workers
        self.messages = 0

    def lay(self, round_: int) -> None:
        """Hold the workers back, by an event that means nothing to them, and lay a round's completions."""
        for worker in self._workers:
            worker.close_gate()
        self._publish([Event(f"plug-{round_}", "laurel.bench.plug.v1", "bench", "e-plug", moment(0), {})])
        for worker in self._workers:
            worker.wait_held()
        self._publish([recorded(*one) for one in self._done[round_ * COUNT : (round_ + 1) * COUNT]])

    def _publish(self, events: Sequence[Event]) -> None:
        publish(TOPIC, events)
        self.messages += len(events)


def prepare() -> None:
    """The stores of badges, with the badges, and of the bare service."""
    for name in ("badges", "challenges"):
        ensure_delivery(database(name))
    ensure_indexes(database("badges"), ALL)
    database("challenges").create_collection("facts")
    badges.publish_all()


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("row", "crowd"), [("3", 300), ("3b", 3600)])
def test_judging(namespace: str, lines: list[Line], row: str, crowd: int) -> None:
    """Everything that is consumed is stored once, and the awards are those of a plain computation apart."""
    prepare()
    who = people(crowd)
    done = [(number, who[number % crowd]) for number in range(COUNT * (ROUNDS + 1))]
    with held(SERVICE, BARE) as (laurel, bare):
        bus = Bus(done, [laurel, bare])
        with closing(Inserting(database("limit"))) as limit:
            works: dict[str, Work] = {
                "limit": lambda _: limit.handle(),
                "laurel": lambda _: laurel.handle(bus.messages),
                "bare": lambda _: bare.handle(bus.messages),
            }
            took = in_turns(works, before=bus.lay)
            assert limit.count() == bus.messages
    verdict = check(done)
    beside = "consume and bulk insert only"
    limit_, workload = rate(COUNT, took["limit"]), f"consume → 20 badges → awards, {crowd:,} people"
    lines.append(
        Line(row, workload, beside, rate(COUNT, took["laurel"]), limit_, took["limit"] / took["laurel"], AIM, verdict)
    )
    bare_ = "  of that, the bare transaction: facts, outbox, offset"
    lines.append(
        Line(f"{row} ", bare_, beside, rate(COUNT, took["bare"]), limit_, took["limit"] / took["bare"], None, "")
    )


def check(done: Sequence[tuple[int, str]]) -> str:
    """Every completion is stored once, and the awards, with their moments, are those that a plain computation gives."""
    db = database("badges")
    assert db.facts.count_documents({}) == len(done) == len(db.facts.distinct("completion"))
    assert database("challenges").facts.count_documents({}) == len(done)
    wanted = badges.expected(done)
    assert badges.found(db.awards.find({"state": "active", "flagged": False})) == wanted
    told = db.outbox.count_documents({"topic": contracts.TOPIC, "every_lane": False})
    assert told == len(wanted)
    return f"{len(done):,} facts once, {len(wanted):,} awards as computed apart"
