"""The state of a count, sum or distinct: what was taken, up to the top threshold."""

from bisect import bisect_left
from collections.abc import Hashable
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import CHANGED, DIRTY, SAME, Outcome, Run
from shared.criteria.folding.taken import Taken, load_taken
from shared.criteria.judging.facts import Dated, Fact, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Tally(Run):
    """`log` is what was taken, in order. What was passed over needs no memory: it used up nothing.

    A late one needs no other facts unless it takes the place of one in the log, where passing over has consequences.
    """

    __slots__ = ("acts", "credited", "high_at", "highs", "level", "log", "top", "used", "values")

    log: list[Taken]
    level: Level
    highs: list[Level]
    high_at: list[int]
    credited: dict[Hashable, Taken]
    acts: set[Hashable]
    used: dict[Hashable, int]
    values: set[Hashable]

    def __init__(self, fold: "Fold", top: Level | None) -> None:
        super().__init__(fold)
        self.top = top
        self._restart([])

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:  # noqa: ARG002 - steps are a sequence's
        """Step, or make room for a late one."""
        fact, log = cast("Fact", item), self.log
        if log and fact.moment <= log[-1].moment:
            return self._late(fact, history)
        if self.is_full:
            return SAME
        key = self.fold.key_of(fact, history)
        if key is not None and key in self.credited:
            return SAME
        before = self.high
        if not self.put(self.fold.read(fact, history, key), history):
            return SAME
        return CHANGED if self.fold.crosses(before, self.high) else SAME

    def put(self, taken: Taken, history: History) -> bool:  # noqa: ARG002 - what runs have in common
        """Take it, unless it was credited, its completion counted, or its cap is used up."""
        if taken.key is not None and taken.key in self.credited:
            return False
        if self.fold.once and taken.act in self.acts:
            return False
        if taken.bucket is not None and self.used.get(taken.bucket, 0) >= self.fold.cap:
            return False
        self._add(taken)
        return True

    @property
    def is_full(self) -> bool:
        """Whether the top threshold was reached."""
        return self.top is not None and bool(self.highs) and self.highs[-1] >= self.top

    @property
    def high(self) -> Level:
        """The highest total there has been."""
        return self.highs[-1] if self.highs else 0

    def found(self, need: Level) -> Found | None:
        """What brought the total to `need`."""
        high = bisect_left(self.highs, need)
        if high == len(self.highs):
            return None
        taken = tuple(self.log[: self.high_at[high] + 1])
        return Found(taken[-1].moment, taken)

    def at_last(self, need: Level, last: Taken) -> Found | None:
        """Whether the total is enough."""
        return Found(last.moment, tuple(self.log)) if self.level >= need else None

    def gone(self, item: Dated, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """What was not taken made no difference."""
        at = self._place(item.moment)
        return DIRTY if at < len(self.log) and self.log[at].moment == item.moment else SAME

    def rewind(self, moment: Moment) -> Moment:
        """Forget what was taken from there on."""
        self._restart(self.log[: self._place(moment)])
        return moment

    def dump(self) -> Plain:
        """The log."""
        return [taken.dump() for taken in self.log]

    def load(self, data: Plain) -> None:
        """From the log."""
        self._restart([load_taken(one) for one in data])

    def _late(self, fact: Fact, history: History) -> Outcome:
        at = self._place(fact.moment)
        if self.log[at].moment == fact.moment:
            return SAME
        key = self.fold.key_of(fact, history)
        known = self.credited.get(key) if key is not None else None
        if known is not None and known.moment < fact.moment:
            return SAME
        taken = self.fold.read(fact, history, key)
        is_full = taken.bucket is not None and self.used.get(taken.bucket, 0) >= self.fold.cap
        takes_a_place = known is not None and (self.fold.cap or self.fold.once)
        if is_full or takes_a_place or (self.fold.once and taken.act in self.acts):
            return DIRTY
        return self._insert(at, taken, known)

    def _insert(self, at: int, taken: Taken, instead_of: Taken | None) -> Outcome:
        before, was_full = self.high, self.is_full
        rest = [one for one in self.log[at:] if one is not instead_of]
        self._restart([*self.log[:at], taken, *rest])
        if was_full and not self.is_full:
            return DIRTY
        return CHANGED if self.fold.crosses(0, max(before, self.high)) else SAME

    def _place(self, moment: Moment) -> int:
        return bisect_left(self.log, moment, key=lambda taken: taken.moment)

    def _restart(self, log: list[Taken]) -> None:
        self.log = []
        self.level = 0
        self.highs = []
        self.high_at = []
        self.credited = {}
        self.acts = set()
        self.used = {}
        self.values = set()
        for taken in log:
            if self.is_full:
                return
            self._add(taken)

    def _add(self, taken: Taken) -> None:
        self.log.append(taken)
        if taken.key is not None:
            self.credited[taken.key] = taken
        if self.fold.once:
            self.acts.add(taken.act)
        if taken.bucket is not None:
            self.used[taken.bucket] = self.used.get(taken.bucket, 0) + 1
        self.level += self._gain(taken)
        if not self.highs or self.level > self.highs[-1]:
            self.highs.append(self.level)
            self.high_at.append(len(self.log) - 1)

    def _gain(self, taken: Taken) -> Level:
        if self.fold.kind != "distinct":
            return taken.worth
        before = len(self.values)
        self.values.update(taken.worth)
        return len(self.values) - before
