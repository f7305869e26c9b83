"""Reading whole lanes as a member of a group."""

import threading
from collections.abc import Callable, Iterable

from kafka import KafkaConsumer
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.structs import OffsetAndMetadata, TopicPartition

from shared.bus.reading import message_of
from shared.bus.topics import connection, ensure_topics
from shared.config import settings
from shared.records import LANES, Message, OffsetOutOfRange, Positions


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
            **connection(), group_id=settings().topic(group), client_id=f"laurel-{group}",
            group_instance_id=instance, enable_auto_commit=False, auto_offset_reset="earliest",
            partition_assignment_strategy=[RangePartitionAssignor], max_poll_records=2000, fetch_max_wait_ms=1000,
            session_timeout_ms=10_000, heartbeat_interval_ms=2_000, enable_incremental_fetch_sessions=False,
            allow_auto_create_topics=False,
        )  # fmt: skip
        # Asked for ends over a connection of its own: a broker answers one request of a connection after the other, and
        # on the reader's there is nearly always a fetch that waits a second for news.
        self._asker = KafkaConsumer(
            **connection(), group_id=None, client_id=f"laurel-{group}-ends", enable_auto_commit=False
        )
        self._consumer.subscribe(topics=list(self._names), listener=self)
        # What kafka-python knows of the topics counts for it only if told after subscribing. If it joined knowing
        # nothing, it would join again at once; and where a poll gave that up halfway, it would never see what came of
        # it: it would hold no lanes, send no heartbeats and wait for ever (3.0.12).
        self._consumer.topics()

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
            lanes.setdefault(partition.partition, []).extend(message_of(topic, record) for record in batch)
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
        for partition, offset in self._asker.end_offsets(partitions).items():
            ends.setdefault(self.logs[self._names[partition.topic]], {})[partition.partition] = offset
        return ends

    def lag(self) -> dict[str, int]:
        """Messages not yet read on the lanes held, by topic, as the broker counts them at this moment."""
        lag = dict.fromkeys(self.logs, 0)
        places = dict(self._next)
        for partition, end in self._asker.end_offsets(list(places), timeout_ms=3000).items() if places else ():
            lag[self._names[partition.topic]] += max(0, end - places[partition])
        return lag

    def close(self) -> None:
        """Leave the group."""
        self._asker.close(autocommit=False)
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
