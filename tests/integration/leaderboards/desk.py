"""The leaderboards service under test: events go in by their lanes, points come out, on the real MongoDB and Redis."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from services.leaderboards.boards import Boards, connect
from services.leaderboards.checking import compare
from services.leaderboards.documents import DOCUMENTS
from services.leaderboards.handlers import SERVICE
from services.leaderboards.ledgers import begin_ledger, ledger
from services.leaderboards.projector import Projector
from services.leaderboards.rules import read_match, save_rule
from shared.bus import LANES, Message, lane_of
from shared.delivery.commands import command
from shared.delivery.lanes import Lanes
from shared.delivery.setup import ensure_delivery
from shared.delivery.tasks import Tasks
from shared.events import badges, challenges, completions, profiles, recognition
from shared.events.contracts import TOPICS
from shared.events.envelope import Event, encode, event_id
from shared.store import Row, database, ensure_indexes

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
JOINED = datetime(2020, 1, 1, tzinfo=UTC)


class Desk:
    """One service's database and boards, and what they are driven with."""

    def __init__(self) -> None:
        self.db = database("leaderboards")
        ensure_delivery(self.db)
        ensure_indexes(self.db, DOCUMENTS)
        ledger.cache_clear()  # the store is empty, and may have the name of an earlier one
        begin_ledger(self.db)
        self.boards = Boards(connect())
        self.projector = Projector(self.db, self.boards, lambda: NOW)
        session = self.db.client.start_session()
        self.tasks = Tasks(self.db, SERVICE, lambda: NOW, session)
        self._lanes = Lanes(self.db, SERVICE, {name: name for name in SERVICE.topics}, lambda: NOW, session)
        self._offsets: defaultdict[tuple[str, int], int] = defaultdict(int)

    def empty(self) -> None:
        """Nothing was ever heard."""
        for name in self.db.list_collection_names():
            if name != "ledgers":
                self.db[name].delete_many({})
        self.lose_redis()

    def lose_redis(self) -> None:
        """What FLUSHALL leaves of the boards."""
        self.boards.redis.unlink(self.boards.root, *self.boards.keys())

    def hear(self, *events: Event) -> None:
        """Handle these events, those of one lane in one batch; what is about no one person comes on every lane."""
        by_lane: defaultdict[int, list[Message]] = defaultdict(list)
        for event in events:
            for lane in range(LANES) if ":" in event.subject else [lane_of(event.subject)]:
                topic = TOPICS[event.type]
                offset = self._offsets[topic, lane]
                self._offsets[topic, lane] += 1
                by_lane[lane].append(Message(topic, lane, offset, event.subject, encode(event)))
        for lane, messages in by_lane.items():
            self._lanes.apply(lane, messages)

    def rule(self, id_: str = "course", points: int = 10, *, active: bool = True, **match: Any) -> None:
        """Save a scoring rule, and score everyone by it."""
        match.setdefault("types", ["course.completed"])
        said = {"name": id_, "match": read_match(match), "points": points, "active": active}
        command(self.db, "leaderboards", lambda tx: save_rule(tx, id_, dict(said), "e-admin"), now=lambda: NOW)
        self.work()

    def work(self) -> None:
        """Do what is pending."""
        while self.tasks.advance(set(range(LANES))):
            pass

    def entries(self, person: str = "e-1") -> list[Row]:
        """A person's entries in order."""
        return list(self.db.entries.find({"employee": person}).sort("n", 1))

    def amounts(self, person: str = "e-1") -> list[int]:
        """What was posted, in order."""
        return [row["amount"] for row in self.entries(person)]

    def points(self, person: str = "e-1", period: str = "all") -> int:
        """A person's total."""
        row = self.db.totals.find_one({"_id": f"{person}|{period}"})
        return int(row["points"]) if row else 0

    def told(self) -> list[Row]:
        """The rows of the outbox."""
        return list(self.db.outbox.find({"topic": "points"}).sort("_id", 1))

    def project(self) -> None:
        """Bring the boards up to the ledger."""
        self.projector.project()

    def differences(self) -> list[Any]:
        """Where ledger, totals and boards are apart."""
        examples: list[Any] = compare(self.db, self.boards)["examples"]
        return examples


def at(text: str) -> datetime:
    """An instant of 2026, such as `05-04T09:00`, in UTC."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def employee(person: str = "e-1", sequence: int = 1, **said: Any) -> Event:
    """An employee's state; ``units`` are memberships as (unit, from, to)."""
    spans = [{"unit": unit, "from": start, "to": end} for unit, start, end in said.pop("units", ())]
    state = profiles.EmployeeChanged.model_validate(
        {"id": person, "state": "active", "joined_at": JOINED, "memberships": spans, **said}
    )
    data = state.model_dump(mode="json", by_alias=True)
    return Event(
        event_id(person, revision=sequence), profiles.EMPLOYEE_CHANGED, "profiles", person, NOW, data, sequence
    )


def people(*names: str) -> list[Event]:
    """Employees of whom nothing else is known."""
    return [employee(name) for name in names]


def recorded(number: int, person: str = "e-1", when: datetime | None = None, **said: Any) -> Event:
    """A completion's fact; each number is a completion about a course of its own."""
    completion = completions.completion_id("lms", str(number))
    fact = completions.Recorded.model_validate(
        {"id": completions.fact_id(completion, person, "actor"), "completion": completion, "type": "course.completed",
         "role": "actor", "employee": person, "occurred_at": when or at("05-04T09:00"), "received_at": NOW,
         "source": "lms", "object": {"type": "course", "id": f"c-{number}"}, **said}
    )  # fmt: skip
    return _event(completions.RECORDED, person, fact.id, fact)


def retracted(number: int, person: str = "e-1") -> Event:
    """That completion taken back."""
    said = completions.Retracted(
        completion=completions.completion_id("lms", str(number)), employee=person, occurred_at=NOW
    )
    return _event(completions.RETRACTED, person, f"retracted/{number}", said)


def awarded(award: str, points: int, when: datetime, revision: int = 0, person: str = "e-1") -> Event:
    """An award; its amendment where there is a revision."""
    said = badges.Awarded(
        award=award, badge="secure", version=1, tier="gold", recipient=person, revision=revision, earned_at=when,
        granted_at=NOW, points=points,
    )  # fmt: skip
    type_ = badges.AMENDED if revision else badges.AWARDED
    return _event(type_, person, f"{award}/{revision}", said)


def revoked(award: str, points: int, when: datetime, revision: int = 1, person: str = "e-1") -> Event:
    """An award that no longer stands."""
    said = badges.Revoked(
        award=award, badge="secure", tier="gold", recipient=person, revision=revision, earned_at=when,
        reason="retraction", points=points,
    )  # fmt: skip
    return _event(badges.REVOKED, person, f"{award}/{revision}/gone", said)


def challenge(name: str, points: int, when: datetime, revision: int = 0, *, gone: bool = False) -> Event:
    """A completed challenge, or one that is not completed after all."""
    said = challenges.Completed(challenge=name, employee="e-1", completed_at=when, revision=revision, points=points)
    type_ = challenges.UNCOMPLETED if gone else challenges.COMPLETED
    return _event(type_, "e-1", f"{name}/{revision}/{gone}", said)


def kudos(name: str, giver: str, receiver: str, when: datetime) -> tuple[Event, Event]:
    """Kudos: to the giver's lane, and to the receiver's."""
    said = recognition.Kudos(id=name, giver=giver, receiver=receiver, occurred_at=when)
    given = _event(recognition.KUDOS_GIVEN, giver, f"{name}/given", said)
    return given, _event(recognition.KUDOS_RECEIVED, receiver, f"{name}/received", said)


def unit(name: str, parent: str | None, sequence: int = 1) -> Event:
    """A unit's state, which every lane hears."""
    data = profiles.UnitChanged(id=name, parent=parent).model_dump(mode="json")
    return Event(
        event_id(name, revision=sequence), profiles.UNIT_CHANGED, "profiles", f"unit:{name}", NOW, data, sequence
    )


def completions_of(person: str, numbers: Iterable[int], **said: Any) -> Sequence[Event]:
    """Several completions of one person, an hour apart."""
    first = at("05-04T09:00")
    return [recorded(n, person, first + timedelta(hours=place), **said) for place, n in enumerate(numbers)]


def _event(type_: str, person: str, key: str, said: Any) -> Event:
    return Event(event_id(f"{type_}/{key}"), type_, "test", person, NOW, said.model_dump(mode="json"))
