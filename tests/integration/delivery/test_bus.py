"""The bus on the real broker: order per key, whole lanes, groups, resuming where the store says, replay, limits."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kafka import KafkaAdminClient
from kafka.errors import MessageSizeTooLargeError

from shared.bus import (
    LANES,
    LaneConsumer,
    Message,
    OffsetOutOfRange,
    Positions,
    Producer,
    Record,
    ensure_topics,
    lane_of,
    read_topic,
)  # fmt: skip
from shared.config import settings


def nothing_known(_lanes: set[int]) -> Positions:
    """The positions of a store that has read nothing yet."""
    return {}


@pytest.fixture
def producer(namespace: str) -> Iterator[Producer]:
    """A producer for two fresh topics."""
    ensure_topics(["seen", "also-seen"])
    producer = Producer("test")
    yield producer
    producer.close()


@pytest.fixture
def consume(namespace: str) -> Iterator[Callable[..., LaneConsumer]]:
    """Makes consumers of a group, closed at the end."""
    made: list[LaneConsumer] = []

    def make(positions: Callable[[set[int]], Positions] = nothing_known) -> LaneConsumer:
        made.append(LaneConsumer("toy", ["seen", "also-seen"], positions))
        return made[-1]

    yield make
    for consumer in made:
        consumer.close()


def read(consumer: LaneConsumer, count: int, seconds: float = 30) -> list[Message]:
    """The next messages, lane after lane of each poll."""
    deadline = time.monotonic() + seconds
    found: list[Message] = []
    while len(found) < count and time.monotonic() < deadline:
        found += [message for lane in consumer.poll(0.2).values() for message in lane]
    return found


def records(count: int, topic: str = "seen") -> list[Record]:
    """That many numbered records of seven keys."""
    return [Record(topic, f"e-{number % 7}", str(number).encode()) for number in range(count)]


def test_order_per_key_is_kept_and_keys_keep_their_lane(
    producer: Producer, consume: Callable[..., LaneConsumer]
) -> None:
    """What is published for a key arrives in that order, on the lane that the key names, on every topic the same."""
    producer.publish(records(200))
    producer.publish(records(200, "also-seen"))
    found = read(consume(), 400)
    assert len(found) == 400
    assert all(message.lane == lane_of(message.key or "") for message in found)
    for topic in ("seen", "also-seen"):
        for key in {message.key for message in found}:
            numbers = [int(m.value) for m in found if m.key == key and m.topic == topic]
            assert numbers == sorted(numbers)


def test_an_event_about_no_one_person_reaches_every_lane(
    producer: Producer, consume: Callable[..., LaneConsumer]
) -> None:
    """`every_lane` publishes twelve copies, one a lane."""
    producer.publish([Record("seen", "badge:b", b"x", every_lane=True)])
    assert sorted(message.lane for message in read(consume(), LANES)) == list(range(LANES))


def test_two_consumers_share_whole_lanes(producer: Producer, consume: Callable[..., LaneConsumer]) -> None:
    """In a group each lane is held by one member, on all topics; when one leaves the other takes all."""
    first, second = consume(), consume()
    running = threading.Event()

    def poll_second() -> None:
        while not running.is_set():
            second.poll(0.1)

    thread = threading.Thread(target=poll_second)
    thread.start()
    deadline = time.monotonic() + 40
    shared: tuple[set[int], set[int]] = (set(), set())
    while time.monotonic() < deadline and not len(shared[0]) == len(shared[1]) == LANES // 2:
        first.poll(0.1)
        shared = (set(first.lanes), set(second.lanes))
    running.set()
    thread.join()
    assert shared[0] | shared[1] == set(range(LANES))
    assert len(shared[0]) == len(shared[1]) == LANES // 2
    second.close()
    while time.monotonic() < deadline and len(first.lanes) < LANES:
        first.poll(0.1)
    assert first.lanes == set(range(LANES))


def test_reading_starts_where_the_store_says(producer: Producer, consume: Callable[..., LaneConsumer]) -> None:
    """The store's offset wins over Kafka's: what it has is not read again, what it lost is."""
    producer.publish(records(70))
    first = consume()
    assert len(read(first, 70)) == 70
    first.commit()
    first.close()
    lane, log = lane_of("e-3"), first.logs["seen"]
    found = read(consume(lambda _lanes: {(log, lane): 4}), 70, seconds=8)
    assert min(m.offset for m in found if m.lane == lane) == 4
    assert min(m.offset for m in found if m.lane != lane) == 0


def test_an_offset_that_the_log_does_not_hold_stops_loudly(
    producer: Producer, consume: Callable[..., LaneConsumer]
) -> None:
    """A store that is ahead of the log has another log's offsets: reading on would lose events unnoticed."""
    producer.publish(records(70))
    log = ensure_topics(["seen"])["seen"]
    consumer = consume(lambda _lanes: {(log, lane): 5000 for lane in range(LANES)})
    with pytest.raises(OffsetOutOfRange, match="5000 was to be read next"):
        read(consumer, 1, seconds=20)


def test_a_whole_topic_can_be_read_from_the_start(producer: Producer) -> None:
    """A replay sees every message that was ever published, with its headers."""
    producer.publish([Record("seen", "e-1", b"x", headers={"reason": "näh"}), *records(30)])
    found = list(read_topic("seen"))
    assert len(found) == 31
    assert [message.headers for message in found if message.value == b"x"] == [{"reason": "näh"}]


def test_more_than_a_megabyte_is_refused_clearly(producer: Producer) -> None:
    """The producer says that the message is too large, and goes on working."""
    with pytest.raises(MessageSizeTooLargeError, match="larger than"):
        producer.publish([Record("seen", "e-1", b"x" * 1_200_000)])
    producer.publish([Record("seen", "e-1", b"after")])
    assert [message.value for message in read_topic("seen")] == [b"after"]


def test_a_recreated_topic_has_another_name_as_a_log(namespace: str) -> None:
    """Cluster id and topic id name a log, so a deleted and remade topic is not taken for its predecessor."""
    before = ensure_topics(["seen"])
    admin: Any = KafkaAdminClient(bootstrap_servers=settings().kafka_bootstrap_servers)
    admin.delete_topics([settings().topic("seen")])
    deadline = time.monotonic() + 20
    while settings().topic("seen") in admin.list_topics() and time.monotonic() < deadline:
        time.sleep(0.1)
    admin.close()
    assert ensure_topics(["seen"])["seen"] != before["seen"]
