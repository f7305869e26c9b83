"""The state of a leaf in a calendar window: each local period apart, of which only the last may still change."""

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import DIRTY, SAME, Outcome, Run, State
from shared.criteria.folding.streak import SLACK
from shared.criteria.folding.taken import dump_moment, load_moment
from shared.criteria.folding.truths import Truths, before, dump_truths, earliest, load_truths
from shared.criteria.judging.calendars import period_of
from shared.criteria.judging.facts import Dated, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold

LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


class Periods(State):
    """`runs` are those of the last periods; `truths` is what earlier ones came to. After a rewind `trusted` tells from
    when on the runs are whole: what they found before then is in `truths`."""

    __slots__ = ("kind", "last", "latest", "runs", "trusted", "truths")

    def __init__(self, fold: "Fold", kind: str) -> None:
        super().__init__(fold)
        self.kind = kind
        self.runs: dict[int, Run] = {}
        self.truths: Truths = {}
        self.last: Moment | None = None
        self.trusted: Moment | None = None
        self.latest = -1

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:
        """Step the run of its period; a late one of a period that was let go asks for that period again."""
        if self._is_beyond(item):
            return SAME
        period = period_of(self.kind, history.local_date(item))
        untrusted = self.trusted is not None and item.moment < self.trusted
        if self.last is None or item.moment > self.last:
            self.last = item.moment
        elif untrusted or period not in self.runs:
            return DIRTY
        run = self.runs.get(period)
        if run is None:
            run = self.runs[period] = self.fold.run()
            self._forget(period)
        outcome = run.take(item, history, bits)
        return SAME if untrusted else outcome

    def found(self, need: Level) -> Found | None:
        """The earliest period that came to it."""
        runs = (run.found(need) for run in self.runs.values())
        new = earliest(one for one in runs if one and (self.trusted is None or one.moment >= self.trusted))
        return earliest((self.truths.get(need), new))

    def gone(self, item: Dated, history: History) -> Outcome:
        """What was not taken in a period that is still known made no difference."""
        if self._is_beyond(item):
            return SAME
        if self.trusted is not None and item.moment < self.trusted:
            return DIRTY
        run = self.runs.get(period_of(self.kind, history.local_date(item)))
        return DIRTY if run is None else run.gone(item, history)

    def rewind(self, moment: Moment) -> Moment:
        """Keep what was found before; the period of the moment, whole, is needed again."""
        found = {need: one for need in self.fold.needs if (one := self.found(need))}
        self.truths = before(found, moment)
        self.runs, self.last, self.trusted, self.latest = {}, None, moment, -1
        return Moment(moment.at - timedelta(days=LONGEST[self.kind] + SLACK))

    def settle(self) -> None:
        """Whatever comes before the moment of the rewind is late from now on."""
        if self.trusted is not None and (self.last is None or self.last < self.trusted):
            self.last = self.trusted

    def dump(self) -> Plain:
        """The runs and what was found."""
        moments = [one and dump_moment(one) for one in (self.last, self.trusted)]
        return [*moments, self.latest, [[p, run.dump()] for p, run in self.runs.items()], dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        last, trusted, self.latest, runs, truths = data
        self.last, self.trusted = last and load_moment(last), trusted and load_moment(trusted)
        self.truths = load_truths(truths)
        for period, run in runs:
            self.runs[period] = self.fold.run()
            self.runs[period].load(run)

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
            for need in self.fold.needs:
                run = self.runs[old]
                if (found := run.found(need)) and (self.trusted is None or found.moment >= self.trusted):
                    self.truths[need] = earliest((found, self.truths.get(need))) or found
            del self.runs[old]
