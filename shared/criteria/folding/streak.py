"""The state of a streak: the periods that a run may still reach back to, and what was taken in each."""

from typing import TYPE_CHECKING, cast

from shared.criteria.folding.filled import Filled
from shared.criteria.folding.plain import Plain
from shared.criteria.folding.spans import SLACK, span_of
from shared.criteria.folding.states import CHANGED, DIRTY, EVERYTHING, SAME, Outcome, Run, Span
from shared.criteria.folding.taken import Taken, dump_moment, load_moment
from shared.criteria.folding.tally import Tally
from shared.criteria.folding.truths import Truths, dump_truths, load_truths
from shared.criteria.judging.facts import Dated, Fact, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Streak(Run):
    """`filled` holds all periods that are full, rising; `tallies` what was taken in the last of them and in open ones.

    `soiled` are the periods that must be folded again and `mending` what they come to while they are; None: all are."""

    __slots__ = ("filled", "last", "latest", "mending", "soiled", "tallies", "truths")

    tallies: dict[int, Tally]
    filled: Filled
    last: Moment | None
    latest: int
    truths: Truths
    soiled: set[int] | None
    mending: dict[int, Tally] | None

    def __init__(self, fold: "Fold") -> None:
        super().__init__(fold)
        self.restart()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:  # noqa: ARG002 - steps are a sequence's
        """Step; a late one asks for its period again, where that may change what is filled."""
        fact = cast("Fact", item)
        if self.mending is not None:
            return self._mend(fact, history)
        if self._is_done and fact.moment > cast("Moment", self.done()):
            return SAME
        if self.last is not None and fact.moment <= self.last:
            return self._late(fact, history)
        self.last = fact.moment
        before = len(self.truths)
        self.put(self.fold.read_any(fact, history, 1), history)
        if len(self.truths) == before:
            return SAME
        return self._soil(fact, None) if self.soiled else CHANGED

    def put(self, taken: Taken, history: History) -> bool:
        """Take it into its period; on a day off there is none."""
        period = taken.worth
        if period is None:
            return False
        if period > self.latest:
            self.latest = period
            self._forget()
        tally = self.tallies.get(period)
        if tally is None:
            tally = self.tallies[period] = Tally(self.fold, None)
        if not tally.put(taken, history):
            return False
        if len(tally.log) == self.fold.per_period:
            self.filled.add(period)
            self._look_around(period, taken.moment, history)
        return True

    def found(self, need: Level) -> Found | None:
        """The fact after which there first was such a run."""
        return self.truths.get(need)

    def at_last(self, need: Level, last: Taken) -> Found | None:
        """Whether there is a run."""
        found = self.truths.get(need)
        return found and Found(last.moment, found.facts)

    def gone(self, item: Dated, history: History) -> Outcome:
        """It may have filled its period; of what was found later, nothing is certain."""
        fact = cast("Fact", item)
        if self._is_done and fact.moment > cast("Moment", self.done()):
            return SAME
        period = self.fold.worth(fact, history)
        if period is None:
            return SAME
        tally = self.tallies.get(period)
        if tally is not None and tally.gone(fact, history) is SAME:
            return SAME
        return self._soil(fact, period)

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - it knows the periods
        """Fold the soiled periods again, or all."""
        if self.soiled is None:
            self.restart()
            return EVERYTHING
        self.mending = {period: Tally(self.fold, None) for period in self.soiled}
        return span_of(self.fold.period, self.soiled)

    def restart(self) -> None:
        """Be nothing yet."""
        self.tallies, self.last, self.latest, self.truths = {}, None, -1, {}
        self.filled = Filled(self.fold.period, self.fold.grace)
        self.soiled, self.mending = set(), None

    def settle(self, history: History) -> Outcome:
        """Where a run now exists for the first time, the moment at which it did is to be found in all of it."""
        mended, self.mending, self.soiled = self.mending or {}, None, set()
        self.tallies = dict(sorted((self.tallies | mended).items()))
        for period, tally in mended.items():
            if self._fill(period, tally, history) is DIRTY:
                self.restart()
                return DIRTY
        self._forget()
        return CHANGED

    def dump(self) -> Plain:
        """What was taken in the last periods, which ones are filled (stretches of them), and what was found."""
        logs = [[period, tally.dump()] for period, tally in self.tallies.items()]
        return [self.last and dump_moment(self.last), self.latest, self.filled.dump(), logs, dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        last, self.latest, filled, logs, truths = data
        self.last, self.truths = last and load_moment(last), load_truths(truths)
        self.filled.load(filled)
        for period, log in logs:
            self.tallies[period] = Tally(self.fold, None)
            self.tallies[period].load(log)

    @property
    def _is_done(self) -> bool:
        return len(self.truths) == len(self.fold.needs)

    def _mend(self, fact: Fact, history: History) -> Outcome:
        taken = self.fold.read_any(fact, history, 1)
        tally = (self.mending or {}).get(taken.worth)
        if tally is not None:
            tally.put(taken, history)
        return SAME

    def _late(self, fact: Fact, history: History) -> Outcome:
        period = self.fold.worth(fact, history)
        if period is None:
            return SAME
        tally = self.tallies.get(period)
        if tally is None:
            is_sure = not self.fold.cap and not self.fold.once and period in self.filled
            return SAME if is_sure and not self._is_founded(fact) else self._soil(fact, period)
        if tally.holds(fact.moment):
            return SAME
        if self._is_founded(fact) or tally.take(fact, history) is DIRTY:
            return self._soil(fact, period)
        return self._soil(fact, None) if self._fill(period, tally, history) is DIRTY else SAME

    def _soil(self, fact: Fact, period: int | None) -> Outcome:
        """Note that a period must be folded again; all, where something found may rest on it, or was found while it was
        not known what it holds."""
        if period is None or self._is_founded(fact):
            self.soiled = None
        elif self.soiled is not None:
            self.soiled.add(period)
        return DIRTY

    def _is_founded(self, fact: Fact) -> bool:
        """Whether something was found at the fact or later."""
        return any(found.moment >= fact.moment for found in self.truths.values())

    def _fill(self, period: int, tally: Tally, history: History) -> Outcome:
        """Note late whether a period is filled; DIRTY where that makes a run."""
        was, is_full = period in self.filled, len(tally.log) >= self.fold.per_period
        if was and not is_full:
            self.filled.remove(period)
        if is_full and not was:
            self.filled.add(period)
            needs = [need for need in self.fold.needs if need not in self.truths]
            return DIRTY if any(self.filled.run_around(period, need, history) for need in needs) else SAME
        return SAME

    def _look_around(self, period: int, moment: Moment, history: History) -> None:
        for need in self.fold.needs:
            if need not in self.truths and (run := self.filled.run_around(period, need, history)):
                facts = tuple(taken for one in run for taken in self.tallies[one].log if taken.moment <= moment)
                self.truths[need] = Found(moment, facts)

    def _forget(self) -> None:
        """Let go of what was taken in periods that no run to come can reach back to."""
        if not self.tallies:
            return
        reach = self.filled.reach(max(self.fold.needs) + SLACK)
        oldest = min(self.latest - SLACK, self.latest if reach is None else reach)
        if next(iter(self.tallies)) < oldest:
            self.tallies = {period: tally for period, tally in self.tallies.items() if period >= oldest}
