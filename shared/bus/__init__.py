"""The bus: all of kafka-python that Laurel speaks.

Lane p is partition p of every topic; keys are employees, so one person's events of every kind lie in one lane."""

from kafka.errors import KafkaError

from shared.bus.lanes import LaneConsumer
from shared.bus.producing import Producer
from shared.bus.reading import Tail, read_topic
from shared.bus.topics import ensure_topics, lane_of
from shared.records import LANES, MAX_BYTES, Message, OffsetOutOfRange, Positions, Record

__all__ = [
    "LANES", "MAX_BYTES", "BusError", "LaneConsumer", "Message", "OffsetOutOfRange", "Positions", "Producer", "Record",
    "Tail", "ensure_topics", "lane_of", "read_topic",
]  # fmt: skip

BusError = KafkaError
