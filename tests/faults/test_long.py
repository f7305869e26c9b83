"""Faults that take minutes: a process that is stopped and goes on, a full disk, a long backlog."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from rich.console import Console

from tests.faults import verdict
from tests.faults.backlog import Backlog
from tests.faults.disk import SmallDisk
from tests.faults.doors import Doors
from tests.faults.machine import Machine
from tests.faults.model import expected
from tests.faults.stage import JUDGES, Stage
from tests.faults.stores import Stores
from tests.faults.verdict import Verdict
from tests.faults.world import world

pytestmark = [pytest.mark.long, pytest.mark.timeout(5400)]
SLEEP = 60.0
CHECKPOINT = 75.0  # seconds; MongoDB writes its files anew every 60
BACKLOG = int(os.environ.get("LAUREL_FAULTS_BACKLOG", "1_000_000"))


def finish(stage: Stage, summary: Console) -> None:
    """Wait for the end, judge, print and assert."""
    stage.settle()
    found = stage.judge()
    stage.judge_again(found)
    found.show(stage.machine.faults, summary)
    assert found.contradictions == {}


def test_a_process_stopped_for_a_minute_does_no_harm(machine: Machine, summary: Console) -> None:
    """SIGSTOP in the middle of a load, 60 s later SIGCONT: others have taken over meanwhile, and what the zombie
    believes to hold is no longer its own. First those who judge, then intake with the relay."""

    def stop_for_a_minute(*names: str) -> None:
        for name in names:
            machine.suspend(name)
            machine.second(name)
        until = time.monotonic() + SLEEP
        machine.wait(lambda: time.monotonic() > until, SLEEP + 5, "")
        for name in names:
            machine.resume(name)

    with closing(Stage(machine, world(people=240, completions=2000), pause=1.0)) as stage:
        stage.run([partial(stop_for_a_minute, *JUDGES), stage.arrive, partial(stop_for_a_minute, "intake", "profiles")])
        finish(stage, summary)


@pytest.fixture
def disk(machine: Machine) -> Iterator[SmallDisk]:
    """The disk on which the machine's servers keep their files."""
    made = SmallDisk(machine.home)
    machine.put_on(made)
    yield made
    machine.stop()
    made.close()


def test_a_full_disk_loses_nothing(machine: Machine, disk: SmallDisk, summary: Console) -> None:
    """MongoDB and Kafka find no room in the middle of a load, long enough for both to need it; when there is room
    again, all goes on where it was."""

    def fill_and_free() -> None:
        disk.fill()
        until = time.monotonic() + CHECKPOINT
        machine.wait(lambda: time.monotonic() > until, CHECKPOINT + 5, "")
        disk.free()
        machine.broken("full disk", lambda: not any(missing(machine)))

    with closing(Stage(machine, world(people=240, completions=2000), pause=2.0)) as stage:
        stage.run([fill_and_free, stage.arrive])
        finish(stage, summary)


def test_a_backlog_is_worked_off(machine: Machine, summary: Console) -> None:
    """A million completions (LAUREL_FAULTS_BACKLOG sets another number) lie on the bus when those who judge are
    started; each of them dies once on the way."""
    machine.start(JUDGES)
    with closing(Doors(machine)) as doors, closing(Stores(machine)) as stores:
        doors.rules()
        counted: list[int] = []
        start = world(people=1, completions=1).start
        lying = Backlog([f"e-{number}" for number in range(max(100, BACKLOG // 200))], BACKLOG, start)
        lying.introduce()
        machine.stand_still(JUDGES, lambda: counted.append(lying.publish()))
        begun = time.monotonic()
        for name in JUDGES:
            machine.kill(name)
            machine.wait(machine.mended, 120, f"{name} is ready again")
        machine.wait(lambda: not stores.behind(), 1200 + BACKLOG / 200, "the backlog is worked off")
        seconds = time.monotonic() - begun
        wanted, found = expected(lying.accepted(), lying.people, (), start), Verdict()
        found.add("I1 each fact once", verdict.facts_are_right(wanted, stores))
        found.add("I2 awards", verdict.awards_are_right(wanted, stores))
        found.add("I3 points", verdict.points_are_right(wanted, stores, doors))
        found.add("I5 outboxes drain", map(str, stores.behind().items()))
        found.counted |= {"events": counted[0], "seconds": round(seconds), "a second": round(counted[0] / seconds)}
    found.show(machine.faults, summary)
    assert found.contradictions == {}


def missing(machine: Machine) -> Iterator[str | None]:
    """What keeps each process from being ready."""
    return (process.program.missing() for process in machine.supervisor.processes.values())
