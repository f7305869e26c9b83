"""How the tests of recognition tell it who is here, and ask it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient

from services.recognition.handlers import SERVICE
from shared.auth import Principal, mint
from shared.bus import Message, lane_of
from shared.delivery.lanes import Lanes
from shared.events import profiles
from shared.events.envelope import Event, decode, encode, event_id

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ADMIN = Principal("e-ada", frozenset({"employee", "admin"}))
ADA, BEN, CY = (Principal(key) for key in ("e-ada", "e-ben", "e-cy"))


def state(key: str, sequence: int, *, status: str = "active", hidden: bool = False, zone: str = "UTC") -> Event:
    """The state of an employee, as profiles tells it."""
    data = profiles.EmployeeChanged(
        id=key,
        state=status,
        joined_at=NOW,
        timezone=(profiles.Zone(zone=zone),),
        privacy=profiles.Privacy(hide_from_feed=hidden),
    )
    body = data.model_dump(mode="json", by_alias=True)
    return Event(event_id(key, revision=sequence), profiles.EMPLOYEE_CHANGED, "profiles", key, NOW, body, sequence)


@dataclass
class Colleagues:
    """The service: ``post`` asks it over HTTP, ``hear`` gives it events, ``told`` is its outbox."""

    db: Any
    client: FlaskClient
    offsets: dict[int, int] = field(default_factory=dict)

    def post(self, path: str, body: Any, who: Principal | None = ADA) -> Any:
        """The answer to a request of this person."""
        headers = {"Authorization": f"Bearer {mint('recognition', who)}"} if who else {}
        return self.client.post(path, json=body, headers=headers)

    def give(self, who: Principal = ADA, to: str = "e-ben", **more: Any) -> Any:
        """The answer to giving kudos."""
        return self.post("/commands/kudos", {"to": to, "reason": "for the clear review", **more}, who)

    def hear(self, *events: Event) -> None:
        """Let the handlers have these events."""
        for event in events:
            lane = lane_of(event.subject)
            offset = self.offsets.get(lane, 0)
            self.offsets[lane] = offset + 1
            message = Message("profiles", lane, offset, event.subject, encode(event))
            session = self.db.client.start_session()
            Lanes(self.db, SERVICE, {"profiles": "log"}, lambda: NOW, session).apply(lane, [message])

    def told(self) -> list[Event]:
        """What waits to be published."""
        return [decode(bytes(row["body"])) for row in self.db.outbox.find().sort("_id", 1)]

    def stored(self) -> int:
        """How many kudos there are."""
        count: int = self.db.kudos.count_documents({})
        return count
