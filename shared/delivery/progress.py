"""Whether a consumer gets on: it is looked at from its own loop each second, and from a watchdog's thread.

A consumer can stand still while its log grows although nothing says that anything is wrong (a client library that has
lost a partition). After STALLED its connection is made anew; after STILL the process ends, and a fresh one goes on."""

import os
import threading
import time

import structlog

from shared.bus import BusError, LaneConsumer
from shared.telemetry import LAG

LOOK, STALLED, STILL = 1.0, 10.0, 30.0
log = structlog.get_logger()


class Progress:
    """The pulse of one consumer."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._ended = threading.Event()
        self._beat_at = self._moved_at = self._looked_at = time.monotonic()
        self._places: object = None
        self._thread = threading.Thread(target=self._watch, name=f"{service}-watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def end(self) -> None:
        """There is nothing to watch any more."""
        self._ended.set()

    def beat(self) -> None:
        """The loop lives; what it waits for, a server that is away, is no standstill of its own."""
        self._beat_at = self._moved_at = time.monotonic()

    def look(self, consumer: LaneConsumer) -> bool:
        """Once a loop: note that it lives, publish the lag, and tell whether the consumer is stalled."""
        self._beat_at = now = time.monotonic()
        if now - self._looked_at >= LOOK:
            self._looked_at = now
            self._compare(consumer, now)
        return now - self._moved_at > STALLED

    def _compare(self, consumer: LaneConsumer, now: float) -> None:
        try:
            lag = consumer.lag()
        except BusError as error:
            log.warning("broker_away", error=repr(error)[:200])
            lag = {}
        for topic, count in lag.items():
            LAG.labels(self._service, topic).set(count)
        if not any(lag.values()) or consumer.places != self._places:
            self._places, self._moved_at = consumer.places, now

    def _watch(self) -> None:
        while not self._ended.wait(1.0):
            if time.monotonic() - self._beat_at > STILL:
                log.critical("watchdog", still_for=STILL)
                os._exit(71)
