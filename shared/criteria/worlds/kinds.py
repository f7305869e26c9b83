"""The small values of a world: instants, dates, zones and numbers."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator

from shared.criteria.language.values import is_number, parse_instant


def _instant(value: Any) -> datetime:
    """An instant; without an offset it is UTC, and a bare date its first instant."""
    if isinstance(value, str):
        try:
            parsed = datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError('must be an instant, such as "2026-05-04T09:00:00Z"') from error
        value = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return parse_instant(value)


def _in_reach(value: datetime) -> datetime:
    """Calendars and durations around it must not run out of years."""
    if not 1100 <= value.year <= 8900:
        raise ValueError("must lie in the years 1100 to 8900")
    return value


def _date(value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError('must be a date, such as "2026-05-04"') from error


def _zone(value: Any) -> str:
    try:
        return ZoneInfo(value).key
    except (LookupError, ValueError, OSError, TypeError, AttributeError) as error:
        raise ValueError('must be the name of a time zone, such as "Europe/Berlin"') from error


def _number(value: Any) -> int | float:
    if not is_number(value):
        raise ValueError("must be a number")
    number: int | float = value
    return number


Instant = Annotated[datetime, BeforeValidator(_instant)]
Happened = Annotated[datetime, BeforeValidator(_instant), AfterValidator(_in_reach)]
Day = Annotated[date, BeforeValidator(_date)]
Zone = Annotated[str, BeforeValidator(_zone)]
Number = Annotated[int | float, BeforeValidator(_number)]
Object = dict[str, Any]
