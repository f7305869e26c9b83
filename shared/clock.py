"""The one place that asks what time it is; rules are given a moment, they never ask."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present instant in UTC, to the millisecond: MongoDB keeps no finer one, so nothing may compare finer."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
