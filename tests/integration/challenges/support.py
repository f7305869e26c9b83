"""A challenges service on the real store: events are handed to it batch by batch, and it is asked over HTTP."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.challenges.api import make_app
from services.challenges.handlers import SERVICE, TOPICS
from shared.auth import Principal, mint
from shared.bus import LANES, Message, lane_of
from shared.clock import now
from shared.delivery.lanes import Lanes
from shared.delivery.tasks import Tasks
from shared.delivery.timers import Timers
from shared.events import badges, challenges, completions, points, profiles, recognition
from shared.events.envelope import Event, decode, encode, event_id
from shared.store import Row, database

ADMIN = Principal("e-root", frozenset({"employee", "admin"}))
MO = Principal("e-mo", frozenset({"employee", "manager"}), frozenset({"u-eng", "u-platform"}))
ADA, BEN, CY, DI = (Principal(name) for name in ("e-ada", "e-ben", "e-cy", "e-di"))
LOGS = {topic: f"log-{topic}" for topic in TOPICS}
BEGUN = now().replace(microsecond=0)
"""The moment of the tests: challenges began a week ago and end in a week."""
YEARS = timedelta(days=3 * 365)


def at(days: float) -> datetime:
    """So many days after the moment of the tests."""
    return BEGUN + timedelta(days=days)


def instant(moment: datetime) -> str:
    """As it is written in JSON."""
    return moment.isoformat().replace("+00:00", "Z")


def reviews(at_least: int = 2, **more: Any) -> dict[str, Any]:
    """A goal: so many reviews."""
    return {"count": {"of": {"types": ["review.done"]}, "at_least": at_least, **more}}


def wanted(**more: Any) -> dict[str, Any]:
    """The body of a command that launches a challenge."""
    return {
        "title": "Ten reviews",
        "description": "Review each other's changes.",
        "unit": "u-eng",
        "starts_at": instant(at(-7)),
        "ends_at": instant(at(7)),
        "criteria": reviews(),
        "noun": {"one": "review", "other": "reviews"},
        "points": 50,
        **more,
    }


def reviewed(name: str, day: float = 0, employee: str = "e-ada", **more: Any) -> Event:
    """A review done: one fact. ``more`` overrides its body."""
    completion = completions.completion_id("code", name)
    body = {
        "id": completions.fact_id(completion, employee, "actor"),
        "completion": completion,
        "type": "review.done",
        "role": "actor",
        "employee": employee,
        "occurred_at": instant(at(day)),
        "received_at": instant(at(day)),
        "source": "code",
        "object": {"type": "change", "id": name, "name": f"Change {name}"},
        **more,
    }
    return Event(event_id(f"recorded/{body['id']}"), completions.RECORDED, "intake", employee, at(day), body)


def took_back(name: str, employee: str = "e-ada") -> Event:
    """The review of that name is retracted."""
    completion = completions.completion_id("code", name)
    data = completions.Retracted(completion=completion, employee=employee, occurred_at=BEGUN).model_dump(mode="json")
    return Event(event_id(f"retracted/{completion}/{employee}"), completions.RETRACTED, "intake", employee, BEGUN, data)


def employee(
    name: str, sequence: int = 1, unit: str = "u-platform", since: datetime | None = None, **more: Any
) -> Event:
    """A person's state, a member of that unit since then (by default for three years)."""
    membership = {"unit": unit, "from": instant(since or BEGUN - YEARS)}
    state = {"id": name, "state": "active", "joined_at": instant(BEGUN - YEARS), "memberships": [membership], **more}
    key = event_id(f"{name}/state", revision=sequence)
    return Event(key, profiles.EMPLOYEE_CHANGED, "profiles", name, BEGUN, state, sequence)


def unit(name: str, parent: str | None, sequence: int = 1, timezone: str | None = None) -> Event:
    """A unit's state."""
    data = profiles.UnitChanged(id=name, parent=parent, timezone=timezone).model_dump(mode="json")
    key = event_id(f"{name}/state", revision=sequence)
    return Event(key, profiles.UNIT_CHANGED, "profiles", f"unit:{name}", BEGUN, data, sequence)


def enrolled(challenge: str, employee: str, sequence: int = 1, type_: str = challenges.JOINED) -> Event:
    """Somebody joined (or left), as the bus tells it."""
    data = challenges.Enrolled(challenge=challenge, employee=employee, at=BEGUN).model_dump(mode="json")
    key = event_id(f"enrolment/{challenge}|{employee}", revision=sequence)
    return Event(key, type_, "challenges", employee, BEGUN, data, sequence)


def kudos(name: str, giver: str, receiver: str, day: float = 0) -> list[Event]:
    """One person thanks another: an event for each."""
    data = recognition.Kudos(id=name, giver=giver, receiver=receiver, occurred_at=at(day)).model_dump(mode="json")
    types = {recognition.KUDOS_GIVEN: giver, recognition.KUDOS_RECEIVED: receiver}
    return [Event(event_id(f"{name}/{t}"), t, "recognition", who, at(day), data) for t, who in types.items()]


def awarded(badge: str, day: float = 0, employee: str = "e-ada", sequence: int = 1) -> Event:
    """A badge was awarded."""
    data = badges.Awarded(
        award=f"a-{badge}", badge=badge, version=1, tier=None, recipient=employee, earned_at=at(day), granted_at=at(day)
    )
    key = event_id(f"a-{badge}", revision=sequence)
    return Event(key, badges.AWARDED, "badges", employee, at(day), data.model_dump(mode="json"), sequence)


def revoked(badge: str, day: float = 0, employee: str = "e-ada", sequence: int = 2) -> Event:
    """The award is taken back."""
    data = badges.Revoked(
        award=f"a-{badge}", badge=badge, tier=None, recipient=employee, earned_at=at(day), reason="manual"
    )
    key = event_id(f"a-{badge}", revision=sequence)
    return Event(key, badges.REVOKED, "badges", employee, at(day), data.model_dump(mode="json"), sequence)


def posted(name: str, amount: int, day: float = 0, employee: str = "e-ada") -> Event:
    """A ledger entry."""
    cause = points.Cause(type="completion", id=name)
    data = points.Posted(id=name, employee=employee, unit=None, amount=amount, cause=cause, occurred_at=at(day))
    return Event(event_id(name), points.POSTED, "leaderboards", employee, at(day), data.model_dump(mode="json"))


def topic_of(event: Event) -> str:
    """The topic that an event comes on."""
    area = event.type.split(".")[1]
    topics = {"completion": "completions", "employee": "profiles", "unit": "profiles", "kudos": "recognition"}
    return topics.get(area) or {"challenge": "challenges", "points": "points", "badge": "badges"}[area]


@dataclass
class Challenges:
    """The service with an empty store of its own."""

    now: datetime = BEGUN
    offsets: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.db = database("challenges")
        self.session = self.db.client.start_session()
        self.lanes = Lanes(self.db, SERVICE, LOGS, lambda: self.now, self.session)
        self.client = make_app({}).test_client()

    def hear(self, *events: Event, lane: int | None = None) -> None:
        """Apply these events as one batch (of the first one's lane)."""
        lane = lane_of(events[0].subject) if lane is None else lane
        self.lanes.apply(lane, [self.message(event, lane) for event in events])

    def hear_everywhere(self, *events: Event) -> None:
        """Apply these events on every lane."""
        for lane in range(LANES):
            self.hear(*events, lane=lane)

    def message(self, event: Event, lane: int) -> Message:
        """The event as the next of its log."""
        place = topic_of(event), lane
        offset = self.offsets.get(place, 0)
        self.offsets[place] = offset + 1
        return Message(topic_of(event), lane, offset, event.subject, encode(event))

    def post(self, path: str, body: Any, who: Principal | None = ADA) -> Any:
        """The answer to a request of this person."""
        headers = {"Authorization": f"Bearer {mint('challenges', who)}"} if who else {}
        return self.client.post(path, json=body, headers=headers)

    def ask(self, path: str, body: Any, who: Principal = ADA) -> Any:
        """What is answered to a request that is granted."""
        answer = self.post(path, body, who)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.json

    def launch(self, who: Principal = MO, **more: Any) -> str:
        """Launch a challenge, and let every lane hear of it; its id."""
        id_ = str(self.ask("/commands/launch", wanted(**more), who)["id"])
        self.deliver()
        return id_

    def join(self, challenge: str, who: Principal = ADA, **more: Any) -> Any:
        """Join it; the challenge as it is then."""
        return self.ask("/commands/join", {"id": challenge, **more}, who)

    def mine(self, challenge: str, who: Principal = ADA) -> Any:
        """One's part in it, or None."""
        return self.ask("/read/mine", {"ids": [challenge]}, who)["items"].get(challenge)

    def challenge(self, challenge: str, who: Principal = ADA) -> Any:
        """The challenge, as somebody sees it; None if not."""
        return self.ask("/read/challenges", {"ids": [challenge]}, who)["items"].get(challenge)

    def deliver(self) -> None:
        """What the outbox holds arrives: on every lane, or on that of its person; the tasks that follow are done."""
        rows = list(self.db.outbox.find({"topic": challenges.TOPIC}).sort("_id", 1))
        for row in rows:
            event = decode(bytes(row["body"]))
            for lane in range(LANES) if row["every_lane"] else [lane_of(event.subject)]:
                self.hear(event, lane=lane)
        self.db.outbox.update_many({"_id": {"$in": [row["_id"] for row in rows]}}, {"$set": {"topic": "heard"}})
        self.work()

    def work(self) -> None:
        """Do all pending tasks."""
        tasks = Tasks(self.db, SERVICE, lambda: self.now, self.session)
        while tasks.advance(set(range(LANES))):
            pass

    def fire(self, now: datetime) -> None:
        """The clock goes on to this moment, and due timers fire; every lane has consumed everything."""
        self.now = now
        timers = Timers(self.db, SERVICE, dict, lambda: now, self.session)
        while timers.fire_due(set(range(LANES))):
            pass

    def told(self, *types: str) -> list[Event]:
        """The events of these types, in the order of their sending for each subject."""
        rows: Iterable[Row] = self.db.outbox.find().sort("_id", 1)
        return [event for row in rows if (event := decode(bytes(row["body"]))).type in types]

    def state(self, challenge: str) -> str:
        """The state that is stored."""
        row = self.db.challenges.find_one({"_id": challenge})
        assert row is not None
        return str(row["state"])

    def count(self) -> tuple[int, ...]:
        """How much is stored: what a denied action must not change."""
        names = ("challenges", "enrolments", "totals", "outbox", "timers", "commands")
        return tuple(self.db[name].count_documents({}) for name in names)
