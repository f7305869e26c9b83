"""Adding ISO 8601 durations to instants."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta, tzinfo

import isodate  # type: ignore[import-untyped]


def later(moment: datetime, text: str, zone: tzinfo = UTC) -> datetime:
    """The moment and a duration: years and months by the calendar of the zone (31 January + P1M is the month's last
    day), the rest by the clock. OverflowError or ValueError where the years run out."""
    length = isodate.parse_duration(text)
    if isinstance(length, timedelta):
        return moment + length
    local = moment.astimezone(zone)
    years, month = divmod(local.month - 1 + int(length.months), 12)
    year = local.year + int(length.years) + years
    day = min(local.day, monthrange(year, month + 1)[1])
    exact: timedelta = length.tdelta
    return local.replace(year=year, month=month + 1, day=day, fold=0).astimezone(UTC) + exact
