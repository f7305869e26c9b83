"""A badges service that is handed its events batch by batch: the real handlers on the real store, without a broker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from services.badges.collections import ALL
from services.badges.handlers import SERVICE, TOPICS
from services.badges.lifecycle import dry_runs, running
from services.badges.lifecycle.requests import StartDryRun
from services.badges.publishing import publish, retire, rule_of, save
from services.badges.requests import PublishBadge, RetireBadge, SaveBadge
from shared.bus import LANES, Message, lane_of
from shared.delivery.commands import command
from shared.delivery.lanes import Lanes
from shared.delivery.setup import ensure_delivery
from shared.delivery.tasks import Tasks
from shared.delivery.timers import Timers
from shared.delivery.transaction import NotReady, Transaction, transact
from shared.events import badges, badges_work, challenges, completions, points, profiles, recognition
from shared.events.envelope import Event, decode, encode, event_id
from shared.store import Row, database, ensure_indexes

T = TypeVar("T")

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)
LOGS = {topic: f"log-{topic.replace('.', '-')}" for topic in TOPICS}
DESIGN = {"shape": "shield", "field": "wine", "icon": "flame", "band": "Incident lead"}


def drills(at_least: int = 3, **more: Any) -> dict[str, Any]:
    """Criteria: so many drills led."""
    return {"count": {"of": {"types": ["drill.led"]}, "at_least": at_least, **more}}


def draft(badge: str = "incident-lead", criteria: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """The body of a command that saves a draft."""
    said = {"id": badge, "name": badge.replace("-", " ").capitalize(), "description": "Takes charge.", "design": DESIGN}
    return {**said, "criteria": criteria or drills(), "points": 20, **more}


def tier(name: str, at_least: float) -> dict[str, Any]:
    """A tier as a command says it."""
    return {"id": name, "name": name.capitalize(), "at_least": at_least}


def same_lane_as(person: str, number: int = 0) -> str:
    """Another person of the same lane."""
    others = (name for n in range(10_000) if lane_of(name := f"e-other-{n}") == lane_of(person))
    return next(islice(others, number, None))


def at(day: float) -> datetime:
    """So many days after the start."""
    return START + timedelta(days=day)


def led(name: str, day: float = 0, employee: str = "e-1", **more: Any) -> Event:
    """A drill led: one fact. ``more`` overrides its body."""
    completion = completions.completion_id("drills", name)
    body = {
        "id": completions.fact_id(completion, employee, more.get("role", "actor")),
        "completion": completion,
        "type": "drill.led",
        "role": "actor",
        "employee": employee,
        "occurred_at": at(day).isoformat(),
        "received_at": at(day).isoformat(),
        "source": "drills",
        "object": {"type": "drill", "id": name, "name": f"Drill {name}"},
        **more,
    }
    return Event(event_id(f"recorded/{body['id']}"), completions.RECORDED, "intake", employee, at(day), body)


def took_back(name: str, employee: str = "e-1") -> Event:
    """The drill of that name is retracted."""
    completion = completions.completion_id("drills", name)
    data = completions.Retracted(completion=completion, employee=employee, occurred_at=START).model_dump(mode="json")
    return Event(event_id(f"retracted/{completion}/{employee}"), completions.RETRACTED, "intake", employee, START, data)


def kudos(name: str, giver: str, receiver: str, day: float = 0) -> list[Event]:
    """One person thanks another: an event for each."""
    data = recognition.Kudos(id=name, giver=giver, receiver=receiver, occurred_at=at(day)).model_dump(mode="json")
    types = {recognition.KUDOS_GIVEN: giver, recognition.KUDOS_RECEIVED: receiver}
    return [
        Event(event_id(f"{name}/{type_}"), type_, "recognition", who, at(day), data) for type_, who in types.items()
    ]


def completed(challenge: str, day: float = 0, *, revision: int = 0, gone: bool = False, employee: str = "e-1") -> Event:
    """A challenge was completed, or was not after all."""
    data = challenges.Completed(challenge=challenge, employee=employee, completed_at=at(day), revision=revision)
    type_ = challenges.UNCOMPLETED if gone else challenges.COMPLETED
    name = event_id(f"{challenge}/{employee}/{type_}", revision=revision)
    return Event(name, type_, "challenges", employee, at(day), data.model_dump(mode="json"))


def employee(name: str = "e-1", sequence: int = 1, **more: Any) -> Event:
    """A person's state."""
    state = {"id": name, "state": "active", "joined_at": at(0).isoformat(), "locale": "en", **more}
    return Event(
        event_id(f"{name}/state", revision=sequence), profiles.EMPLOYEE_CHANGED, "profiles", name, NOW, state, sequence
    )


def unit(name: str, parent: str | None, sequence: int = 1) -> Event:
    """A unit's state."""
    data = profiles.UnitChanged(id=name, parent=parent).model_dump(mode="json")
    key = event_id(f"{name}/state", revision=sequence)
    return Event(key, profiles.UNIT_CHANGED, "profiles", f"unit:{name}", NOW, data, sequence)


def together(badge: str = "well-drilled", at_least: int = 3, **more: Any) -> dict[str, Any]:
    """The draft of a badge of units: so many drills led by its members."""
    return draft(badge, drills(at_least), recipient="unit", points=0) | more


def member(name: str, of: str, sequence: int = 1, since: float | None = None, until: float | None = None) -> Event:
    """A person in a unit."""
    spans = [{"unit": of, "from": None if since is None else at(since).isoformat(),
              "to": None if until is None else at(until).isoformat()}]  # fmt: skip
    return employee(name, sequence, memberships=spans)


def posted(name: str, amount: int, day: float = 0, cause: str = "completion", employee: str = "e-1") -> Event:
    """A ledger entry."""
    entry = points.Posted(
        id=name,
        employee=employee,
        unit=None,
        amount=amount,
        cause=points.Cause(type=cause, id=name),
        occurred_at=at(day),
    )
    return Event(event_id(name), points.POSTED, "leaderboards", employee, at(day), entry.model_dump(mode="json"))


def topic_of(event: Event) -> str:
    """The topic that an event comes on."""
    area = "work" if event.type == badges_work.UNIT_TOUCHED else event.type.split(".")[1]
    topics = {"completion": "completions", "employee": "profiles", "unit": "profiles", "kudos": "recognition"}
    topics |= {"work": badges_work.TOPIC}
    return topics.get(area) or {"challenge": "challenges", "points": "points", "badge": "badges"}[area]


def patiently(work: Callable[[], T]) -> T:
    """Do the work, with what it wants made ready first, as a worker does."""
    while True:
        try:
            return work()
        except NotReady as wanted:
            wanted.prepare()


@dataclass
class Badges:
    """The service with an empty store of its own."""

    now: datetime = NOW
    offsets: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.db = database("badges")
        ensure_delivery(self.db)
        ensure_indexes(self.db, ALL)
        self.session = self.db.client.start_session()
        self.lanes = Lanes(self.db, SERVICE, LOGS, lambda: self.now, self.session)

    def hear(self, *events: Event, lane: int | None = None) -> None:
        """Apply these events as one batch (of the first one's lane)."""
        lane = lane_of(events[0].subject) if lane is None else lane
        messages = [self.message(event, lane) for event in events]
        patiently(lambda: self.lanes.apply(lane, messages))

    def store_beside_the_lane(self, event: Event) -> None:
        """Store and judge an event as a command or a backfill would, in a transaction that is no lane's batch."""

        def work(tx: Transaction) -> None:
            tx.take([event])
            batch = SERVICE.open(tx)
            SERVICE.handlers[event.type](batch, event)
            SERVICE.conclude(batch)

        transact(self.db, "badges", self.now, work, lane=lane_of(event.subject))

    def message(self, event: Event, lane: int) -> Message:
        """The event as the next of its log."""
        place = topic_of(event), lane
        offset = self.offsets.get(place, 0)
        self.offsets[place] = offset + 1
        return Message(topic_of(event), lane, offset, event.subject, encode(event))

    def save(self, said: Mapping[str, Any]) -> int:
        """Save a draft; its number."""
        request = SaveBadge.model_validate(said)
        rule = rule_of(request)
        return int(command(self.db, "badges", lambda tx: save(tx, request, rule), now=lambda: self.now)["version"])

    def publish(self, said: Mapping[str, Any], *, judge: bool = True, **choices: Any) -> int:
        """Save and publish; each lane that holds people judges them."""
        version = self.save(said)
        self.dry_run(said["id"], version)
        self.publish_tried(said["id"], version, **choices)
        if judge:
            self.deliver_definitions()
        return version

    def publish_tried(self, badge: str, version: int, **choices: Any) -> None:
        """Put a version in force; it must have been tried."""
        request = PublishBadge(id=badge, version=version, **choices)
        command(self.db, "badges", lambda tx: publish(tx, request), now=lambda: self.now)

    def dry_run(self, badge: str, version: int, **choices: Any) -> Row:
        """Try a version; the row of what was found."""
        row = dry_runs.start(self.db, StartDryRun(badge=badge, version=version, **choices), "e-admin")
        running.run(self.db, row)
        return dry_runs.known(self.db, [row["_id"]])[row["_id"]]

    def retire(self, badge: str) -> None:
        """Take a badge out of force."""
        command(self.db, "badges", lambda tx: retire(tx, RetireBadge(id=badge)), now=lambda: self.now)

    def deliver_definitions(self) -> None:
        """What the outbox tells every lane arrives on those that hold anybody, and the tasks that follow are done."""
        rows = list(self.db.outbox.find({"every_lane": True}).sort("at", 1))
        for row in rows:
            for lane in self.db.subjects.distinct("lane"):
                self.hear(decode(bytes(row["body"])), lane=lane)
        self.db.outbox.delete_many({"_id": {"$in": [row["_id"] for row in rows]}})
        self.work()

    def everywhere(self, *events: Event) -> None:
        """Events that travel on every lane."""
        for lane in range(LANES):
            self.hear(*events, lane=lane)

    def deliver_work(self) -> None:
        """What units are told arrives on their lanes, in any order."""
        while rows := list(self.db.outbox.find({"topic": badges_work.TOPIC})):
            self.db.outbox.delete_many({"_id": {"$in": [row["_id"] for row in rows]}})
            for row in sorted(rows, key=lambda one: str(one["_id"]), reverse=True):
                self.hear(decode(bytes(row["body"])))

    def work(self) -> None:
        """Do all pending tasks."""
        tasks = Tasks(self.db, SERVICE, lambda: self.now, self.session)
        while patiently(lambda: tasks.advance(set(range(12)))):
            pass

    def fire(self, now: datetime) -> int:
        """The clock goes on to this moment; how many timers fired."""
        self.now = now
        timers = Timers(self.db, SERVICE, dict, lambda: now, self.session)
        return patiently(lambda: timers.fire_due(set(range(12))))

    def told(self, person: str | None = None) -> list[Event]:
        """The events about people in the outbox, in the order in which they are published."""
        rows = self.db.outbox.find({"topic": badges.TOPIC, "every_lane": False}).sort("_id", 1)
        events = [decode(bytes(row["body"])) for row in rows]
        return [event for event in events if person in (None, event.subject)]

    def awards(self, person: str = "e-1") -> list[Row]:
        """A person's awards as stored, by badge, tier and generation."""
        return list(
            self.db.awards.find({"person": person}).sort([("badge", 1), ("step", 1), ("scope", 1), ("generation", 1)])
        )

    def held(self, person: str = "e-1") -> list[tuple[str, str | None]]:
        """(badge, tier) of what a person holds by the rules."""
        standing = (row for row in self.awards(person) if row["state"] == "active" and not row["flagged"])
        return [(row["badge"], row["tier"]) for row in standing]


def holding(service: Badges) -> list[tuple[str, str]]:
    """(unit, badge) of what units hold by the rules."""
    rows = service.db.awards.find({"person": {"$regex": "^unit:"}, "state": "active", "flagged": False})
    return sorted((row["person"].removeprefix("unit:"), row["badge"]) for row in rows)
