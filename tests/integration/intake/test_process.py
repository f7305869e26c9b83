"""Intake as a process with its consumer and relay: killed under load it loses nothing and tells nothing in another
order."""

import http.client
import json
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.local import ports
from shared.auth import Principal, mint
from shared.bus import Producer, Record, ensure_topics, read_topic
from shared.config import settings
from shared.events import profiles
from shared.events.completions import TOPIC
from shared.events.envelope import Event, decode, encode
from tests.integration.intake.conftest import STRUCTURED, state

ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))
PEOPLE = [f"p{n}" for n in range(6)]
Make = Callable[..., dict[str, Any]]


@dataclass
class Server:
    """A running `python -m services.intake all`."""

    process: subprocess.Popen[bytes]

    def request(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        """One POST; an iterator as body is sent chunked."""
        connection = http.client.HTTPConnection("127.0.0.1", settings().port("intake"), timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("POST", path, body, named)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def ask(self, path: str, body: Any) -> Any:
        """A command of the gateway's."""
        token = f"Bearer {mint('intake', ADMIN)}"
        status, answer = self.request(path, json.dumps(body), Authorization=token, Content_Type="application/json")
        assert status == 200, answer
        return answer

    def kill(self) -> None:
        """End it at once, and start another."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = _start()


def _start() -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-m", "services.intake", "all"], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not ports.answers(settings().port("intake")):
        assert process.poll() is None, "intake has ended"
        assert time.monotonic() < deadline, "intake does not answer"
        time.sleep(0.1)
    return process


@pytest.fixture
def server(namespace: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Intake on a port of its own, which knows six people by their names in source `lms`."""
    monkeypatch.setenv("LAUREL_PORT_INTAKE", str(ports.choose(None)))
    settings.cache_clear()
    ensure_topics([TOPIC, profiles.TOPIC])
    _tell([state(f"e-{name}", name) for name in PEOPLE])
    running = Server(_start())
    yield running
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(25) == 0


def _tell(events: list[Event]) -> None:
    producer = Producer("test")
    producer.publish([Record(profiles.TOPIC, event.subject, encode(event)) for event in events])
    producer.close()


def _key(server: Server) -> str:
    server.ask("/commands/save-source", {"id": "lms", "name": "Learning system"})
    return f"Bearer {server.ask('/commands/create-key', {'source': 'lms', 'name': 'main'})['secret']}"


def _published(wanted: int) -> list[Event]:
    """The topic's events once it holds facts of so many completions."""
    deadline = time.monotonic() + 60
    while True:
        events = [decode(message.value) for message in read_topic(TOPIC)]
        if len({event.id for event in events}) >= wanted:
            return events
        assert time.monotonic() < deadline, f"{len(events)} of {wanted}"
        time.sleep(0.2)


def test_a_killed_intake_loses_nothing_and_keeps_each_persons_order(server: Server, event: Make) -> None:
    """Whatever was acknowledged is published, told apart by its id, in the order of the answers; killed three
    times."""
    key, acknowledged = _key(server), defaultdict(list)
    for number in range(180):
        if number in (40, 90, 140):
            server.kill()
        name = PEOPLE[number % len(PEOPLE)]
        body = json.dumps(event(number, subject=name))
        status, answer = server.request("/events", body, Authorization=key, Content_Type=STRUCTURED)
        assert status == 202, answer
        acknowledged[f"e-{name}"].append(answer["completion"])
    told: dict[str, list[str]] = defaultdict(list)
    for fact in _published(180):
        if fact.data["completion"] not in told[fact.subject]:
            told[fact.subject].append(fact.data["completion"])
    assert told == acknowledged


def test_a_chunked_body_is_read_and_one_without_end_is_refused(server: Server, event: Make) -> None:
    """A body needs no Content-Length; beyond the limit it is not read on."""
    key = _key(server)
    body = json.dumps(event(1, subject="p0")).encode()
    chunks = [body[:20], body[20:]]
    status, answer = server.request("/events", iter(chunks), Authorization=key, Content_Type=STRUCTURED)
    assert (status, answer["id"]) == (202, "ev-1")
    endless = (b"x" * 65_536 for _ in range(130))
    status, answer = server.request("/events", endless, Authorization=key, Content_Type=STRUCTURED)
    assert (status, answer["status"]) == (413, 413)
