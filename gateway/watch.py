"""Watching the bus from now on, on a thread: events become notes for the hub, and kept principals are dropped."""

import asyncio
import contextlib
import threading
import time

import structlog

from gateway.hints import EVERYTHING, TOPICS, Audience, Note, notes
from gateway.hub import Hub
from gateway.principals import forget
from shared.bus import BusError, Tail
from shared.events import profiles
from shared.events.envelope import ContractError, Event, decode
from shared.vital import vital

POLL = 0.5
PAUSE = 1.0
log = structlog.get_logger()


class Watch:
    """Reads all topics until it is stopped. While the broker is away it tries again, then says that all may differ."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._stopping = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = vital("watch", self._run)
        self.away: str | None = "has not reached Kafka yet"

    def start(self) -> None:
        """Begin, from inside the loop that the hub lives on."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def stop(self) -> None:
        """End; waits for the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow(Tail("laurel-live", TOPICS))
            except BusError as error:
                self.away = f"Kafka can't be reached: {error}"[:200]
                log.warning("bus_away", error=repr(error)[:200])
                time.sleep(PAUSE)

    def _follow(self, tail: Tail) -> None:
        with contextlib.closing(tail):
            if self.away is not None:
                self._tell([Note(Audience.ALL, EVERYTHING)])
                forget()
            self.away = None
            while not self._stopping.is_set():
                self._hear(tail.poll(POLL))

    def _hear(self, messages: list[tuple[str, bytes]]) -> None:
        events = [event for _, body in messages if (event := _decoded(body))]
        for event in events:
            if event.type == profiles.EMPLOYEE_CHANGED:
                forget(event.subject)
        if any(event.type == profiles.UNIT_CHANGED for event in events):
            forget()
        self._tell([note for event in events for note in notes(event)])

    def _tell(self, found: list[Note]) -> None:
        if found and self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens any more
                self._loop.call_soon_threadsafe(self._hub.tell, found)


def _decoded(body: bytes) -> Event | None:
    try:
        return decode(body)
    except ContractError:
        return None  # whoever owns the effects puts it among the dead letters
