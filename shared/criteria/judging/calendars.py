"""Local calendar periods, and a person's or unit's working calendar."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def period_of(kind: str, day: date) -> int:
    """The number of the period in which a local date lies; periods that follow each other differ by one."""
    if kind in {"day", "workday"}:
        return day.toordinal()
    if kind == "week":
        return (day.toordinal() - 1) // 7
    if kind == "month":
        return day.year * 12 + day.month - 1
    return day.year * 4 + (day.month - 1) // 3 if kind == "quarter" else day.year


def first_day(kind: str, period: int) -> date:
    """The first date of the period of this number."""
    if kind in {"day", "workday"}:
        return date.fromordinal(period)
    if kind == "week":
        return date.fromordinal(period * 7 + 1)
    if kind == "month":
        return date(period // 12, period % 12 + 1, 1)
    return date(period // 4, period % 4 * 3 + 1, 1) if kind == "quarter" else date(period, 1, 1)


def label_of(kind: str, day: date) -> str:
    """The name of the period in which a local date lies: 2026-05-04, 2026-W19, 2026-05, 2026-Q2 or 2026."""
    if kind == "day":
        return day.isoformat()
    if kind == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if kind == "month":
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}-Q{(day.month + 2) // 3}" if kind == "quarter" else f"{day.year:04}"


@dataclass(frozen=True, slots=True)
class Zones:
    """The time zones of a person, each from an instant on; before the first, the first."""

    spans: tuple[tuple[datetime, ZoneInfo], ...] = ((datetime.min.replace(tzinfo=UTC), ZoneInfo("UTC")),)

    def at(self, moment: datetime) -> ZoneInfo:
        """The zone in force at a moment."""
        if len(self.spans) == 1:
            return self.spans[0][1]
        return self.spans[max(bisect_right(self.spans, moment, key=lambda span: span[0]) - 1, 0)][1]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which weekdays are worked (1 is Monday), and whole local days off; an outage of ours counts as a holiday."""

    workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    holidays: frozenset[date] = frozenset()
    leave: tuple[tuple[date, date], ...] = ()
    outages: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether the day belongs to the work week, holiday or not."""
        return day.isoweekday() in self.workdays

    def gaps(self, kind: str, first: date, last: date) -> "Gaps":
        """What is needed to count unfilled periods between these two dates, both included."""
        days = {day.toordinal() for day in self._off(first - timedelta(days=31), last + timedelta(days=31))}
        if kind == "day":
            return Gaps(self, kind, sorted(days))
        working = {day for day in days if self.is_workday(date.fromordinal(day))}
        if kind == "workday":
            return Gaps(self, kind, sorted(working))
        candidates = {period_of(kind, date.fromordinal(day)) for day in working}
        return Gaps(self, kind, sorted(p for p in candidates if self._working_days(kind, p) <= working))

    def _off(self, first: date, last: date) -> Iterator[date]:
        yield from (day for day in self.holidays | self.outages if first <= day <= last)
        for start, end in self.leave:
            day, until = max(start, first), min(end, last)
            while day <= until:
                yield day
                day += timedelta(days=1)

    def _working_days(self, kind: str, period: int) -> set[int]:
        if kind == "week":
            start, length = period * 7 + 1, 7
        else:
            start = date(period // 12, period % 12 + 1, 1).toordinal()
            length = date((period + 1) // 12, (period + 1) % 12 + 1, 1).toordinal() - start
        return {day for day in range(start, start + length) if self.is_workday(date.fromordinal(day))}


@dataclass(frozen=True, slots=True)
class Gaps:
    """Counts the periods between two filled ones that break a run: neither filled nor excused."""

    calendar: Calendar
    kind: str
    excused: list[int]

    def between(self, earlier: int, later: int) -> int:
        """How many unexcused periods lie strictly between these two, of which none between is filled."""
        if self.kind in {"week", "month"} and not self.calendar.workdays:
            return 0
        excused = bisect_left(self.excused, later) - bisect_right(self.excused, earlier)
        return self._periods(earlier, later) - excused

    def _periods(self, earlier: int, later: int) -> int:
        days = later - earlier - 1
        if self.kind != "workday":
            return days
        weeks, rest = divmod(days, 7)
        extra = range(earlier + 1, earlier + 1 + rest)
        return weeks * len(self.calendar.workdays) + sum((day - 1) % 7 + 1 in self.calendar.workdays for day in extra)
