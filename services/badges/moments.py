"""Cursors of lists that are in the order of moments."""

from datetime import UTC, datetime

from shared.http import Problem
from shared.requests import cursor, place


def cursor_of(at: datetime, key: str) -> str:
    """The place of the row of this moment and id."""
    return cursor(at.isoformat(), key)


def place_of(after: str) -> tuple[datetime, str]:
    """The moment and id that a cursor was made of; 422 for what is none, or names a moment that there is not."""
    moment, key = place(after, str, str)
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), key
    except (ValueError, OverflowError) as error:
        raise Problem(
            422, "this is no cursor of this list", [("after", "give `next` of the page before, or null")]
        ) from error
