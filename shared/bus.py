"""Kafka, all of it: topics of twelve partitions, a producer that keeps order, and a consumer that works whole lanes.

Lane p is partition p of every topic; keys are employees, so one person's events of all kinds meet in one lane."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.admin import NewTopic
from kafka.consumer.fetcher import ConsumerRecord
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.errors import KafkaConnectionError, KafkaError, TopicAlreadyExistsError
from kafka.partitioner.default import murmur2
from kafka.structs import OffsetAndMetadata, TopicPartition

from shared.brokers import any_answers
from shared.config import settings
from shared.records import LANES, MAX_BYTES, Message, OffsetOutOfRange, Positions, Record

__all__ = [
    "LANES", "MAX_BYTES", "BusError", "LaneConsumer", "Message", "OffsetOutOfRange", "Positions", "Producer", "Record",
    "Tail", "ensure_topics", "lane_of", "read_topic",
]  # fmt: skip

BusError = KafkaError


@lru_cache(100_000)
def lane_of(key: str) -> int:
    """The lane of a key, as Kafka's default partitioner chooses it (murmur2 over 12)."""
    value: int = murmur2(key.encode()) & 0x7FFFFFFF
    return value % LANES


def ensure_topics(names: Iterable[str]) -> dict[str, str]:
    """Make what is missing of these topics, each of twelve partitions, and give each one's log: `cluster:topic id`.

    A recreated cluster or topic has another log, so an offset is never taken for that of its predecessor."""
    wanted = {settings().topic(name): name for name in names}
    admin = KafkaAdminClient(bootstrap_servers=_servers(), client_id="laurel-admin")
    try:
        missing = set(wanted) - set(admin.list_topics())
        if missing:
            _create(admin, missing)
        cluster = admin.describe_cluster()["cluster_id"]
        found = admin.describe_topics(list(wanted))
        for topic in found:
            if (count := len(topic["partitions"])) != LANES:
                raise OffsetOutOfRange(f"topic {topic['name']} has {count} partitions, {LANES} are needed")
        return {wanted[topic["name"]]: f"{cluster}:{topic['topic_id']}" for topic in found}
    finally:
        admin.close()


def _create(admin: KafkaAdminClient, missing: set[str]) -> None:
    with suppress(TopicAlreadyExistsError):  # another process made it at the same moment
        admin.create_topics([NewTopic(name, num_partitions=LANES, replication_factor=-1) for name in sorted(missing)])
    admin.wait_for_topics(sorted(missing))


class Producer:
    """Publishes in order per key; idempotent, acknowledged by all replicas."""

    def __init__(self, client_id: str) -> None:
        self._producer = KafkaProducer(
            bootstrap_servers=_servers(), client_id=client_id, acks="all", enable_idempotence=True,
            linger_ms=5, batch_size=131_072, max_request_size=MAX_BYTES + 65_536, delivery_timeout_ms=30_000,
            request_timeout_ms=10_000, allow_auto_create_topics=False,
        )  # fmt: skip

    def publish(self, records: Iterable[Record]) -> None:
        """Send all and wait for their acknowledgement; a KafkaError means that some may not have been written."""
        self.send(records)()

    def send(self, records: Iterable[Record]) -> Callable[[], None]:
        """Send all; what is given back waits for their acknowledgement, and raises as ``publish`` does."""
        named = settings().topic
        futures = [
            self._producer.send(
                named(record.topic), key=record.key.encode(), value=record.value, partition=lane,
                headers=[(name, text.encode()) for name, text in record.headers.items()] if record.headers else None,
            )
            for record in records
            for lane in _lanes(record)
        ]  # fmt: skip
        return lambda: self._wait(futures)

    def _wait(self, futures: list[Any]) -> None:
        self._producer.flush(timeout=30)
        for future in futures:
            if not future.succeeded():
                future.get(timeout=30)

    def close(self) -> None:
        """Let go of the connection; what was not acknowledged is not waited for."""
        self._producer.close(timeout=5)


def _lanes(record: Record) -> Iterable[int]:
    """Where a record goes; worked out here, because kafka-python hashes each key anew, in Python."""
    if record.every_lane:
        return range(LANES)
    return (lane_of(record.key) if record.lane is None else record.lane,)


def read_topic(name: str) -> Iterator[Message]:
    """All that a topic holds at this moment, lane by lane; for commands and tests, outside any group."""
    topic = settings().topic(name)
    ensure_topics([name])
    consumer = KafkaConsumer(
        bootstrap_servers=_servers(), group_id=None, enable_auto_commit=False, auto_offset_reset="earliest"
    )
    try:
        partitions = [TopicPartition(topic, lane) for lane in range(LANES)]
        ends = consumer.end_offsets(partitions)
        held = [partition for partition in partitions if ends[partition]]
        consumer.assign(held)
        for partition in held:
            consumer.seek_to_beginning(partition)
        while any(consumer.position(partition) < ends[partition] for partition in held):
            for records in consumer.poll(timeout_ms=500).values():
                yield from (_message(name, record) for record in records)
    finally:
        consumer.close(autocommit=False)


def _message(topic: str, record: ConsumerRecord) -> Message:
    headers = {name: value.decode("utf-8", "replace") for name, value in record.headers or ()}
    key = record.key.decode("utf-8", "replace") if record.key is not None else None
    return Message(topic, record.partition, record.offset, key, record.value or b"", headers, record.timestamp / 1000)


class LaneConsumer(ConsumerRebalanceListener):  # type: ignore[misc]  # kafka-python carries no types
    """Reads whole lanes of some topics as one member of a group. Where to read is given by ``positions(lanes)``,
    {(log, lane): next offset}: the store's word, never Kafka's."""

    def __init__(
        self, group: str, topics: Iterable[str], positions: Callable[[set[int]], Positions], instance: str | None = None
    ):
        self.logs = ensure_topics(topics)
        self._positions = positions
        self._rebalanced = threading.Event()
        self._next: dict[TopicPartition, int] = {}
        self._names = {settings().topic(name): name for name in self.logs}
        self._consumer = KafkaConsumer(
            bootstrap_servers=_servers(), group_id=settings().topic(group), client_id=f"laurel-{group}",
            group_instance_id=instance, enable_auto_commit=False, auto_offset_reset="earliest",
            partition_assignment_strategy=[RangePartitionAssignor], max_poll_records=2000, fetch_max_wait_ms=1000,
            session_timeout_ms=10_000, heartbeat_interval_ms=2_000, enable_incremental_fetch_sessions=False,
            allow_auto_create_topics=False,
        )  # fmt: skip
        for topic in self._names:
            self._consumer.partitions_for_topic(topic)  # else the first assignment may miss a topic not heard of yet
        self._consumer.subscribe(topics=list(self._names), listener=self)

    @property
    def lanes(self) -> set[int]:
        """The lanes held at present, none while a rebalance is under way."""
        return set() if self._rebalanced.is_set() else {partition.partition for partition in self._next}

    @property
    def places(self) -> Positions:
        """Where this member reads next, {(topic, lane): offset}."""
        return {(part.topic, part.partition): offset for part, offset in self._next.items()}

    def poll(self, timeout: float) -> dict[int, list[Message]]:
        """What has come, by lane, each lane's messages in the order of each log; waits at most ``timeout`` seconds."""
        records = self._consumer.poll(timeout_ms=int(timeout * 1000))
        if self._rebalanced.is_set():
            self.seek()
            return {}
        lanes: dict[int, list[Message]] = {}
        for partition, batch in records.items():
            self._check_contiguous(partition, batch[0].offset)
            self._next[partition] = batch[-1].offset + 1
            topic = self._names[partition.topic]
            lanes.setdefault(partition.partition, []).extend(_message(topic, record) for record in batch)
        return lanes

    def seek(self) -> None:
        """Go to where the store says, on every partition held; a log that the store does not know starts at its
        beginning."""
        self._rebalanced.clear()
        assigned = list(self._consumer.assignment())
        known = self._positions({partition.partition for partition in assigned})
        places: dict[TopicPartition, int | None] = {
            part: known.get((self.logs[self._names[part.topic]], part.partition)) for part in assigned
        }
        fresh = [partition for partition, offset in places.items() if offset is None]
        places |= self._consumer.beginning_offsets(fresh) if fresh else {}
        self._next = {partition: offset for partition, offset in places.items() if offset is not None}
        for partition, offset in self._next.items():
            self._consumer.seek(partition, offset)

    def keep_alive(self) -> None:
        """Stay a member of the group without reading, while a server that is needed is away."""
        self._consumer.pause(*self._consumer.assignment())
        self._consumer.poll(timeout_ms=0)
        self._consumer.resume(*self._consumer.assignment())

    def commit(self) -> None:
        """Tell Kafka how far this member is; for lag tools only."""
        if offsets := {part: OffsetAndMetadata(offset, "", -1) for part, offset in self._next.items()}:
            self._consumer.commit_async(offsets)

    def end_offsets(self) -> dict[str, dict[int, int]]:
        """The end of every log, {log: {lane: offset of the next message}}."""
        partitions = [TopicPartition(topic, lane) for topic in self._names for lane in range(LANES)]
        ends: dict[str, dict[int, int]] = {}
        for partition, offset in self._consumer.end_offsets(partitions).items():
            ends.setdefault(self.logs[self._names[partition.topic]], {})[partition.partition] = offset
        return ends

    def lag(self) -> dict[str, int]:
        """Messages not yet read on the lanes held, by topic, as the broker counts them at this moment."""
        lag = dict.fromkeys(self.logs, 0)
        places = dict(self._next)
        for partition, end in self._consumer.end_offsets(list(places), timeout_ms=3000).items() if places else ():
            lag[self._names[partition.topic]] += max(0, end - places[partition])
        return lag

    def close(self) -> None:
        """Leave the group."""
        self._consumer.close(autocommit=False, timeout_ms=5000)

    def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        """Called by kafka-python on its own thread: only noted here, acted on in ``poll``."""
        self._rebalanced.set()

    def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        """Called by kafka-python on its own thread: only noted here, acted on in ``poll``."""
        self._rebalanced.set()

    def _check_contiguous(self, partition: TopicPartition, offset: int) -> None:
        wanted = self._next.get(partition)
        if wanted is not None and offset != wanted:
            place = f"{partition.topic}[{partition.partition}]"
            raise OffsetOutOfRange(f"{place}: {wanted} was to be read next, the log gives {offset}")


class Tail:
    """Reads all lanes of some topics from now on, in no group and keeping no place: for hints, never for facts."""

    def __init__(self, client_id: str, topics: Iterable[str]) -> None:
        self._names = {settings().topic(name): name for name in ensure_topics(topics)}
        self._consumer = KafkaConsumer(
            bootstrap_servers=_servers(), client_id=client_id, group_id=None, enable_auto_commit=False,
            auto_offset_reset="latest", fetch_max_wait_ms=100, allow_auto_create_topics=False,
        )  # fmt: skip
        lanes = [TopicPartition(topic, lane) for topic in self._names for lane in range(LANES)]
        self._consumer.assign(lanes)
        for lane in lanes:
            self._consumer.seek_to_end(lane)

    def poll(self, timeout: float) -> list[tuple[str, bytes]]:
        """What has come since, as (topic, bytes); waits at most ``timeout`` seconds."""
        records = self._consumer.poll(timeout_ms=int(timeout * 1000))
        return [(self._names[record.topic], record.value or b"") for batch in records.values() for record in batch]

    def close(self) -> None:
        """Let go of the connection."""
        self._consumer.close(autocommit=False, timeout_ms=2000)


def _servers() -> list[str]:
    named = settings().kafka_bootstrap_servers.split(",")
    if not any_answers(named):
        raise KafkaConnectionError(f"no broker answers at {', '.join(named)}")
    return named
