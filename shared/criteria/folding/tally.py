"""The state of a count, sum or distinct: what was taken, up to the top threshold."""

from bisect import bisect_left
from typing import cast

from shared.criteria.folding.log import Log
from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import CHANGED, DIRTY, SAME, Outcome, Span
from shared.criteria.folding.taken import Taken, load_taken, mark_of
from shared.criteria.judging.facts import Dated, Fact, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History


class Tally(Log):
    """`log` is what was taken, in order. What was passed over needs no memory: it used up nothing.

    A late one needs no other facts unless it takes the place of one in the log, where passing over has consequences.
    """

    __slots__ = ()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:  # noqa: ARG002 - steps are a sequence's
        """Step, or make room for a late one."""
        fact, log = cast("Fact", item), self.log
        if log and fact.moment <= log[-1].moment:
            return self._late(fact, history)
        fold = self.fold
        if self.highs and self.top is not None and self.highs[-1] >= self.top:
            return SAME
        if fold.is_usual and not history.is_of_unit:
            return self._count(fact)
        key = fold.key_of(fact, history)
        if key is not None and key in self.credited:
            return SAME
        before = self.high
        if not self.put(fold.read(fact, history, key), history):
            return SAME
        return CHANGED if fold.crosses(before, self.high) else SAME

    def _count(self, fact: Fact) -> Outcome:
        """The most common step, with nothing asked that need not be."""
        key = fact.thing
        if key in self.credited:
            return SAME
        taken: Taken | None = fact.usual
        if taken is None:
            taken = fact.usual = Taken(fact.moment, fact.completion, mark_of(fact), key, None, 1)
        if key is not None:
            self.credited[key] = taken
        self.high_at.append(len(self.log))
        self.log.append(taken)
        self.level = level = self.level + 1
        self.highs.append(level)
        fold = self.fold
        if level < fold.least:
            return SAME
        return CHANGED if fold.crosses(level - 1, level) else SAME

    def put(self, taken: Taken, history: History) -> bool:  # noqa: ARG002 - what runs have in common
        """Take it, unless it was credited, its completion counted, or its cap is used up."""
        if taken.key is not None and taken.key in self.credited:
            return False
        if self.fold.once and taken.act in self.acts:
            return False
        if taken.bucket is not None and self.used.get(taken.bucket, 0) >= self.fold.cap:
            return False
        self.add(taken)
        return True

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
        return DIRTY if self.holds(item.moment) else SAME

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - what states have in common
        """Forget what was taken from there on."""
        self.refill(self.log[: self.place(first)])
        return Span(first)

    def restart(self) -> None:
        """Forget all that was taken."""
        self.refill([])

    def dump(self) -> Plain:
        """The log."""
        return [taken.dump() for taken in self.log]

    def load(self, data: Plain) -> None:
        """From the log."""
        self.refill([load_taken(one) for one in data])

    def _late(self, fact: Fact, history: History) -> Outcome:
        at = self.place(fact.moment)
        if self.log[at].moment == fact.moment:
            return SAME
        key = self.fold.key_of(fact, history)
        known = self.credited.get(key) if key is not None else None
        if known is not None and known.moment < fact.moment:
            return SAME
        taken = self.fold.read(fact, history, key)
        if self.fold.once and (known is not None or taken.act in self.acts):
            return DIRTY
        if taken.bucket is None or self.used.get(taken.bucket, 0) < self.fold.cap:
            return DIRTY if known is not None and self.fold.cap else self._insert(at, taken, known)
        return self._displace(at, taken)

    def _displace(self, at: int, taken: Taken) -> Outcome:
        """The bucket of a late one is full. If by earlier ones, it is passed over; else the last of them goes, and the
        place that its own credit key takes may pass to another."""
        rivals = [one for one in self.log if one.bucket == taken.bucket]
        if rivals[-1].moment < taken.moment:
            return SAME
        if self.fold.once or self.fold.key is not None or self.is_full:
            return DIRTY
        return self._insert(at, taken, rivals[-1])

    def _insert(self, at: int, taken: Taken, instead_of: Taken | None) -> Outcome:
        before, was_full = self.high, self.is_full
        if instead_of is not None:
            self.log.pop(self.place(instead_of.moment))
            self.register(instead_of, -1)
        self.log.insert(at, taken)
        self.register(taken, 1)
        self.recount()
        if was_full and not self.is_full:
            return DIRTY
        return CHANGED if self.fold.crosses(0, max(before, self.high)) else SAME
