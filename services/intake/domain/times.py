"""Instants as RFC 3339 writes them, kept in UTC to the millisecond."""

import re
from datetime import UTC, datetime, timedelta

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
AHEAD = timedelta(minutes=5)
_RFC3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)  # fmt: skip


def instant(text: str) -> datetime:
    """The moment that an RFC 3339 timestamp names; ValueError says what would be right. A leap second is the second
    after."""
    found = _RFC3339.fullmatch(text)
    if not found:
        raise ValueError("must be an RFC 3339 timestamp with an offset, such as 2026-05-04T09:00:00Z")
    date, minute, second, fraction, offset = found.groups()
    leap = second == "60"
    zone = "+00:00" if offset in "Zz" else offset
    try:
        named = datetime.fromisoformat(f"{date}T{minute}:{'59' if leap else second}{zone}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"names no moment: {error}") from error
    if not EARLIEST <= named < LATEST:
        raise ValueError(f"must lie from {EARLIEST.year} to {LATEST.year - 1}")
    return named + timedelta(seconds=leap, milliseconds=int((fraction or "0")[:3].ljust(3, "0")))


def when(stated: datetime | None, received_at: datetime) -> tuple[datetime, tuple[str, ...]]:
    """When it happened, with flags: as stated, up to 5 minutes ahead of our clock; else the moment we heard of it."""
    if stated is None:
        return received_at, ("time_unknown",)
    if stated > received_at + AHEAD:
        return received_at, ("time_in_future",)
    return stated, ()
