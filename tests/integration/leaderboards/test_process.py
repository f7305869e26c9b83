"""The service as a process on the real Kafka: killed in the middle of a load, and Redis emptied, it loses nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from deploy.local.servers import Servers
from services.leaderboards.handlers import SERVICE
from shared.bus import Producer, Record, ensure_topics
from shared.events import points
from shared.events.contracts import TOPICS
from shared.events.envelope import encode
from tests.integration.leaderboards.desk import Desk, people, recorded

NAMES = [f"e-{number}" for number in range(60)]
EACH = 50


@pytest.fixture
def load(servers: Servers, namespace: str) -> Desk:
    """Sixty people with fifty completions each lie in the logs, every one of them twice; a rule gives ten points."""
    ensure_topics([*SERVICE.topics, points.TOPIC, "leaderboards.dead"])
    desk = Desk()
    desk.rule()
    events = [*people(*NAMES), *(recorded(n, name) for n in range(EACH) for name in NAMES)]
    producer = Producer("test")
    producer.publish([Record(TOPICS[event.type], event.subject, encode(event)) for event in events + events])
    producer.close()
    return desk


def process() -> "subprocess.Popen[bytes]":
    """The service; its port is a free one."""
    env = os.environ | {"LAUREL_PORT_LEADERBOARDS": "0"}
    return subprocess.Popen([sys.executable, "-m", "services.leaderboards", "all"], env=env)


def until(condition: Callable[[], Any], seconds: float = 60) -> None:
    """Wait until it holds; fail if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def settled(desk: Desk) -> bool:
    """Whether everybody has all of their points on the board."""
    return desk.boards.points("all") == dict.fromkeys(NAMES, 10 * EACH)


@pytest.mark.timeout(240)  # two processes start, and the machine may be busy
def test_killed_and_flushed_it_loses_nothing(load: Desk) -> None:
    """kill -9 while entries are being posted; then Redis loses everything while the next process goes on."""
    first = process()
    until(lambda: load.db.entries.estimated_document_count() > 200)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = process()
    try:
        until(lambda: load.db.entries.estimated_document_count() > 1500)
        load.lose_redis()
        until(lambda: settled(load))
        load.lose_redis()
        until(lambda: settled(load))
        until(lambda: load.db.outbox.estimated_document_count() == 0)
    finally:
        second.terminate()
        assert second.wait(30) == 0
    assert load.db.entries.count_documents({}) == len(NAMES) * EACH
    assert load.differences() == []
