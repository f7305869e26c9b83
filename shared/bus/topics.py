"""Topics of twelve lanes, the lane of a key, and the brokers that have them."""

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import NewTopic
from kafka.errors import KafkaConnectionError, TopicAlreadyExistsError
from kafka.partitioner.default import murmur2

from shared.brokers import any_answers
from shared.config import settings
from shared.records import LANES, OffsetOutOfRange

RECONNECT_MS = 1000


@lru_cache(100_000)
def lane_of(key: str) -> int:
    """The lane of a key, as Kafka's default partitioner chooses it (murmur2 over 12)."""
    value: int = murmur2(key.encode()) & 0x7FFFFFFF
    return value % LANES


def ensure_topics(names: Iterable[str]) -> dict[str, str]:
    """Make what is missing of these topics, each of twelve partitions, and give each one's log: `cluster:topic id`.

    A recreated cluster or topic has another log, so an offset is never taken for that of its predecessor."""
    wanted = {settings().topic(name): name for name in names}
    admin = KafkaAdminClient(**connection(), client_id="laurel-admin")
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


def connection() -> dict[str, Any]:
    """How every client reaches the brokers; KafkaConnectionError when none of them answers.

    Once the connection is lost it is tried again each second; by itself a client would wait ever longer, up to half a
    minute, and longer than the broker was away."""
    named = settings().kafka_bootstrap_servers.split(",")
    if not any_answers(named):
        raise KafkaConnectionError(f"no broker answers at {', '.join(named)}")
    return {"bootstrap_servers": named, "reconnect_backoff_max_ms": RECONNECT_MS}
