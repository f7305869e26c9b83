"""The state of a streak: the periods that a run may still reach back to, and what was taken in each."""

from bisect import bisect_left, insort
from datetime import date
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import CHANGED, DIRTY, SAME, Outcome, Run
from shared.criteria.folding.taken import Taken, dump_moment, load_moment
from shared.criteria.folding.tally import Tally
from shared.criteria.folding.truths import Truths, dump_truths, load_truths
from shared.criteria.judging.calendars import Gaps
from shared.criteria.judging.facts import Dated, Fact, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold

SLACK = 3
"""By how many days, at most, a local date goes back where a person changes zones, and one to spare."""


class Streak(Run):
    """`filled` holds the last periods that are full, in order; `tallies` what was taken in them and in open ones."""

    __slots__ = ("filled", "last", "latest", "tallies", "truths")

    tallies: dict[int, Tally]
    filled: list[int]
    latest: int
    last: Moment | None
    truths: Truths

    def __init__(self, fold: "Fold") -> None:
        super().__init__(fold)
        self._restart()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:  # noqa: ARG002 - steps are a sequence's
        """Step; a late one asks for all of them again, unless it was taken already or comes after all was reached."""
        fact = cast("Fact", item)
        if self._is_done and fact.moment > cast("Moment", self.done()):
            return SAME
        if self.last is not None and fact.moment <= self.last:
            return SAME if fact.moment == self.last else DIRTY
        self.last = fact.moment
        taken = self.fold.read(fact, history, self.fold.key_of(fact, history))
        before = len(self.truths)
        self.put(taken, history)
        return CHANGED if len(self.truths) > before else SAME

    def put(self, taken: Taken, history: History) -> bool:
        """Take it into its period; on a day off there is none."""
        period = taken.worth
        if period is None:
            return False
        tally = self.tallies.get(period)
        if tally is None:
            tally = self.tallies[period] = Tally(self.fold, None)
        if not tally.put(taken, history):
            return False
        if len(tally.log) == self.fold.per_period:
            insort(self.filled, period)
            self._look_around(period, taken.moment, history)
        if period > self.latest:
            self.latest = period
            self._forget()
        return True

    def found(self, need: Level) -> Found | None:
        """The fact after which there first was such a run."""
        return self.truths.get(need)

    def at_last(self, need: Level, last: Taken) -> Found | None:
        """Whether there is a run."""
        found = self.truths.get(need)
        return found and Found(last.moment, found.facts)

    def gone(self, item: Dated, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """It may have filled any period."""
        return SAME if self._is_done and item.moment > cast("Moment", self.done()) else DIRTY

    def rewind(self, moment: Moment) -> Moment | None:  # noqa: ARG002 - what was before it is not kept
        """Begin anew: periods further back were let go."""
        self._restart()
        return None

    def dump(self) -> Plain:
        """Every period's log, and what was found."""
        logs = [[period, tally.dump()] for period, tally in self.tallies.items()]
        return [self.last and dump_moment(self.last), self.latest, self.filled, logs, dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From the logs."""
        last, self.latest, filled, logs, truths = data
        self.last, self.filled, self.truths = last and load_moment(last), list(filled), load_truths(truths)
        for period, log in logs:
            self.tallies[period] = Tally(self.fold, None)
            self.tallies[period].load(log)

    @property
    def _is_done(self) -> bool:
        return len(self.truths) == len(self.fold.needs)

    def _restart(self) -> None:
        self.tallies = {}
        self.filled = []
        self.last = None
        self.latest = -1
        self.truths = {}

    def _look_around(self, period: int, moment: Moment, history: History) -> None:
        for need in self.fold.needs:
            if need not in self.truths and (run := self._run_around(period, need, history)):
                facts = tuple(taken for one in run for taken in self.tallies[one].log if taken.moment <= moment)
                self.truths[need] = Found(moment, facts)

    def _run_around(self, period: int, need: int, history: History) -> list[int] | None:
        """The earliest run of `need` filled periods with this one among them."""
        filled = self.filled
        at = bisect_left(filled, period)
        for start in range(max(at - need + 1, 0), min(at, len(filled) - need) + 1):
            run = filled[start : start + need]
            if sum(self._gap(run[i], run[i + 1], history) for i in range(need - 1)) <= self.fold.grace:
                return run
        return None

    def _gap(self, earlier: int, later: int, history: History) -> int:
        return 0 if later - earlier == 1 else gaps(history, self.fold.period, earlier, later).between(earlier, later)

    def _forget(self) -> None:
        """Let go of periods that no run to come can reach back to."""
        oldest = self.latest - SLACK
        if self.filled:
            oldest = min(oldest, self.filled[max(len(self.filled) - max(self.fold.needs) - SLACK, 0)])
        if next(iter(self.tallies)) < oldest:
            self.tallies = {period: tally for period, tally in self.tallies.items() if period >= oldest}
            del self.filled[: bisect_left(self.filled, oldest)]


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
