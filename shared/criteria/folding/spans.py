"""The part of a history that some local periods lie in, wherever the recipient's zone is."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from shared.criteria.folding.states import EVERYTHING, Span
from shared.criteria.judging.calendars import first_day
from shared.criteria.judging.facts import Moment

SLACK = 3
"""By how many days, at most, a local date goes back where a person changes zones, and one to spare."""
_AROUND = timedelta(days=2)


def span_of(kind: str, periods: Iterable[int]) -> Span:
    """From two days before the first period to two days after the last."""
    known = sorted(periods)
    if not known:
        return EVERYTHING
    first, last = first_day(kind, known[0]), first_day(kind, known[-1] + 1)
    start, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    return Span(Moment(start - _AROUND), end + _AROUND)
