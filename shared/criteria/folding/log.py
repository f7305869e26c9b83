"""What was taken, in order, and what it comes to."""

from abc import ABC
from bisect import bisect_left
from collections.abc import Hashable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from shared.criteria.folding.states import Run
from shared.criteria.folding.taken import Taken
from shared.criteria.judging.facts import Moment
from shared.criteria.judging.found import Level

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Log(Run, ABC):
    """`log` up to the `top` threshold; `highs` are the totals that were higher than all before, `high_at` where each
    was reached. `credited`, `acts` and `used` tell what would be passed over; `values` are a distinct's."""

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
        self.refill([])

    @property
    def is_full(self) -> bool:
        """Whether the top threshold was reached."""
        return self.top is not None and bool(self.highs) and self.highs[-1] >= self.top

    @property
    def high(self) -> Level:
        """The highest total there has been."""
        return self.highs[-1] if self.highs else 0

    def holds(self, moment: Moment) -> bool:
        """Whether what is of this moment was taken."""
        at = self.place(moment)
        return at < len(self.log) and self.log[at].moment == moment

    def refill(self, log: list[Taken]) -> None:
        """Be what these come to, up to the top."""
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
            self.add(taken)

    def place(self, moment: Moment) -> int:
        """Where in the log a moment is, or would be."""
        return bisect_left(self.log, moment, key=lambda taken: taken.moment)

    def add(self, taken: Taken) -> None:
        """Take the next."""
        self.log.append(taken)
        self.register(taken, 1)
        self._climb(len(self.log) - 1, taken)

    def register(self, taken: Taken, one: int) -> None:
        """Note that it was taken (1), or that it gives up its place (-1) to one of the same key or bucket."""
        if taken.key is not None and one > 0:
            self.credited[taken.key] = taken
        if self.fold.once:
            self.acts.add(taken.act)
        if taken.bucket is not None:
            self.used[taken.bucket] = self.used.get(taken.bucket, 0) + one

    def _climb(self, place: int, taken: Taken) -> None:
        self.level += taken.worth if self.fold.kind != "distinct" else self._new(taken)
        if not self.highs or self.level > self.highs[-1]:
            self.highs.append(self.level)
            self.high_at.append(place)

    def _new(self, taken: Taken) -> int:
        before = len(self.values)
        self.values.update(taken.worth)
        return len(self.values) - before

    def recount(self) -> None:
        """Work the totals out again, after the log has changed before its end; let go of what lies beyond the top."""
        self.level, self.highs, self.high_at, self.values = 0, [], [], set()
        highest, top = None, self.top
        if self.fold.kind == "count":
            self.level = min(len(self.log), len(self.log) if top is None else top)
            self.highs, self.high_at = list(range(1, self.level + 1)), list(range(self.level))
            self._trim(self.level)
            return
        for place, level in enumerate(self._levels()):
            self.level = level
            if highest is None or level > highest:
                highest = level
                self.highs.append(level)
                self.high_at.append(place)
                if top is not None and level >= top:
                    self._trim(place + 1)
                    return

    def _levels(self) -> Iterator[Level]:
        """The total after each in the log."""
        if self.fold.kind != "distinct":
            yield from accumulate(taken.worth for taken in self.log)
            return
        known = self.values
        for taken in self.log:
            known.update(taken.worth)
            yield len(known)

    def _trim(self, length: int) -> None:
        for taken in self.log[length:]:
            self.register(taken, -1)
            self.acts.discard(taken.act)
            if self.credited.get(taken.key) is taken:
                del self.credited[taken.key]
        del self.log[length:]
