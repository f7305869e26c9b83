"""The state of a sequence: the chain begun, or the facts that a chain may still begin at."""

from bisect import bisect_left
from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.growth import Growth
from shared.criteria.folding.plain import Plain, from_plain, to_plain
from shared.criteria.folding.states import CHANGED, DIRTY, EVERYTHING, SAME, Outcome, Span
from shared.criteria.folding.taken import Taken, dump_instant, dump_moment, load_instant, load_moment, load_taken
from shared.criteria.folding.truths import Truths, dump_truths, load_truths
from shared.criteria.judging.facts import Dated, Fact, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Chain(Growth):
    """`saved` is what was before, while a part of the past is looked at again; `latest` how far it had come."""

    __slots__ = ("last", "latest", "saved", "truths")

    last: Moment | None
    latest: Moment | None
    truths: Truths
    saved: tuple[datetime, Truths, deque[Taken], list[datetime | None], Moment | None] | None

    def __init__(self, fold: "Fold") -> None:
        super().__init__(fold)
        self.restart()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:
        """Step; a late one asks for the facts around it, unless it cannot be in a chain."""
        fact = cast("Fact", item)
        if self.truths and fact.moment > self._end:
            return SAME
        if self.last is not None and fact.moment <= self.last:
            return self._late(fact, bits)
        self.last = fact.moment
        self.put(self.fold.read_steps(fact, bits), history)
        return CHANGED if self.truths else SAME

    def put(self, taken: Taken, history: History) -> bool:  # noqa: ARG002 - what runs have in common
        """Take it in for the steps whose turn it may be."""
        bits = self.counted_once(taken)
        if not bits or self.truths:
            return False
        chain = self.grown(taken._replace(worth=bits))
        if chain:
            self.truths[self.steps] = Found(chain[-1].moment, tuple(chain))
            self.recent.clear()
        return True

    def found(self, need: Level) -> Found | None:  # noqa: ARG002 - it has one: all its steps
        """The earliest chain."""
        return self.truths.get(self.steps)

    def at_last(self, need: Level, last: Taken) -> Found | None:  # noqa: ARG002 - where it ends is in the chain
        """The earliest chain."""
        return self.found(need)

    def gone(self, item: Dated, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """It may have been in a chain's way, or part of it."""
        if self.truths and item.moment > self._end:
            return SAME
        if self._is_greedy:
            return DIRTY if item.moment in {taken.moment for taken in self._chain()} else SAME
        return DIRTY

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - what states have in common
        """Go on from the chain before the change, or look again at all chains that the change can lie in."""
        if self._is_greedy:
            chain, latest = [taken for taken in self._chain() if taken.moment < first], self.last
            self.restart()
            self.recent.extend(chain)
            self.last, self.latest = chain[-1].moment if chain else None, latest
            return Span(first)
        saved = (self.truths, self.recent, self.starts, self.last)
        self.restart()
        if self.fold.once_steps or self.within is None:
            return EVERYTHING
        end = last.at + self.within + timedelta.resolution
        self.saved = (end, *saved)
        return Span(Moment(first.at - self.within), end)

    def settle(self, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """Chains that the change does not lie in are as they were."""
        if self.saved is None:
            self.last, self.latest = _later(self.last, self.latest), None
            return SAME
        end, truths, recent, starts, last = self.saved
        self.saved = None
        if truths and not self.truths:
            if truths[self.steps].moment.at < end:
                self.restart()
                return DIRTY
            self.truths = truths
        if not self.truths and last is not None and last.at >= end:
            self.recent, self.starts = recent, starts
        self.last = _later(last, self.last)
        return CHANGED

    def restart(self) -> None:
        """Be nothing yet."""
        self.clear()
        self.last = self.latest = None
        self.truths = {}
        self.saved = None

    def dump(self) -> Plain:
        """What is needed to go on."""
        recent = [taken.dump() for taken in self.recent]
        starts = [start and dump_instant(start) for start in self.starts]
        acts = [[step, to_plain(act)] for step, act in self.acts]
        return [self.last and dump_moment(self.last), recent, starts, acts, dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        last, recent, starts, acts, truths = data
        self.last, self.truths = last and load_moment(last), load_truths(truths)
        self.recent = deque(map(load_taken, recent))
        self.starts = [start if start is None else load_instant(start) for start in starts]
        self.acts = {(step, from_plain(act)) for step, act in acts}

    @property
    def _end(self) -> Moment:
        return self.truths[self.steps].moment

    @property
    def _is_greedy(self) -> bool:
        """Whether the chain begun is all there is to know: each next fact that fits is in it."""
        return self.within is None and not self.fold.strict and not self.fold.once_steps

    def _chain(self) -> list[Taken]:
        return cast("list[Taken]", list(self.truths[self.steps].facts)) if self.truths else list(self.recent)

    def _late(self, fact: Fact, bits: int) -> Outcome:
        chain = self._chain()
        if not self._is_greedy:
            return SAME if chain and chain[-1].moment == fact.moment else DIRTY
        place = bisect_left(chain, fact.moment, key=lambda taken: taken.moment)
        if place < len(chain) and chain[place].moment == fact.moment:
            return SAME
        return DIRTY if bits >> place & 1 else SAME


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    return max(one, other) if one and other else one or other
