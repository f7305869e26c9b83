"""What is, read from the servers directly: the stores of the services, and the logs of the bus."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from pymongo import MongoClient
from pymongo.database import Database

from shared.bus import LANES, Message, ensure_topics, read_topic
from shared.config import settings
from tests.faults.machine import SERVICES, Machine
from tests.faults.model import Award

TOPICS = ("completions", "profiles", "challenges", "badges", "points", "recognition")
CONSUMED = {
    "intake": ("profiles",),
    "profiles": ("badges", "challenges", "recognition"),
    "badges": ("completions", "profiles", "recognition", "challenges", "points", "badges"),
    "leaderboards": ("completions", "profiles", "badges", "challenges", "recognition"),
    "challenges": ("completions", "profiles", "recognition", "badges", "points", "challenges"),
}
PLUMBING = {"lanes", "leases", "subjects", "outbox", "commands", "keys", "rates"}
"""Collections that say how delivery works, not what came of it."""
Row = dict[str, Any]
Ends = dict[tuple[str, int], int]


class Stores:
    """The servers of a machine, asked without the services."""

    def __init__(self, machine: Machine) -> None:
        self._mongo = MongoClient[Row](machine.environment["MONGODB_URI"], tz_aware=True)
        self._machine = machine
        self.logs: dict[str, str] = {}

    def close(self) -> None:
        """Let go of the connections."""
        self._mongo.close()

    def db(self, service: str) -> Database[Row]:
        """A service's own database."""
        return self._mongo[f"laurel_{service}"]

    def behind(self) -> dict[str, int]:
        """What is under way still, by where it waits; empty when every event and all its effects have arrived.

        Outboxes are looked at before and after the consumers, and the logs too: had something moved meanwhile, it would
        have left an outbox, and lengthened a log."""
        if waits := self._waiting():
            return waits
        before = self.ends()
        late = {f"{name} reads": count for name in self._consumers() if (count := self._unread(name, before))}
        return late or self._waiting() or ({} if self.ends() == before else {"logs grow": 1})

    def read(self, service: str, topic: str) -> int:
        """How many events of a topic a service has handled."""
        log = self.logs[topic]
        return sum(row["offsets"].get(log, 0) for row in self.db(service).lanes.find())

    def ends(self) -> Ends:
        """The end of every lane of every topic."""
        self.logs = self.logs or ensure_topics(TOPICS)
        lanes = {TopicPartition(settings().topic(name), lane): (name, lane) for name in TOPICS for lane in range(LANES)}
        # Not kept: while the broker is dead, a consumer leaves a socket open with each try to reach it.
        bus = KafkaConsumer(
            bootstrap_servers=settings().kafka_bootstrap_servers, group_id=None, enable_auto_commit=False
        )
        try:
            return {lanes[part]: end for part, end in bus.end_offsets(list(lanes)).items()}
        finally:
            bus.close(autocommit=False)

    def awards(self) -> dict[Award, datetime]:
        """The awards that stand, with the moment they were earned; one held twice shows as a second tier."""
        found: dict[Award, datetime] = {}
        for row in self.db("badges").awards.find({"state": "active"}):
            key = (row["person"], row["badge"], row["tier"])
            found[key if key not in found else (*key[:2], f"{key[2]} again")] = row["earned_at"].astimezone(UTC)
        return found

    def completed(self) -> dict[str, datetime]:
        """Who has completed the challenge, and when."""
        rows = self.db("challenges").enrolments.find({"completed_at": {"$ne": None}})
        return {row["employee"]: row["completed_at"].astimezone(UTC) for row in rows}

    def facts(self, service: str, taken_back: str) -> Counter[str]:
        """How often each completion that stands is stored with a service; more than once is once too often."""
        rows = self.db(service).facts.find(
            {"type": {"$not": {"$regex": "^laurel"}}, taken_back: {"$in": [None, False]}}
        )
        return Counter(row["completion"] for row in rows)

    def ledger(self) -> Counter[tuple[str, str]]:
        """The sums of the ledger's entries by (person, period)."""
        sums: Counter[tuple[str, str]] = Counter()
        for row in self.db("leaderboards").entries.find():
            for period in row["periods"]:
                sums[row["employee"], period] += row["amount"]
        return Counter({key: points for key, points in sums.items() if points})

    def totals(self) -> Counter[tuple[str, str]]:
        """The kept totals by (person, period)."""
        rows = self.db("leaderboards").totals.find({"points": {"$ne": 0}})
        return Counter({(row["employee"], row["period"]): row["points"] for row in rows})

    def received(self) -> dict[str, str]:
        """Intake's completions: id and kind."""
        return {row["_id"]: row["kind"] for row in self.db("intake").completions.find({}, {"kind": 1})}

    def quarantined(self) -> set[tuple[str, str]]:
        """What intake keeps as contradictory: (source, event id)."""
        return {(row["source"], row["event_id"]) for row in self.db("intake").quarantine.find({"reason": "conflict"})}

    def messages(self, topic: str) -> Iterator[Message]:
        """All of a topic, lane by lane."""
        return read_topic(topic)

    def dead(self, service: str) -> set[tuple[str, str, str]]:
        """The places of what a service could not handle: (topic, lane, offset)."""
        found = (message.headers for message in read_topic(f"{service}.dead"))
        return {(headers["topic"], headers["lane"], headers["offset"]) for headers in found}

    def everything(self) -> dict[str, dict[str, Row]]:
        """All rows of all services, by collection, but for those of plumbing."""
        return {
            f"{service}.{name}": {str(row["_id"]): row for row in self.db(service)[name].find()}
            for service in SERVICES
            for name in self.db(service).list_collection_names()
            if name not in PLUMBING and not name.startswith("system.")
        }

    def forget_places(self) -> None:
        """Every consumer begins at the beginning of every log."""
        for service in CONSUMED:
            self.db(service).lanes.update_many({}, {"$set": {"offsets": {}}})

    def _consumers(self) -> list[str]:
        return [name for name in CONSUMED if name in self._machine.services]

    def _waiting(self) -> dict[str, int]:
        counts = {f"{name} outbox": self.db(name).outbox.count_documents({}) for name in SERVICES}
        counts |= {f"{name} tasks": self.db(name).tasks.count_documents({}) for name in SERVICES}
        counts["intake due"] = self.db("intake").completions.count_documents({"due": {"$exists": True}})
        return {where: count for where, count in counts.items() if count}

    def _unread(self, service: str, ends: Ends) -> int:
        places = {row["_id"]: row["offsets"] for row in self.db(service).lanes.find()}
        return sum(
            end - places.get(lane, {}).get(self.logs[topic], 0)
            for (topic, lane), end in ends.items()
            if topic in CONSUMED[service]
        )
