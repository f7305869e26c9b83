"""A fresh intake for each test: its application on the real MongoDB, a source `lms` with a key, and ways to ask."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pymongo.database import Database
from werkzeug.test import TestResponse

from services.intake.api import make_app
from services.intake.documents import prepare
from services.intake.handlers import SERVICE
from services.intake.outbox import Completions
from shared import clock
from shared.auth import Principal, identity_hash, mint
from shared.bus import Message, lane_of
from shared.config import settings
from shared.delivery.lanes import Lanes
from shared.delivery.setup import ensure_delivery
from shared.delivery.tasks import Tasks
from shared.events import profiles
from shared.events.envelope import Event, decode, encode
from shared.outbox import Relay
from shared.store import Row, database

ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))
STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"


@dataclass
class Intake:
    """What a test speaks to; ``secret`` is the key of source `lms`."""

    app: Flask
    db: Database[Row]
    client: FlaskClient
    secret: str = ""
    logs: dict[str, str] = field(default_factory=lambda: {profiles.TOPIC: "log"})
    offsets: dict[int, int] = field(default_factory=dict)

    def ask(self, path: str, body: Any, who: Principal = ADMIN) -> TestResponse:
        """A read or a command of the gateway's."""
        headers = {"Authorization": f"Bearer {mint('intake', who)}"}
        return self.client.post(path, json=body, headers=headers)

    def headers(self, media: str = STRUCTURED) -> dict[str, str]:
        """Those of a source system."""
        return {"Authorization": f"Bearer {self.secret}", "Content-Type": media}

    def send(self, body: Any, media: str = STRUCTURED, **headers: str) -> TestResponse:
        """A request to /events: ``body`` bytes as they are, anything else as JSON."""
        named = self.headers(media) | {name.replace("_", "-"): text for name, text in headers.items()}
        return self.client.post("/events", data=body if isinstance(body, bytes) else orjson.dumps(body), headers=named)

    def post(self, *events: Any) -> list[dict[str, Any]]:
        """The items answered to a batch."""
        response = self.send(list(events), BATCH)
        assert response.status_code == 202, response.text
        items: list[dict[str, Any]] = response.get_json()["items"]
        return items

    def link(self, employee: str, *names: str, source: str = "lms", sequence: int = 1) -> None:
        """What profiles tells: the employee has exactly these identities; then all that follows from it is done."""
        self.tell(state(employee, *names, source=source, sequence=sequence))

    def tell(self, *events: Event) -> None:
        """Have intake's consumer handle these events, and the long work that they begin."""
        lanes = Lanes(self.db, SERVICE, self.logs, clock.now, self.db.client.start_session())
        for event in events:
            lane = lane_of(event.subject)
            offset = self.offsets.get(lane, 0)
            self.offsets[lane] = offset + 1
            lanes.apply(lane, [Message(profiles.TOPIC, lane, offset, event.subject, encode(event))])
        self.work()

    def work(self) -> None:
        """Do all long work."""
        tasks = Tasks(self.db, SERVICE, clock.now, self.db.client.start_session())
        while tasks.advance(set(range(12))):
            pass

    def publish(self) -> list[Event]:
        """What the relay would publish now, marked as acknowledged."""
        outbox, found = Completions(self.db), []
        while pending := outbox.pending(1000):
            outbox.done([row_id for row_id, _ in pending])
            found += [decode(record.value) for _, record in pending]
        return found


def state(employee: str, *names: str, source: str = "lms", sequence: int = 1) -> Event:
    """A state event of an employee who has these identities in a source."""
    hashes = tuple(identity_hash(source, name) for name in names)
    data = profiles.EmployeeChanged(id=employee, state="active", joined_at=clock.now(), identities=hashes)
    body = data.model_dump(mode="json")
    number = f"{employee}-{sequence}"
    return Event(number, profiles.EMPLOYEE_CHANGED, "profiles", employee, clock.now(), body, sequence)


@pytest.fixture(scope="package")
def store(servers: object) -> Iterator[Database[Row]]:
    """One database for all tests of intake, with its collections and indexes."""
    with pytest.MonkeyPatch.context() as env:
        env.setenv("LAUREL_NAMESPACE", f"t{secrets.token_hex(6)}")
        settings.cache_clear()
        db = database("intake")
        ensure_delivery(db)
        prepare(db)
        yield db
        db.client.drop_database(db.name)
    settings.cache_clear()


@pytest.fixture
def intake(store: Database[Row]) -> Iterator[Intake]:
    """An intake that has seen nothing but source `lms`, its key, and the employee e-ada, who is ada@x.org there."""
    db = store
    for name in db.list_collection_names():
        db[name].delete_many({})
    app = make_app({})
    app.extensions["relay"] = Relay(db, "intake", Completions(db))
    with app.test_client() as client:
        ready = Intake(app, db, client)
        assert ready.ask("/commands/save-source", {"id": "lms", "name": "Learning system"}).status_code == 200
        ready.secret = ready.ask("/commands/create-key", {"source": "lms", "name": "main"}).get_json()["secret"]
        ready.link("e-ada", "ada@x.org")
        yield ready


@pytest.fixture
def event() -> Callable[..., dict[str, Any]]:
    """Makes events: number n of ada@x.org, with any attribute or `data` replaced (None leaves an attribute out)."""

    def make(number: int = 1, **changed: Any) -> dict[str, Any]:
        made: dict[str, Any] = {
            "specversion": "1.0", "id": f"ev-{number}", "source": "lms", "type": "course.completed",
            "subject": "ada@x.org", "time": f"2026-05-04T09:{number % 60:02d}:00Z",
            "data": {"object": {"type": "course", "id": f"c-{number}", "name": f"Course {number}"}},
        } | changed  # fmt: skip
        return {name: value for name, value in made.items() if value is not None}

    return make
