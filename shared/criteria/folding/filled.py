"""The filled periods of a streak, and the runs among them."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import date

from shared.criteria.folding.plain import Plain
from shared.criteria.judging.calendars import Gaps
from shared.criteria.judging.history import History


class Filled:
    """Numbers of periods of one kind, rising; in a run at most `grace` unfilled ones lie between them."""

    __slots__ = ("grace", "kind", "periods")

    def __init__(self, kind: str, grace: int, periods: Iterable[int] = ()) -> None:
        self.kind = kind
        self.grace = grace
        self.periods = list(periods)

    def __contains__(self, period: int) -> bool:
        at = bisect_left(self.periods, period)
        return at < len(self.periods) and self.periods[at] == period

    def add(self, period: int) -> None:
        """Note that one is filled."""
        insort(self.periods, period)

    def remove(self, period: int) -> None:
        """Note that one is filled no more."""
        self.periods.remove(period)

    def reach(self, need: int) -> int | None:
        """The earliest that a run of `need` which ends with the last can begin with; None where none is filled."""
        return self.periods[max(len(self.periods) - need, 0)] if self.periods else None

    def run_around(self, period: int, need: int, history: History) -> list[int] | None:
        """The earliest run of `need` filled periods with this one among them."""
        at, known = bisect_left(self.periods, period), len(self.periods)
        for start in range(max(at - need + 1, 0), min(at, known - need) + 1):
            run = self.periods[start : start + need]
            if sum(self._gap(run[i], run[i + 1], history) for i in range(need - 1)) <= self.grace:
                return run
        return None

    def dump(self) -> Plain:
        """The first and last of each stretch without a gap."""
        found: list[list[int]] = []
        for period in self.periods:
            if found and found[-1][1] == period - 1:
                found[-1][1] = period
            else:
                found.append([period, period])
        return found

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        self.periods = [period for first, last in data for period in range(first, last + 1)]

    def _gap(self, earlier: int, later: int, history: History) -> int:
        return 0 if later - earlier == 1 else gaps(history, self.kind, earlier, later).between(earlier, later)


def gaps(history: History, kind: str, earlier: int, later: int) -> Gaps:
    """What is needed to count unfilled periods between two, worked out once for all within the same years."""
    first, last = _year(kind, earlier), _year(kind, later)

    def make() -> Gaps:
        return history.calendar.gaps(kind, date(first, 1, 1), date(last, 12, 31))

    return history.everything.kept(("gaps", kind, first, last), make)


def _year(kind: str, period: int) -> int:
    if kind == "month":
        return period // 12
    return date.fromordinal(period * 7 + 1 if kind == "week" else period).year
