"""kill -9 of each process under load, with duplicates, disorder and bad bodies: everything counts exactly once."""

from contextlib import closing
from functools import partial

import pytest
from rich.console import Console

from tests.faults.machine import SERVICES, Machine
from tests.faults.stage import JUDGES, Stage
from tests.faults.world import world


@pytest.mark.timeout(600)
def test_whatever_is_killed_everything_counts_once(machine: Machine, summary: Console) -> None:
    """Each service, mongod, Redis (twice: killed, and emptied) and the broker die once in the middle of a load; then
    awards, points and boards are what a model makes of the client's log, and stay so when the whole log is replayed."""
    with closing(Stage(machine, world(people=120, completions=900))) as stage:
        stage.garble()
        kills = [partial(machine.kill, name) for name in (*SERVICES, "mongod", "redis", "kafka")]
        stage.run([*kills[:4], stage.arrive, *kills[4:], machine.flush])
        stage.settle()
        verdict = stage.judge()
        verdict.add("what nobody can handle is put aside", (
            f"{service}: {len(dead)} places" for service in JUDGES if len(dead := stage.stores.dead(service)) != 3
        ))  # fmt: skip
        stage.judge_again(verdict)
        verdict.show(machine.faults, summary)
        assert verdict.contradictions == {}
        assert stage.load.log.repeated > 0
        assert stage.load.log.conflicts()
