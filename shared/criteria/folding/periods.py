"""The state of a leaf in a calendar window: each local period apart, of which only the last may still change."""

from typing import TYPE_CHECKING

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.spans import SLACK, span_of
from shared.criteria.folding.states import CHANGED, DIRTY, EVERYTHING, SAME, Outcome, Run, Span, State
from shared.criteria.folding.taken import dump_moment, load_moment
from shared.criteria.folding.truths import Truths, dump_truths, earliest, load_truths
from shared.criteria.judging.calendars import period_of
from shared.criteria.judging.facts import Dated, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Periods(State):
    """`runs` are those of the last periods; `truths` is what earlier ones came to. `soiled` are the periods that must
    be folded again (None: all), and `mending` what they come to while they are."""

    __slots__ = ("kind", "last", "latest", "mending", "runs", "soiled", "truths")

    runs: dict[int, Run]
    truths: Truths
    last: Moment | None
    latest: int
    soiled: set[int] | None
    mending: dict[int, Run] | None

    def __init__(self, fold: "Fold", kind: str) -> None:
        super().__init__(fold)
        self.kind = kind
        self.restart()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:
        """Step the run of its period; a late one of a period that was let go asks for that period again."""
        if self.mending is not None:
            return self._mend(item, history, bits)
        if self._is_beyond(item):
            return SAME
        period = self._period(item, history)
        if self.last is not None and item.moment <= self.last:
            return self._late(period, item, history, bits)
        self.last = item.moment
        run = self.runs.get(period)
        if run is None:
            run = self.runs[period] = self.fold.run()
            self._forget(period)
        outcome = run.take(item, history, bits)
        return self._soil(period) if outcome is DIRTY else outcome

    def found(self, need: Level) -> Found | None:
        """The earliest period that came to it."""
        return earliest((self.truths.get(need), *(run.found(need) for run in self.runs.values())))

    def gone(self, item: Dated, history: History) -> Outcome:
        """What was not taken in a period that is still known made no difference."""
        if self._is_beyond(item):
            return SAME
        period = self._period(item, history)
        run = self.runs.get(period)
        if run is not None and run.gone(item, history) is SAME:
            return SAME
        return self._soil(period)

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - it knows the periods
        """Fold the soiled periods again, and no others; all, where something that was found is lost."""
        if self.soiled is None:
            self.restart()
            return EVERYTHING
        self.mending = {period: self.fold.run() for period in self.soiled}
        return span_of(self.kind, self.soiled)

    def restart(self) -> None:
        """Be nothing yet."""
        self.runs, self.truths, self.last, self.latest = {}, {}, None, -1
        self.soiled, self.mending = set(), None

    def settle(self, history: History) -> Outcome:
        """Where a soiled period had been the earliest that was enough and is so later or no more, another may be."""
        mended, self.mending = self.mending or {}, None
        for need in self.fold.needs:
            old, new = self.found(need), earliest(run.found(need) for run in mended.values())
            if old and self._period_at(old.moment, history) in mended and (new is None or new.moment > old.moment):
                self.restart()
                return DIRTY
        for period, run in mended.items():
            if period in self.runs:
                self.runs[period] = run
            else:
                self._remember(run)
        self.soiled = set()
        return CHANGED

    def dump(self) -> Plain:
        """The runs and what was found."""
        runs = [[period, run.dump()] for period, run in self.runs.items()]
        return [self.last and dump_moment(self.last), self.latest, runs, dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        last, self.latest, runs, truths = data
        self.last, self.truths = last and load_moment(last), load_truths(truths)
        for period, run in runs:
            self.runs[period] = self.fold.run()
            self.runs[period].load(run)

    def _mend(self, item: Dated, history: History, bits: int) -> Outcome:
        run = (self.mending or {}).get(self._period(item, history))
        return SAME if run is None else run.take(item, history, bits)

    def _late(self, period: int, item: Dated, history: History, bits: int) -> Outcome:
        """What a late one adds may make another of the same key give way, and undo what was found."""
        run = self.runs.get(period)
        if run is None:
            return self._soil(period)
        before = [self.found(need) for need in self.fold.needs]
        outcome = run.take(item, history, bits)
        for need, old in zip(self.fold.needs, before, strict=True):
            new = self.found(need)
            if old and (new is None or new.moment > old.moment):
                self.soiled = None
                return DIRTY
        return self._soil(period) if outcome is DIRTY else outcome

    def _soil(self, period: int) -> Outcome:
        if self.soiled is not None:
            self.soiled.add(period)
        return DIRTY

    def _period(self, item: Dated, history: History) -> int:
        return period_of(self.kind, history.local_date(item))

    def _period_at(self, moment: Moment, history: History) -> int:
        return period_of(self.kind, history.local_time(moment.at).date())

    def _is_beyond(self, item: Dated) -> bool:
        """Whether it comes after all was reached; the entries of an instant count together."""
        done = self.done()
        return done is not None and (item.at > done.at or (item.moment > done and self.fold.kind != "points"))

    def _forget(self, period: int) -> None:
        """Let go of periods that no fact to come in order can lie in."""
        if period <= self.latest:
            return
        self.latest = period
        for old in [one for one in self.runs if one < period - SLACK]:
            self._remember(self.runs.pop(old))

    def _remember(self, run: Run) -> None:
        """Keep what a period came to that is let go."""
        for need in self.fold.needs:
            if found := earliest((run.found(need), self.truths.get(need))):
                self.truths[need] = found
