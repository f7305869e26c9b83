"""The loop of a consumer: read whole lanes, apply them, fire timers, advance tasks. A server away pauses it, losing
nothing; a fault that events can't be blamed for ends the process loudly, and its supervisor starts it again."""

import gc
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import structlog

from shared import clock
from shared.bus import BusError, LaneConsumer, Message
from shared.delivery.faults import server_is_away
from shared.delivery.lanes import BATCH, Lanes
from shared.delivery.progress import Progress
from shared.delivery.service import Service
from shared.delivery.tasks import Tasks
from shared.delivery.timers import Timers
from shared.delivery.transaction import NotReady, Zombie
from shared.store import database
from shared.vital import vital

IDLE = 0.5
LIVE = 2.0
"""For so many seconds after an event others are expected."""
PAUSE_LONGEST = 5.0
ASIDE = 0.2
COLLECTED = (100_000, 20, 20)
log = structlog.get_logger()


class Worker:
    """One consumer of a service, on its own thread: ``start``, then ``stop`` (finishes the batch, leaves the group)."""

    def __init__(
        self, service: Service[Any], *, wake: Callable[[], None] = lambda: None, now: clock.Clock = clock.now
    ) -> None:
        self._service = service
        self._wake = wake
        self._now = now
        self._session = database(service.name).client.start_session()
        self._stop = threading.Event()
        self._progress = Progress(service.name)
        self._consumer: LaneConsumer | None = None
        self._thread = vital(f"{service.name}-worker", self._run)

    def start(self) -> None:
        """Begin to consume."""
        self._thread.start()
        self._progress.start()

    def stop(self, timeout: float = 25.0) -> None:
        """Finish the batch under way, commit, leave the group."""
        self._stop.set()
        self._thread.join(timeout)
        self._progress.end()

    def missing(self) -> str | None:
        """What keeps this consumer from working, or None."""
        if not self._thread.is_alive():
            return "the consumer has ended"
        if self._consumer is None or not self._consumer.lanes:
            return "the consumer holds no lanes yet"
        return None

    def _run(self) -> None:
        # A batch makes tens of thousands of objects and remembers some: Python's collector, which looks at all of them
        # again and again, would take a fifth of the time.
        gc.freeze()
        gc.set_threshold(*COLLECTED)
        while not self._stop.is_set():
            consumer, lanes = self._connect()
            try:
                self._work(consumer, lanes)
            finally:
                consumer.close()

    def _work(self, consumer: LaneConsumer, lanes: Lanes) -> None:
        """The loop; it ends when the consumer is stopped, or stalled and to be made anew."""
        db = database(self._service.name)
        timers = Timers(db, self._service, consumer.end_offsets, self._now, self._session)
        tasks = Tasks(db, self._service, self._now, self._session)
        wait, looked, live = IDLE, 0.0, -LIVE
        while not self._stop.is_set():
            messages = consumer.poll(wait)
            self._patiently(partial(self._apply, lanes, messages))
            live = time.monotonic() if messages else live
            fired = busy = 0
            if messages or wait < IDLE or time.monotonic() - looked > IDLE:
                looked = time.monotonic()
                beside = looked - live < LIVE
                fired = self._patiently(partial(timers.fire_due, consumer.lanes))
                busy = self._patiently(partial(tasks.advance, consumer.lanes, beside=beside))
                # Beside live events long work takes half of the time: the other half they are waited for.
                wait = (tasks.took if busy and beside else 0) if fired or busy else IDLE
            if messages or fired or busy:
                self._wake()
            if messages:
                consumer.commit()
            if self._progress.look(consumer):
                log.warning("consumer_stalled", lag=consumer.lag())
                self._progress.beat()
                return

    def _connect(self) -> tuple[LaneConsumer, Lanes]:
        while True:
            try:
                return self._open()
            except BusError as error:
                log.warning("broker_away", error=repr(error))
                self._progress.beat()
                if self._stop.wait(1.0):
                    raise

    def _open(self) -> tuple[LaneConsumer, Lanes]:
        lanes: Lanes | None = None

        def positions(held: set[int]) -> Any:
            return self._patiently(lambda: lanes.positions(held) if lanes else {}) or {}

        instance = os.environ.get("LAUREL_INSTANCE")
        consumer = LaneConsumer(self._service.name, self._service.topics, positions, instance)
        lanes = Lanes(database(self._service.name), self._service, consumer.logs, self._now, self._session)
        self._consumer = consumer
        return consumer, lanes

    def _apply(self, lanes: Lanes, batches: dict[int, list[Message]]) -> None:
        """Apply batch after batch; what was applied is dropped from ``batches``, so that a repetition goes on after
        it."""
        for lane in sorted(batches):
            while batches[lane]:
                part = batches[lane][: lanes.size]
                lanes.apply(lane, part)
                del batches[lane][: len(part)]
                self._stay(lanes)

    def _stay(self, lanes: Lanes) -> None:
        """Between batches: this process lives, and where batches are slow the group is told so."""
        self._progress.beat()
        if lanes.size < BATCH and self._consumer:
            self._consumer.keep_alive()

    def _patiently(self, work: Callable[[], Any]) -> Any:
        """Do the work; while a server is away, wait and do it again, still a member of the group. A lane that another
        process moved on is read again from where the store says."""
        pause, first = 0.1, list[Callable[[], None]]()
        while not self._stop.is_set():
            try:
                while first:
                    self._aside(first.pop())
                return work()
            except NotReady as wanted:
                first.append(wanted.prepare)
            except Zombie as zombie:
                log.info("lane_lost", reason=str(zombie))
                if self._consumer:
                    self._consumer.seek()
                return None
            except Exception as error:
                if not server_is_away(error):
                    raise
                log.warning("server_away", error=repr(error)[:300], retry_in=pause)
                self._pause(pause)
                pause = min(PAUSE_LONGEST, pause * 2)
        return None

    def _aside(self, prepare: Callable[[], None]) -> None:
        """Do what takes long on a thread of its own, while this one says that it lives and stays in the group."""
        pool = ThreadPoolExecutor(1, f"{self._service.name}-aside")
        making = pool.submit(prepare)
        pool.shutdown(wait=False)
        while not making.done() and not self._stop.is_set():
            self._pause(ASIDE)
        if making.done():
            making.result()

    def _pause(self, seconds: float) -> None:
        self._stop.wait(seconds)
        self._progress.beat()
        if self._consumer:
            self._consumer.keep_alive()
