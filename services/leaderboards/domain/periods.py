"""The periods of boards: all time, and the months of the organization's zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ALL = "all"


def month_of(day: date) -> str:
    """The key of the month of a local day, such as `2026-05`."""
    return f"{day.year:04}-{day.month:02}"


def keys_of(moment: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """The keys of every period in which a moment lies."""
    return month_of(moment.astimezone(zone).date()), ALL


def month_around(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of a local day's month, and that of the next; of a midnight that a zone skips, the instant at
    which its clocks go on."""
    first = day.replace(day=1)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return _begins(first, zone), _begins(following, zone)


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
