"""The state of a count, sum or distinct: what was taken, up to the top threshold."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import CHANGED, DIRTY, SAME, Outcome, Run, Span
from shared.criteria.folding.taken import Taken, load_taken, mark_of
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
        self.level += 1
        self.highs.append(self.level)
        return CHANGED if self.fold.crosses(self.level - 1, self.level) else SAME

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

    def holds(self, moment: Moment) -> bool:
        """Whether what is of this moment was taken."""
        at = self._place(moment)
        return at < len(self.log) and self.log[at].moment == moment

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
        self._restart(self.log[: self._place(first)])
        return Span(first)

    def restart(self) -> None:
        """Forget all that was taken."""
        self._restart([])

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
            self.log.pop(self._place(instead_of.moment))
            self._register(instead_of, -1)
        self.log.insert(at, taken)
        self._register(taken, 1)
        self._recount()
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
        self._register(taken, 1)
        self._climb(len(self.log) - 1, taken)

    def _register(self, taken: Taken, one: int) -> None:
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

    def _recount(self) -> None:
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
            self._register(taken, -1)
            self.acts.discard(taken.act)
            if self.credited.get(taken.key) is taken:
                del self.credited[taken.key]
        del self.log[length:]

    def _new(self, taken: Taken) -> int:
        before = len(self.values)
        self.values.update(taken.worth)
        return len(self.values) - before
