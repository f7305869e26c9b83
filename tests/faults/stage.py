"""A whole run: the stage is set, the load goes on while things break, and the invariants are judged."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from shared.bus import Producer, Record
from shared.events.envelope import MAX_HOPS, Event, encode
from tests.faults import verdict
from tests.faults.doors import Doors
from tests.faults.load import Load, posts
from tests.faults.machine import Machine
from tests.faults.model import Expected, expected
from tests.faults.stores import Stores
from tests.faults.verdict import Verdict
from tests.faults.world import World

ROOT = Path(__file__).parents[2]
JUDGES = ("badges", "challenges", "leaderboards")
SETTLED = 300.0
Step = Callable[[], None]


@dataclass
class Stage:
    """A machine at work with a world's load."""

    machine: Machine
    world: World
    pause: float = 0.1
    joining: tuple[str, ...] = ()
    load: Load = field(init=False)

    def __post_init__(self) -> None:
        self.machine.start()
        self.doors = Doors(self.machine)
        self.stores = Stores(self.machine)
        self.doors.bring_in(self.world, self.world.people)
        self.doors.rules()
        self.settle()
        self.joining = self.world.people[::4]
        self.doors.challenge(self.world, self.joining)
        self._posts = posts(self.world.sendings())
        self.load = Load(self.machine.url("intake"), self.doors.keys(), self._posts, self.pause)

    def garble(self) -> None:
        """Lay on the bus what nobody can handle: bytes, half an event, one that has gone round and round."""
        at = self.world.start
        half = Event("half", "laurel.completion.recorded.v1", "intake", "e-0", at, {"employee": "e-0"})
        round_ = Event("round", "laurel.completion.recorded.v1", "intake", "e-1", at, {}, hops=MAX_HOPS)
        bodies = {"e-2": b"\xff\x00 no event", "e-0": encode(half), "e-1": encode(round_)}
        producer = Producer("faults")
        producer.publish([Record("completions", key, body) for key, body in bodies.items()])
        producer.close()

    def arrive(self) -> None:
        """Those come of whom nobody knew yet, and what was parked of them."""
        self.doors.bring_in(self.world, self.world.late)

    def run(self, steps: Sequence[Step], least: float = 1.5) -> None:
        """Send the load; the steps come one after the other on the way, never sooner than ``least`` seconds apart."""
        marks = [len(self._posts) * number // (len(steps) + 1) for number in range(1, len(steps) + 2)]
        self.load.allowed = marks[0]
        self.load.start()
        for step, (mark, following) in zip(steps, pairwise(marks), strict=True):
            reached = mark - (following - mark) // 2
            self.machine.wait(lambda reached=reached: self._at(reached), 120, "the load goes on")  # type: ignore[misc]
            begun = time.monotonic()
            step()
            self.load.allowed = following
            self.machine.wait(lambda begun=begun: time.monotonic() > begun + least, least + 1, "")  # type: ignore[misc]
        self.machine.wait(self.load.finished, 300, "all of the load is answered")

    def settle(self) -> None:
        """Wait until every fault is mended, and every event with all of its effects has arrived."""
        self.machine.wait(self.machine.mended, SETTLED, "the faults are mended")
        self.machine.wait(lambda: not self.stores.behind(), SETTLED, "everything is handled")

    def judge(self) -> Verdict:
        """The invariants I1 to I5, after everything is handled; and that what nobody can handle is put aside."""
        found, wanted = Verdict(), self.expected()
        found.add("I1 nothing lost", verdict.nothing_lost(self.load.log, self.stores))
        found.add("I1 each fact once", verdict.facts_are_right(wanted, self.stores))
        found.add("I2 awards", verdict.awards_are_right(wanted, self.stores))
        found.add("I3 points", verdict.points_are_right(wanted, self.stores, self.doors))
        found.add("I4 order", verdict.in_order(self.load.log, self.stores, found))
        found.add("I5 outboxes drain", map(str, self.stores.behind().items()))
        sent = sum(one.times for one in self.load.log.by_body.values())
        found.counted |= {
            "sent": sent,
            "distinct": len(self.load.log.by_body),
            "known to intake already": self.load.log.repeated,
            "awards": len(wanted.awards),
            "challenges completed": len(wanted.completed),
        }
        return found

    def judge_again(self, found: Verdict) -> None:
        """I6 and I7: boards rebuilt are what they were; and the whole log, consumed again, changes nothing."""
        found.add("I6 a rebuild equals what was live", self._rebuild())
        found.add("I7 a replay changes nothing", self._replay())

    def expected(self) -> Expected:
        """What the model makes of the client's log."""
        people = (*self.world.people, *self.world.late)
        return expected(self.load.log.accepted(), people, self.joining, self.world.start)

    def close(self) -> None:
        """End the load and let go of the connections."""
        self.load.end()
        self.doors.close()
        self.stores.close()

    def _at(self, mark: int) -> bool:
        return self.load.finished() or self.load.done >= mark

    def _rebuild(self) -> Iterable[str]:
        periods = verdict.months(self.expected())
        before = self.doors.boards(periods)
        command = [sys.executable, "-m", "services.leaderboards", "rebuild"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
        yield from verdict.differences("board", before, self.doors.boards(periods))

    def _replay(self) -> Iterable[str]:
        before, ends = self.stores.everything(), self.stores.ends()
        codes = self.machine.stand_still(self.machine.services, self.stores.forget_places)
        yield from (f"{name} ended with {code} when asked to stop" for name, code in codes.items() if code)
        self.settle()
        after = self.stores.everything()
        for name in before:
            yield from verdict.differences(name, before[name], after[name])
        yield from verdict.differences("emitted on", ends, self.stores.ends())
