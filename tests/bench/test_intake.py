"""Row 1: completions posted over HTTP and stored, journaled, by intake as it runs on one machine (its relay publishes
them meanwhile, in the same process); beside a bare WSGI application that inserts them, on the same server."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import httpx2
import orjson
import pytest

from deploy.local import ports
from deploy.local.programs import LEAN, readiness
from services.intake.binding import BATCH, STRUCTURED
from shared.auth import Principal, identity_hash, mint
from shared.bus import read_topic
from shared.clock import now
from shared.config import settings
from shared.events import profiles
from shared.events.completions import TOPIC
from shared.events.envelope import Event
from shared.store import database
from tests.bench.made import SOURCE, cloud_event, people, publish
from tests.bench.posting import Connections
from tests.bench.rounds import ROUNDS, Line, in_turns, rate

AIM = 0.5
WHO = people(300)
SINGLE, BATCHES, SIZE = 400, 60, 50
CONNECTIONS = 8
PATIENCE = 90.0
ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))


@contextmanager
def running(command: list[str], port: int, ready: Callable[[], bool]) -> Iterator[str]:
    """A server of a process of its own; its address."""
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL)
    try:
        wait(ready, f"{command[0]} is ready")
        yield f"http://{ports.HOST}:{port}"
    finally:
        process.terminate()
        process.wait(30)


def wait(until: Callable[[], bool], what: str) -> None:
    """Returns when it holds; fails when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < deadline, f"not in time: {what}"
        time.sleep(0.02)


@pytest.fixture
def intake(namespace: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of intake, API, consumer and relay in one process, to which everyone's identities are known."""
    port = ports.choose(None)
    for name, value in {**LEAN, "LAUREL_PORT_INTAKE": str(port)}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    publish(profiles.TOPIC, [_state(person) for person in WHO])
    with running(["services.intake", "all"], port, lambda: readiness(port) is None) as url:
        linked = {"employee": {"$ne": None}}
        wait(lambda: database("intake").identities.count_documents(linked) == len(WHO), "identities are known")
        yield url


@pytest.fixture
def raw(namespace: str) -> Iterator[str]:
    """The address of the bare application."""
    port = ports.choose(None)
    command = ["granian", "--interface", "wsgi", "--host", ports.HOST, "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", str(CONNECTIONS), "--backlog", "1024", "--no-ws", "tests.bench.raw_intake:app"]
    with running(command, port, lambda: ports.answers(port)) as url:
        yield url


class Posts:
    """A round's requests, of events that were never sent before, and what is stored of them."""

    def __init__(self, intake: str, raw: str, media: str, size: int, count: int) -> None:
        self.size, self.count = size, count
        headers = {"Content-Type": media}
        self.laurel = Connections(
            f"{intake}/events", {"Authorization": f"Bearer {_key(intake)}", **headers}, CONNECTIONS
        )
        self.limit = Connections(f"{raw}/", headers, CONNECTIONS)

    def bodies(self, round_: int) -> list[bytes]:
        """The requests of a round."""
        first = round_ * self.size * self.count
        numbers = range(first, first + self.size * self.count)
        events = [cloud_event(number, WHO[number % len(WHO)]) for number in numbers]
        if self.size == 1:
            return [orjson.dumps(event) for event in events]
        return [orjson.dumps(events[start : start + self.size]) for start in range(0, len(events), self.size)]

    def round_of_laurel(self, round_: int) -> float:
        """Post to intake; what its relay has still to do must not burden the next."""
        took = self.laurel.post(self.bodies(round_))
        wait(lambda: not due(), "all is published")
        return took

    def close(self) -> None:
        """Hang up."""
        self.laurel.close()
        self.limit.close()


def due() -> bool:
    """Whether the relay has something to publish."""
    return database("intake").completions.find_one({"due": {"$exists": True}}, {"_id": 1}) is not None


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("row", "media", "size", "count"), [("1a", STRUCTURED, 1, SINGLE), ("1b", BATCH, SIZE, BATCHES)]
)
def test_intake(intake: str, raw: str, lines: list[Line], row: str, media: str, size: int, count: int) -> None:
    """Everything that was acknowledged is stored once, and published once."""
    with closing(Posts(intake, raw, media, size, count)) as posts:
        took = in_turns({"limit": lambda n: posts.limit.post(posts.bodies(n)), "laurel": posts.round_of_laurel})
    sent = size * count * (ROUNDS + 1)
    stored = database("intake").completions
    assert stored.count_documents({"published_at": {"$exists": True}}) == sent == len(stored.distinct("event_id"))
    assert database("raw").rows.count_documents({}) == sent
    assert len({message.value for message in read_topic(TOPIC)}) == sum(1 for _ in read_topic(TOPIC)) == sent
    workload = f"intake over HTTP, batches of {size}, {CONNECTIONS} connections, its relay at work"
    number = size * count
    verdict = f"{sent:,} stored and published once"
    lines.append(
        Line(
            row, workload, "raw WSGI + insert_many, journaled", rate(number, took["laurel"]),
            rate(number, took["limit"]), took["limit"] / took["laurel"], AIM, verdict,
        )
    )  # fmt: skip


def _state(person: str) -> Event:
    data = profiles.EmployeeChanged(
        id=person, state="active", joined_at=now(), identities=(identity_hash(SOURCE, person),)
    )
    return Event(person, profiles.EMPLOYEE_CHANGED, "profiles", person, now(), data.model_dump(mode="json"), 1)


def _key(url: str) -> str:
    headers = {"Authorization": f"Bearer {mint('intake', ADMIN)}"}
    for path, body in (
        ("save-source", {"id": SOURCE, "name": "Learning system", "rate_per_minute": 1_000_000}),
        ("create-key", {"source": SOURCE, "name": "bench"}),
    ):
        answer = httpx2.post(f"{url}/commands/{path}", json=body, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
    return str(answer.json()["secret"])
