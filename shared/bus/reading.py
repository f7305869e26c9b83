"""Reading outside any group: all of a topic, or what comes from now on."""

from collections.abc import Iterable, Iterator

from kafka import KafkaConsumer
from kafka.consumer.fetcher import ConsumerRecord
from kafka.structs import TopicPartition

from shared.bus.topics import connection, ensure_topics
from shared.config import settings
from shared.records import LANES, Message


def read_topic(name: str) -> Iterator[Message]:
    """All that a topic holds at this moment, lane by lane; for commands and tests, outside any group."""
    topic = settings().topic(name)
    ensure_topics([name])
    consumer = KafkaConsumer(**connection(), group_id=None, enable_auto_commit=False, auto_offset_reset="earliest")
    try:
        partitions = [TopicPartition(topic, lane) for lane in range(LANES)]
        ends = consumer.end_offsets(partitions)
        held = [partition for partition in partitions if ends[partition]]
        consumer.assign(held)
        for partition in held:
            consumer.seek_to_beginning(partition)
        while any(consumer.position(partition) < ends[partition] for partition in held):
            for records in consumer.poll(timeout_ms=500).values():
                yield from (message_of(name, record) for record in records)
    finally:
        consumer.close(autocommit=False)


class Tail:
    """Reads all lanes of some topics from now on, in no group and keeping no place: for hints, never for facts."""

    def __init__(self, client_id: str, topics: Iterable[str]) -> None:
        self._names = {settings().topic(name): name for name in ensure_topics(topics)}
        self._consumer = KafkaConsumer(
            **connection(), client_id=client_id, group_id=None, enable_auto_commit=False,
            auto_offset_reset="latest", fetch_max_wait_ms=1000, allow_auto_create_topics=False,
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


def message_of(topic: str, record: ConsumerRecord) -> Message:
    """A record of Kafka's as a message of ours; ``topic`` without the namespace."""
    headers = {name: value.decode("utf-8", "replace") for name, value in record.headers or ()}
    key = record.key.decode("utf-8", "replace") if record.key is not None else None
    return Message(topic, record.partition, record.offset, key, record.value or b"", headers, record.timestamp / 1000)
