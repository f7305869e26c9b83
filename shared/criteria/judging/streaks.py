"""The leaf streak: runs of periods that are filled."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import cast

from shared.criteria.judging.calendars import Gaps, period_of
from shared.criteria.judging.facts import Dated, Fact
from shared.criteria.judging.found import Found, Level, Run
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.matching import Matcher, Taking
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.windows import Windowing
from shared.criteria.language.leaves import StreakLeaf


class StreakRun:
    """The periods of one window, and the runs of filled ones among them."""

    def __init__(self, facts: Sequence[Fact], matcher: Matcher, history: History, said: StreakLeaf) -> None:
        self._facts = facts
        self._said = said
        self._history = history
        self._taken: dict[int, list[Fact]] = {}
        self._counted: list[Fact] = []
        self._passed: dict[Dated, Reason] = {}
        self._filled: list[tuple[Fact, int]] = []
        takings: dict[int, Taking] = {}
        for fact in facts:
            day = history.local_date(fact)
            if said.period == "workday" and not history.calendar.is_workday(day):
                self._passed[fact] = Reason("day_off")
                continue
            period = period_of(said.period, day)
            taking = takings.setdefault(period, Taking(matcher, history))
            if reason := taking.refusal(fact):
                self._passed[fact] = reason
            else:
                self._take(fact, period)
        self._gaps = self._gaps_between()

    @property
    def reached(self) -> int:
        """The length of the run that is still alive now: one more period in time would prolong it."""
        filled = sorted(period for _, period in self._filled)
        now = period_of(self._said.period, self._history.local_time(self._history.now).date())
        if not filled or (filled[-1] < now and self._gap(filled[-1], now) > self._said.grace):
            return 0
        spare = self._said.grace - (self._gap(filled[-1], now) if filled[-1] < now else 0)
        length = 1
        for later, earlier in zip(reversed(filled), reversed(filled[:-1]), strict=False):
            spare -= self._gap(earlier, later)
            if spare < 0:
                break
            length += 1
        return length

    def first(self, need: Level) -> Found | None:
        """The fact after which there first is a run of `need` filled periods."""
        filled: list[int] = []
        for fact, period in self._filled:
            insort(filled, period)
            if run := self._run_around(filled, period, need):
                return Found(fact.moment, self._taken_in(run, fact))
        return None

    def at_last(self, need: Level) -> Found | None:
        """Whether there is a run at the last fact, which must count."""
        if not self._counted or self._counted[-1] is not self._facts[-1]:
            return None
        found = self.first(need)
        return found and Found(self._facts[-1].moment, found.facts)

    def counted(self) -> list[Fact]:
        """The facts that count in their period."""
        return self._counted

    def passed(self) -> dict[Dated, Reason]:
        """The facts that do not."""
        return self._passed

    def _take(self, fact: Fact, period: int) -> None:
        self._counted.append(fact)
        taken = self._taken.setdefault(period, [])
        taken.append(fact)
        if len(taken) == self._said.min_per_period:
            self._filled.append((fact, period))

    def _run_around(self, filled: list[int], period: int, need: int) -> list[int] | None:
        """The earliest run of `need` filled periods with this one among them."""
        at = bisect_left(filled, period)
        for start in range(max(at - need + 1, 0), min(at, len(filled) - need) + 1):
            run = filled[start : start + need]
            if sum(self._gap(run[i], run[i + 1]) for i in range(need - 1)) <= self._said.grace:
                return run
        return None

    def _taken_in(self, run: list[int], last: Fact) -> tuple[Fact, ...]:
        return tuple(fact for period in run for fact in self._taken[period] if fact.moment <= last.moment)

    def _gap(self, earlier: int, later: int) -> int:
        return 0 if later - earlier == 1 else self._gaps.between(earlier, later)

    def _gaps_between(self) -> Gaps:
        """Gaps from the first filled period to the last, or to now."""
        days = [self._history.local_date(fact) for fact in self._counted]
        days.append(self._history.local_time(self._history.now).date())
        return self._history.calendar.gaps(self._said.period, min(days), max(days))


class Streak(WindowedLeaf):
    """So many periods in a row with enough facts in each."""

    kind = "streak"

    def __init__(self, path: str, said: StreakLeaf, windowing: Windowing, matcher: Matcher, *, tiered: bool) -> None:
        super().__init__(path, said.length, windowing, tiered=tiered)
        self.said = said
        self.matcher = matcher
        self.matchers = (matcher,)

    def items(self, seen: Seen) -> Sequence[Dated]:
        """The facts that its match means."""
        return self.matcher.meant(seen)

    def run(self, items: Sequence[Dated], seen: Seen) -> Run:
        """The periods of one window."""
        return StreakRun(cast("Sequence[Fact]", items), self.matcher, seen.history, self.said)
