"""One run: people, rules and a disordered load on a machine of its own, whose processes are killed on the way."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from rich.console import Console

from deploy.replay import place as places
from deploy.replay.oulad.events import SOURCE
from deploy.replay.place import Place
from deploy.replay.replaying import replay
from deploy.replay.sending import Sender
from tests.faults.doors import Doors
from tests.faults.machine import SERVICES, Machine
from tests.faults.stores import Stores
from tests.proof.badges import BADGES
from tests.proof.converting import convert
from tests.proof.disorder import disorder
from tests.proof.saying import Json
from tests.proof.scoring import SCORING

SERVERS = ("mongod", "redis", "kafka")
JUDGES = ("badges", "leaderboards", "challenges")
IMPORT_SECONDS = 600.0
MENDED = 180.0
BATCH = 500
COMPLETIONS = "completions"
Kills = Sequence[Sequence[str]]


@dataclass
class Run:
    """A run of these services and badges over the data set in ``folder``; ``work`` takes the files that are made on the
    way."""

    machine: Machine
    folder: Path
    work: Path
    console: Console
    services: Sequence[str] = SERVICES
    badges: Sequence[Json] = BADGES
    seconds: dict[str, float] = field(default_factory=dict)
    lines: int = 0

    def __post_init__(self) -> None:
        with self._timed("converting"):
            self._convert()
        with self._timed("starting"):
            self.machine.start(self.services)
        self.doors, self.stores = Doors(self.machine, timeout=IMPORT_SECONDS), Stores(self.machine)
        with self._timed("bringing people in"):
            self._bring_in()

    @property
    def names(self) -> list[str]:
        """Every process: the services' and the servers'."""
        return [*self.machine.services, *SERVERS]

    def go(self, while_sending: Kills, while_handling: Kills) -> Place:
        """Send everything; kill these processes, spread evenly over what is sent and then over what is handled, those
        of one group at once; what became of what was sent, after all of it has been handled."""
        begun = time.monotonic()
        headers = {"Authorization": f"Bearer {self._key}"}
        url = self.machine.url("intake")
        with httpx2.Client(base_url=url, headers=headers, timeout=60) as client, ThreadPoolExecutor(1) as pool:
            sending = pool.submit(self._send, client)
            try:
                self._spread(while_sending, self._sent, sending)
                self._spread(while_handling, self._handled, sending)
                self.machine.wait(sending.done, self._patience, "all is sent")
            except BaseException:
                client.close()  # the sender gives up; else the pool would wait until it has sent everything
                raise
        self.settle()
        self.seconds["sending and handling"] = time.monotonic() - begun
        return sending.result()

    def settle(self) -> None:
        """Wait until all is handled, with every effect."""
        self.machine.wait(self.machine.mended, MENDED, "what was killed is ready again")
        self.machine.wait(lambda: not self.stores.behind(), self._patience, "everything is handled")

    def close(self) -> None:
        """Let go of the connections."""
        self.doors.close()
        self.stores.close()

    @property
    def _patience(self) -> float:
        return 300 + self.lines / 20 + 3 * len(self.badges)

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.seconds[what] = time.monotonic() - begun
        self.console.print(f"{what}: {self.seconds[what]:.1f} s")

    def _convert(self) -> None:
        self._files, self.events = convert(self.folder, self.work), self.work / "events.ndjson"
        self.lines = disorder(self._files.events, self.events)

    def _bring_in(self) -> None:
        self.doors.rules(self.badges, SCORING)  # first: publishing a badge judges everybody there is; so far nobody
        with self._timed("backfills of nobody"):
            self.settle()
        for file in (self._files.units, self._files.people):
            report = self.doors.ask("profiles", "/commands/import", csv=file.read_text(encoding="utf-8"))
            assert report["refused"] == 0, report["rows"][:10]
        self._key = self.doors.keys([SOURCE])[SOURCE]
        self.settle()

    def _send(self, client: httpx2.Client) -> Place:
        with self._timed("sending"):
            return replay(self.events, self._position, Sender(client), BATCH, self.console)

    @property
    def _position(self) -> Path:
        return self.work / "events.position"

    def _spread(self, kills: Kills, done: Callable[[], float], sending: Future[Place]) -> None:
        """Kill at even steps of what is left to be done; a sender that has failed ends it all."""

        def reached() -> bool:
            if sending.done():
                sending.result()
            return done() >= share

        begun = done()
        for number, names in enumerate(kills, 1):
            share = begun + (1 - begun) * number / (len(kills) + 1)
            self.machine.wait(reached, self._patience, f"{share:.0%} of the work is done")
            self._kill(names)

    def _sent(self) -> float:
        """The share of all lines that is sent, from 0 to 1."""
        return places.load(self._position).done / self.lines

    def _handled(self) -> float:
        """The share of all completions that every service has handled, from 0 to 1; a little ahead where some were
        published twice."""
        ends = sum(end for (topic, _), end in self.stores.ends().items() if topic == COMPLETIONS)
        handled = min(self.stores.read(name, COMPLETIONS) for name in JUDGES)
        return self._sent() * handled / max(1, ends)

    def _kill(self, names: Sequence[str]) -> None:
        for name in names:
            self.machine.kill(name)
        self.machine.wait(self.machine.mended, MENDED, f"{', '.join(names)} ready again")
        faults = self.machine.faults[-len(names) :]
        told = ", ".join(f"{fault.what} ({fault.seconds or 0:.1f} s)" for fault in faults)
        self.console.print(f"{self._sent():.0%} sent, {self._handled():.0%} handled: {told}")
