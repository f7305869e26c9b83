"""Counts, sums and distinct values: each fact that is taken adds something."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence

from shared.criteria.judging.facts import Dated, Fact
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History
from shared.criteria.judging.matching import Matcher, Taking
from shared.criteria.judging.paths import Reader
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.values import canonical, elements, millionths
from shared.criteria.language.values import is_number

Gain = Callable[[Fact], int]
"""What a taken fact adds."""


def counting(_: History) -> Gain:
    """Each fact is one."""
    return lambda _: 1


def summing(read: Reader) -> Callable[[History], Gain]:
    """Each fact adds the numbers at a path, in millionths; what is no number adds nothing."""

    def gain_in(history: History) -> Gain:
        return lambda fact: sum(millionths(part) for part in elements(read(fact, history)) if is_number(part))

    return gain_in


def distinguishing(read: Reader) -> Callable[[History], Gain]:
    """Each fact adds the values at a path that none before it had."""

    def gain_in(history: History) -> Gain:
        known: set[Hashable] = set()

        def gain(fact: Fact) -> int:
            before = len(known)
            known.update(canonical(part) for part in elements(read(fact, history)))
            return len(known) - before

        return gain

    return gain_in


class Tally:
    """The run of a count, sum or distinct over one window's facts."""

    def __init__(self, facts: Sequence[Fact], matcher: Matcher, history: History, gain: Gain) -> None:
        self._facts = facts
        self._coming: Iterator[Fact] = iter(facts)
        self._taking = Taking(matcher, history)
        self._gain = gain
        self._level = 0
        self._taken: list[Fact] = []
        self._passed: dict[Dated, Reason] = {}
        self._highs: list[int] = []
        self._high_at: list[int] = []

    @property
    def reached(self) -> int:
        """The total of everything taken."""
        self._fold(None)
        return self._level

    def first(self, need: Level) -> Found | None:
        """The fact that brings the total to `need`."""
        self._fold(need)
        high = bisect_left(self._highs, need)
        if high == len(self._highs):
            return None
        taken = tuple(self._taken[: self._high_at[high] + 1])
        return Found(taken[-1].moment, taken)

    def at_last(self, need: Level) -> Found | None:
        """Whether the total is enough at the last fact, which must have been taken."""
        if self.reached < need or not self._taken or self._taken[-1] is not self._facts[-1]:
            return None
        return Found(self._taken[-1].moment, tuple(self._taken))

    def counted(self) -> list[Fact]:
        """The facts taken."""
        self._fold(None)
        return self._taken

    def passed(self) -> dict[Dated, Reason]:
        """The facts passed over."""
        self._fold(None)
        return self._passed

    def _fold(self, need: Level | None) -> None:
        """Take on until the total has once reached `need` (None: to the end)."""
        if need is not None and self._highs and self._highs[-1] >= need:
            return
        for fact in self._coming:
            reason = self._taking.refusal(fact)
            if reason is not None:
                self._passed[fact] = reason
                continue
            self._taken.append(fact)
            self._level += self._gain(fact)
            if not self._highs or self._level > self._highs[-1]:
                self._highs.append(self._level)
                self._high_at.append(len(self._taken) - 1)
            if need is not None and self._highs[-1] >= need:
                return
