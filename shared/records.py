"""What goes into the bus and comes out of it, without any of Kafka's own types."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANES = 12
MAX_BYTES = 1_000_000
Positions = Mapping[tuple[str, int], int]


class OffsetOutOfRange(Exception):
    """The log no longer holds, or no longer is, what was to be read next. Going on would lose events unnoticed."""


@dataclass(frozen=True)
class Message:
    """One record as it was read: ``topic`` without the namespace, its lane, its place in the log, its bytes, and when
    it was published (``at``, seconds since 1970)."""

    topic: str
    lane: int
    offset: int
    key: str | None
    value: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    at: float = 0.0


@dataclass(frozen=True)
class Record:
    """One record to publish; ``lane`` None follows the key, ``every_lane`` sends it to all twelve."""

    topic: str
    key: str
    value: bytes
    every_lane: bool = False
    lane: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
