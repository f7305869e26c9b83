"""What one cell of an import may say. Each reader gives the value, or raises CellRefused saying what would be right."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from shared.events.profiles import Membership

NOTHING = "-"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
EMAIL = re.compile(r"[^@\s;,<>]{1,64}@[^@\s;,<>]{1,189}")
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
LONGEST = 200
MOST = 100
FIRST_YEAR, LAST_YEAR = 1970, 2200
Reader = Callable[[str, ZoneInfo], Any]


class CellRefused(ValueError):
    """The cell can't be read; the message says what would be right."""


def name(text: str, _zone: ZoneInfo) -> str:
    """A name of at most 200 characters."""
    if text == NOTHING or len(text) > LONGEST or not text.isprintable():
        raise CellRefused(f"give a name of 1 to {LONGEST} printable characters")
    return text


def identifier(text: str, _zone: ZoneInfo) -> str:
    """An id."""
    if not ID.fullmatch(text):
        raise CellRefused(f"{text[:40]!r} is no id: letters, digits, '.', '_' and '-', at most 100, such as e-ada")
    return text


def identifiers(text: str, zone: ZoneInfo) -> tuple[str, ...]:
    """Several ids."""
    return tuple(dict.fromkeys(identifier(part, zone) for part in listed(text)))


def optional(reader: Reader) -> Reader:
    """The reader, where `-` empties."""
    return lambda text, zone: None if text == NOTHING else reader(text, zone)


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones; looked up once, because it reads the whole tree of zone files."""
    return frozenset(available_timezones())


def timezone(text: str, _zone: ZoneInfo) -> str:
    """A time zone by its IANA name."""
    if text not in time_zones():
        raise CellRefused(f"{text[:40]!r} is no time zone: give an IANA name such as Europe/Berlin")
    return text


def locale(text: str, _zone: ZoneInfo) -> str:
    """A language tag."""
    if not LOCALE.fullmatch(text):
        raise CellRefused(f"{text[:40]!r} is no locale: give a language tag such as en or de-AT")
    return text


def emails(text: str, _zone: ZoneInfo) -> tuple[str, ...]:
    """Mail addresses, in lower case, the main one first."""
    found = tuple(dict.fromkeys(part.lower() for part in listed(text)))
    if wrong := [address for address in found if not EMAIL.fullmatch(address)]:
        raise CellRefused(f"{wrong[0][:40]!r} is no e-mail address: give ada@example.org, or several separated by ';'")
    return found


def moment(text: str, zone: ZoneInfo) -> datetime:
    """A date (its midnight in the organization's zone) or an instant with its offset, in UTC."""
    try:
        if len(text) == len("2025-03-01"):
            found = datetime.combine(date.fromisoformat(text), time(), zone)
        else:
            found = datetime.fromisoformat(text)
    except ValueError as error:
        raise CellRefused(f"{text[:40]!r} is no date: give one such as 2025-03-01 or 2025-03-01T09:00:00Z") from error
    if found.tzinfo is None:
        raise CellRefused(f"{text[:40]!r} has no offset: add Z or one such as +01:00")
    if not FIRST_YEAR < found.year < LAST_YEAR:
        raise CellRefused(f"give a date between {FIRST_YEAR} and {LAST_YEAR}")
    return found.astimezone(UTC).replace(microsecond=0)


def memberships(text: str, zone: ZoneInfo) -> tuple[Membership, ...]:
    """The whole history as `unit@from..to`, from inclusive, to exclusive, both may be open."""
    found = [_membership(part, zone) for part in listed(text)]
    return tuple(sorted(found, key=lambda span: span.from_ or datetime.min.replace(tzinfo=UTC)))


def _membership(text: str, zone: ZoneInfo) -> Membership:
    unit, _, dates = text.partition("@")
    start, dots, end = dates.partition("..")
    if not dots:
        raise CellRefused(f"{text[:60]!r} is no membership: write unit@2024-01-01..2025-03-01 or unit@2025-03-01..")
    begun, ended = (moment(part, zone) if part else None for part in (start, end))
    if begun and ended and begun >= ended:
        raise CellRefused(f"{text[:60]!r} ends before it begins")
    return Membership(unit=identifier(unit, zone), from_=begun, to=ended)


def yes_or_no(text: str, _zone: ZoneInfo) -> bool:
    """Whether it says yes."""
    if text.lower() not in ("yes", "no"):
        raise CellRefused(f"{text[:40]!r}: write yes or no")
    return text.lower() == "yes"


def identities(text: str, _zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """Outside identities as `source:external id`."""
    found = []
    for part in listed(text):
        source, colon, external = (piece.strip() for piece in part.partition(":"))
        if not colon or not external or len(external) > LONGEST or not SOURCE.fullmatch(source):
            raise CellRefused(f"{part[:60]!r} is no identity: write source:external id, such as lms:ada@example.org")
        found.append((source, external))
    return tuple(dict.fromkeys(found))


def workdays(text: str, _zone: ZoneInfo) -> tuple[int, ...]:
    """Days of the week, 1 is Monday."""
    days: set[int] = set()
    for part in listed(text):
        if not (span := re.fullmatch(r"([1-7])(?:-([1-7]))?", part)):
            raise CellRefused(f"{part[:40]!r} is no day of the week: write 1-5, or 1;2;4 (1 is Monday)")
        days |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(days))


def leave(text: str, _zone: ZoneInfo) -> tuple[dict[str, str], ...]:
    """Days of leave, both ends included."""
    return tuple(_leave(part) for part in listed(text))


def _leave(text: str) -> dict[str, str]:
    start, _, end = text.partition("..")
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError as error:
        raise CellRefused(f"{text[:40]!r} is no leave: write 2025-07-01..2025-07-14, or one day") from error
    if last < first:
        raise CellRefused(f"{text[:40]!r} ends before it begins")
    return {"from": first.isoformat(), "to": last.isoformat()}


def word(text: str, _zone: ZoneInfo) -> str:
    """A text of at most 200 characters."""
    if len(text) > LONGEST:
        raise CellRefused(f"at most {LONGEST} characters")
    return text


def listed(text: str) -> list[str]:
    """The parts of a cell that are separated by `;`; none of `-`."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > MOST:
        raise CellRefused(f"at most {MOST} values")
    return [] if parts == [NOTHING] else parts
