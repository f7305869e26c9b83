"""The service as a process on the real broker: launched, joined, completed, and closed behind the barrier."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.challenges.__main__ import prepare
from services.challenges.handlers import TOPICS
from shared.bus import Producer, Record, ensure_topics, read_topic
from shared.clock import now
from shared.delivery.setup import ensure_delivery
from shared.events import challenges
from shared.events.envelope import Event, decode, encode
from shared.store import database
from tests.integration.challenges.support import (
    ADMIN,
    Challenges,
    at,
    employee,
    instant,
    reviewed,
    reviews,
    topic_of,
    unit,
    wanted,
)

PEOPLE = [f"e-{number}" for number in range(30)]
EACH = 40
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(namespace: str, tmp_path: Path) -> Iterator[Start]:
    """Starts the service as a process; killed at the end."""
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> "subprocess.Popen[bytes]":
        with socket.create_server(("127.0.0.1", 0)) as free:
            env = os.environ | {"LAUREL_PORT_CHALLENGES": str(free.getsockname()[1])}
        command = [sys.executable, "-m", "services.challenges", "all"]
        with (tmp_path / "log").open("ab") as log:
            running.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def publish(*events: Event) -> None:
    """Put these events on their topics; those about units on every lane."""
    producer = Producer("test")
    everywhere = {event.id for event in events if ":" in event.subject}
    producer.publish([Record(topic_of(one), one.subject, encode(one), one.id in everywhere) for one in events])
    producer.close()


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until it holds; fail if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_the_end_is_a_barrier_and_kill_9_loses_nothing(start: Start) -> None:
    """A process killed under a backlog goes on; all that stood in the logs when the end came due counts before the
    challenge is closed, what comes later does not."""
    ensure_topics([*TOPICS, "challenges.dead"])
    db = database("challenges")
    ensure_delivery(db)
    prepare()
    service = Challenges()
    publish(unit("u-org", None), unit("u-eng", "u-org"), *(employee(name, unit="u-eng") for name in PEOPLE))
    first = start()
    until(lambda: db.people.count_documents({}) == len(PEOPLE) and db.units.count_documents({}) == 24)
    window = {"starts_at": instant(at(-9)), "ends_at": instant(at(-1))}
    id_ = service.ask("/commands/launch", wanted(criteria=reviews(EACH), **window), ADMIN)["id"]
    for name in PEOPLE:
        service.join(id_, ADMIN, employee=name, occurred_at=instant(at(-8)))
    publish(*(reviewed(f"{turn}-{name}", -2, name) for turn in range(EACH) for name in PEOPLE[:-1]))
    until(lambda: db.facts.count_documents({"type": "review.done"}) > 0)
    first.kill()
    first.wait()
    db.timers.update_one(
        {"_id": f"end|{id_}"}, {"$set": {"due_at": now()}}
    )  # as if the hour after a past window had gone
    start()
    until(lambda: db.challenges.find_one({"_id": id_, "state": "closed"}))
    publish(*(reviewed(f"late-{turn}", -2, PEOPLE[-1]) for turn in range(EACH)))
    until(lambda: db.facts.count_documents({"type": "review.done"}) == EACH * len(PEOPLE))
    until(lambda: db.outbox.count_documents({}) == 0)
    events = [decode(message.value) for message in read_topic("challenges")]
    assert sorted({e.subject for e in events if e.type == challenges.COMPLETED}) == sorted(PEOPLE[:-1])
    assert len({e.id for e in events if e.type in (challenges.COMPLETED, challenges.UNCOMPLETED)}) == len(PEOPLE) - 1
    assert {e.type for e in events if e.subject == f"challenge:{id_}"} == {challenges.LAUNCHED, challenges.CLOSED}
    assert list(read_topic("challenges.dead")) == []
