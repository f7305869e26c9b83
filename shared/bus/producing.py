"""Publishing."""

from collections.abc import Callable, Iterable
from typing import Any

from kafka import KafkaProducer

from shared.bus.topics import connection, lane_of
from shared.config import settings
from shared.records import LANES, MAX_BYTES, Record


class Producer:
    """Publishes in order per key; idempotent, acknowledged by all replicas."""

    def __init__(self, client_id: str) -> None:
        self._producer = KafkaProducer(
            **connection(), client_id=client_id, acks="all", enable_idempotence=True,
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
