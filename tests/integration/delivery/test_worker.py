"""The consumer's loop as a process: killed, doubled, slowed and stopped, it counts every event once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from shared.bus import LANES, Producer, Record, ensure_topics, lane_of, read_topic
from shared.delivery.deadletters import letters, resend
from shared.delivery.transaction import Transaction, transact
from shared.events.envelope import decode, encode
from tests.integration.delivery import toy

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def db(namespace: str) -> Any:
    """The toy's empty database and its topics."""
    ensure_topics(["seen", "also-seen", "counted", "toy.dead"])
    return toy.store()


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the toy as a process; killed at the end."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(**env: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.integration.delivery.toy"]
        running.append(subprocess.Popen(command, env=os.environ | env, stdout=subprocess.DEVNULL))
        return running[-1]

    yield begin
    for process in running:
        process.terminate()
    for process in running:
        process.wait(25)


def publish(numbers: range, **data: Any) -> None:
    """Publish the events of these numbers, of nine people."""
    producer = Producer("test")
    events = [toy.seen(number, f"e-{number % 9}", **data) for number in numbers]
    producer.publish([Record("seen", event.subject, encode(event)) for event in events])
    producer.close()


def until(condition: Callable[[], Any], seconds: float = 45) -> None:
    """Wait until it holds; fail if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def count(db: Any) -> int:
    """How many events were counted."""
    return int(db.facts.count_documents({}))


def grown(db: Any, before: int) -> bool:
    """Whether more was counted since."""
    return count(db) > before


def orders(db: Any) -> dict[str, list[int]]:
    """The numbers counted for each person, in the order of insertion."""
    found: dict[str, list[int]] = {}
    for row in db.facts.find().sort("$natural", 1):
        found.setdefault(row["who"], []).append(row["order"])
    return found


def test_kill_9_in_the_middle_loses_and_doubles_nothing(db: Any, start: Start) -> None:
    """Killed twice under load, the process goes on from the store's offset, each person's events in order."""
    publish(range(3000))
    for _ in range(2):
        before = count(db)
        process = start(LAUREL_INSTANCE="toy-1")
        until(partial(grown, db, before))
        process.kill()
        process.wait()
    assert count(db) < 3000, "it was killed in the middle"
    start(LAUREL_INSTANCE="toy-1")
    until(lambda: count(db) == 3000 and db.outbox.count_documents({}) == 0)
    assert all(numbers == sorted(numbers) for numbers in orders(db).values())
    assert sum(1 for _ in letters("toy")) == 0


def test_two_workers_share_the_lanes_and_one_goes_on_when_the_other_dies(db: Any, start: Start) -> None:
    """Two processes split the work; the survivor takes over the lanes of the one that is killed."""
    first, _second = start(), start()
    publish(range(600))
    until(lambda: count(db) == 600)
    first.kill()
    publish(range(600, 1200))
    until(lambda: count(db) == 1200)
    assert all(numbers == sorted(numbers) for numbers in orders(db).values())


def test_sigterm_finishes_and_leaves_within_25_seconds(db: Any, start: Start) -> None:
    """A stopped service ends in time, and what it had begun is whole."""
    process = start(LAUREL_INSTANCE="toy-1")
    publish(range(500))
    until(lambda: count(db) > 0)
    process.send_signal(signal.SIGTERM)
    process.wait(25)
    assert count(db) == db.outbox.count_documents({"topic": "counted"}) + len(read("counted"))


def read(topic: str) -> set[str]:
    """The ids of the events on a topic, each once."""
    return {decode(message.value).id for message in read_topic(topic)}


def test_a_slow_handler_is_waited_for(db: Any, start: Start) -> None:
    """A handler of a fifth of a second an event makes batches smaller, and nothing is counted twice."""
    publish(range(60), sleep=0.2)
    start(LAUREL_INSTANCE="toy-1")
    until(lambda: count(db) == 60, seconds=60)


def test_what_takes_longer_than_a_transaction_is_made_ready_first(db: Any, start: Start) -> None:
    """For longer than the group's patience: the process lives, keeps its lanes, and counts everything once."""
    publish(range(9), prepare=11)
    process = start()
    until(lambda: count(db) == 9)
    publish(range(9, 18))
    until(lambda: count(db) == 18)
    assert process.poll() is None
    assert orders(db) == {f"e-{n}": [n, n + 9] for n in range(9)}
    assert db.things.count_documents({}) == 1
    assert not list(letters("toy"))


def test_a_dead_letter_can_be_sent_again(db: Any, start: Start) -> None:
    """Once its cause is mended, a dead letter goes back to its lane under its own id, and counts once."""
    broken = toy.seen(1, type_=toy.BREAKS)
    lanes = toy.lanes(db)
    lanes.apply(lane_of("e-1"), [toy.message(broken, 0, lane_of("e-1"))])
    start(LAUREL_INSTANCE="toy-1")
    until(lambda: any(letters("toy")))
    (found,) = letters("toy", reason="can't be handled", type_=toy.BREAKS)
    assert list(letters("toy", reason="something else")) == []
    assert resend([found]) == 1
    until(lambda: sum(1 for _ in letters("toy")) == 2)  # still broken: it is put aside again, not lost
    assert {letter.value for letter in letters("toy")} == {encode(broken)}


def test_a_timer_fires_once_across_a_crash(db: Any, start: Start) -> None:
    """Timers that come due while the process is dead, or is killed, fire once each, at the moment they stand for."""
    due = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)

    def schedule(tx: Transaction) -> None:
        for number in range(40):
            tx.schedule(f"timer-{number}", "plain", due, lane=number % LANES)

    transact(db, toy.NAME, toy.MOMENT, schedule)
    process = start(LAUREL_INSTANCE="toy-1")
    until(lambda: count(db) > 0)
    process.kill()
    process.wait()
    start(LAUREL_INSTANCE="toy-1")
    until(lambda: count(db) == 40)
    assert {row["due"] for row in db.facts.find()} == {due}
    assert db.timers.count_documents({}) == 0


def test_a_barrier_waits_for_every_lane(db: Any, start: Start) -> None:
    """A timer behind a barrier fires after all that stood in the logs when it came due was counted."""
    publish(range(900))
    transact(db, toy.NAME, toy.MOMENT, lambda tx: tx.schedule("close", "barred", toy.MOMENT))
    start(LAUREL_INSTANCE="toy-1")
    until(lambda: db.facts.find_one({"_id": "close"}))
    order = [row["_id"] for row in db.facts.find().sort("$natural", 1)]
    assert order.index("close") == 900
    assert db.barriers.count_documents({}) == 0


def test_a_task_is_done_piece_by_piece_and_resumed(db: Any, start: Start) -> None:
    """Long work advances a piece a transaction on each lane, and ends."""
    for lane in range(LANES):
        work = lambda tx, lane=lane: tx.start_task(f"task-{lane}", "pieces")  # noqa: E731
        transact(db, toy.NAME, toy.MOMENT, work, lane=lane)
    process = start(LAUREL_INSTANCE="toy-1")
    until(lambda: db.pieces.count_documents({}) > 0)
    process.kill()
    start(LAUREL_INSTANCE="toy-1")
    until(lambda: db.tasks.count_documents({}) == 0)
    assert db.pieces.count_documents({}) == 3 * LANES
