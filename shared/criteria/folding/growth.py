"""How a chain grows: by each fact that comes in order, for the steps that it fits."""

from abc import ABC
from collections import deque
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shared.criteria.folding.states import Run
from shared.criteria.folding.taken import Taken

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Growth(Run, ABC):
    """`recent` holds the facts of which the earliest chain can consist: without `within` the chain itself, of a strict
    one the last few. `starts` are the latest starts of chains of so many steps, to tell when to look. `acts` are the
    completions that a step has seen, where it means several roles."""

    __slots__ = ("acts", "recent", "starts", "steps", "within")

    recent: deque[Taken]
    starts: list[datetime | None]
    acts: set[tuple[int, Hashable]]

    def __init__(self, fold: "Fold") -> None:
        super().__init__(fold)
        self.steps = fold.steps
        self.within: timedelta | None = fold.within
        self.clear()

    def clear(self) -> None:
        """Be no chain yet."""
        self.recent = deque()
        self.starts = [None] * self.steps
        self.acts = set()

    def counted_once(self, taken: Taken) -> int:
        """The steps it fits, without those that its completion fitted before in another role."""
        bits: int = taken.worth
        for step in self.fold.once_steps:
            if bits >> step & 1:
                if (step, taken.act) in self.acts:
                    bits &= ~(1 << step)
                self.acts.add((step, taken.act))
        return bits

    def grown(self, taken: Taken) -> list[Taken] | None:
        """The chain that this one ends, if it does."""
        if self.fold.strict:
            return self._strict(taken)
        if self.within is None:
            return self._next(taken)
        recent = self.recent
        recent.append(taken)
        while recent[0].moment.at < taken.moment.at - self.within:
            recent.popleft()
        return self._quickest() if self._ends(taken) else None

    def _next(self, taken: Taken) -> list[Taken] | None:
        if taken.worth >> len(self.recent) & 1:
            self.recent.append(taken)
        return list(self.recent) if len(self.recent) == self.steps else None

    def _strict(self, taken: Taken) -> list[Taken] | None:
        self.recent.append(taken)
        if len(self.recent) > self.steps:
            self.recent.popleft()
        fits = len(self.recent) == self.steps and all(one.worth >> i & 1 for i, one in enumerate(self.recent))
        return list(self.recent) if fits and self._lasts(self.recent[0], taken) else None

    def _ends(self, taken: Taken) -> bool:
        """Whether a chain that is quick enough ends here; keeps the latest start of each length."""
        at, starts = taken.moment.at, self.starts
        for step in range(self.steps - 1, -1, -1):
            start = at if step == 0 else starts[step - 1]
            if start is not None and taken.worth >> step & 1:
                starts[step] = start
                if step == self.steps - 1 and self.within is not None and at - start <= self.within:
                    return True
        return False

    def _quickest(self) -> list[Taken] | None:
        """The first start whose quickest chain is quick enough."""
        facts = list(self.recent)
        for i, start in enumerate(facts):
            if start.worth & 1:
                chain = _onward(facts[i:], self.steps)
                if chain is None or self._lasts(chain[0], chain[-1]):
                    return chain
        return None

    def _lasts(self, first: Taken, last: Taken) -> bool:
        return self.within is None or last.moment.at - first.moment.at <= self.within


def _onward(facts: Iterable[Taken], steps: int) -> list[Taken] | None:
    """From the first, each step at the first fact that it can have."""
    chain: list[Taken] = []
    for fact in facts:
        if fact.worth >> len(chain) & 1:
            chain.append(fact)
            if len(chain) == steps:
                return chain
    return None
