"""A small organization for the tests of profiles, and how they ask it and tell it things."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient

from services.profiles.api import make_app
from services.profiles.documents import DOCUMENTS
from services.profiles.handlers import SERVICE
from services.profiles.importing import import_csv
from services.profiles.report import Report
from shared.auth import Principal, mint
from shared.bus import Message, lane_of
from shared.delivery.lanes import Lanes
from shared.delivery.setup import ensure_delivery
from shared.events.envelope import Event, decode, encode
from shared.store import database, ensure_indexes

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ADA = Principal("e-ada", frozenset({"employee", "admin"}))
BEN = Principal("e-ben")
CSV = """kind,id,name,parent,managers,timezone,email,unit,joined_at,locale,admin,identities
unit,u-org,Laurel Ltd,,,Europe/Berlin,,,,,,
unit,u-eng,Engineering,u-org,e-ada,,,,,,,
unit,u-web,Web,u-eng,e-ben,,,,,,,
unit,u-ops,Operations,u-org,,,,,,,,
person,e-ada,Ada Lovelace,,,Europe/London,ada@x.org,u-eng,2024-01-01,en,yes,lms:Ada@x.org;code:ada
person,e-ben,Ben Öz,,,,ben@x.org,u-web,2024-02-01,de,,lms:ben
person,e-cy,Cy Okoye,,,,cy@x.org,u-ops,2024-03-01,,,
"""


@dataclass
class Company:
    """The service on its real database: ``post`` asks it, ``hear`` gives it events, ``told`` is its outbox."""

    db: Any
    client: FlaskClient
    offsets: dict[tuple[str, int], int] = field(default_factory=dict)

    def post(self, path: str, body: Any, who: Principal | None = ADA, **headers: str) -> Any:
        """The answer to a request of this person."""
        own = {"Authorization": f"Bearer {mint('profiles', who)}"} if who else {}
        return self.client.post(path, json=body, headers=own | headers)

    def bring_in(self, text: str, *, dry_run: bool = False, now: datetime = NOW) -> Report:
        """Import a CSV at a moment."""
        return import_csv(self.db, text, dry_run=dry_run, now=lambda: now)

    def hear(self, topic: str, *events: Event, lanes: Callable[[Event], list[int]] | None = None) -> None:
        """Let the handlers have these events, each on the lane of its subject, or on those named."""
        by_lane: dict[int, list[Message]] = {}
        for event in events:
            for lane in lanes(event) if lanes else [lane_of(event.subject)]:
                offset = self.offsets.get((topic, lane), 0)
                self.offsets[topic, lane] = offset + 1
                by_lane.setdefault(lane, []).append(Message(topic, lane, offset, event.subject, encode(event)))
        logs = {name: f"log:{name}" for name in SERVICE.topics}
        for lane, messages in by_lane.items():
            Lanes(self.db, SERVICE, logs, lambda: NOW, self.db.client.start_session()).apply(lane, messages)

    def told(self, subject: str = "") -> list[Event]:
        """What waits to be published (about a subject), in the order of publishing."""
        rows = self.db.outbox.find().sort("_id", 1)
        return [event for row in rows if (event := decode(bytes(row["body"]))).subject.startswith(subject)]

    def forget(self) -> None:
        """As if the relay had published all."""
        self.db.outbox.delete_many({})

    def feed(self, who: Principal = BEN, first: int = 100) -> list[str]:
        """The ids of what somebody sees in the feed."""
        return [item["id"] for item in self.post("/read/feed", {"first": first}, who).json["items"]]


def found() -> Company:
    """The organization before anybody joined."""
    db = database("profiles")
    ensure_delivery(db)
    ensure_indexes(db, DOCUMENTS)
    return Company(db, make_app({}).test_client())
