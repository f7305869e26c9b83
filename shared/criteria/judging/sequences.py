"""The leaf sequence: one fact for each step, in order."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from typing import cast

from shared.criteria.judging.facts import Dated, Fact
from shared.criteria.judging.found import Found, Level, Run
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.windows import Windowing
from shared.criteria.language.leaves import SequenceLeaf
from shared.criteria.language.values import duration


class SequenceRun:
    """The facts of one window that match a step, and the earliest chain of them."""

    def __init__(self, facts: Sequence[Fact], steps: Sequence[Matcher], history: History, said: SequenceLeaf) -> None:
        self._said = said
        self._now = history.now
        self._within = None if said.within is None else duration(said.within)
        by_step = [_once(step, facts, history) for step in steps]
        used = {fact for fitting in by_step for fact in fitting}
        self._facts = [fact for fact in facts if fact in used]
        places = {fact: i for i, fact in enumerate(self._facts)}
        self._places = [[places[fact] for fact in fitting] for fitting in by_step]
        self._passed: dict[Dated, Reason] = {fact: Reason("same_completion") for fact in facts if fact not in used}

    @property
    def reached(self) -> int:
        """How many steps are done: all, or as many as a chain has that the next step may still follow."""
        steps = len(self._places)
        if self._chain(steps, self._is_quick):
            return steps
        return next((length for length in range(steps - 1, 0, -1) if self._chain(length, self._goes_on)), 0)

    def first(self, need: Level) -> Found | None:
        """The last fact of the earliest chain of all the steps."""
        chain = self._chain(need, self._is_quick)
        return None if chain is None else Found(chain[-1].moment, tuple(chain))

    def at_last(self, need: Level) -> Found | None:
        """Whether there is a chain up to the last fact."""
        return self.first(need)

    def counted(self) -> list[Fact]:
        """The chain of what is done."""
        done = self.reached
        return self._chain(done, self._is_quick if done == len(self._places) else self._goes_on) or []

    def passed(self) -> dict[Dated, Reason]:
        """The facts that it left out."""
        chain = set(self.counted())
        return self._passed | {fact: Reason("step") for fact in self._facts if fact not in chain}

    def _is_quick(self, chain: list[Fact]) -> bool:
        return self._within is None or chain[-1].at - chain[0].at <= self._within

    def _goes_on(self, chain: list[Fact]) -> bool:
        """Whether there is time left, and (in strict order) nothing has come between."""
        is_last = not self._said.strict or chain[-1] is self._facts[-1]
        return is_last and (self._within is None or self._now - chain[0].at <= self._within)

    def _chain(self, length: int, fits: Callable[[list[Fact]], bool]) -> list[Fact] | None:
        """The earliest chain of the first `length` steps: the first start whose quickest chain fits."""
        for start in self._places[0] if length else ():
            chain = self._strict(start, length) if self._said.strict else self._quickest(start, length)
            if chain is None and not self._said.strict:
                return None
            if chain and fits(chain):
                return chain
        return None

    def _quickest(self, start: int, length: int) -> list[Fact] | None:
        """From a start, each step at the first fact that it can have."""
        places = [start]
        for fitting in self._places[1:length]:
            following = bisect_left(fitting, places[-1] + 1)
            if following == len(fitting):
                return None
            places.append(fitting[following])
        return [self._facts[place] for place in places]

    def _strict(self, start: int, length: int) -> list[Fact] | None:
        """From a start, each step at the very next fact."""
        for i, fitting in enumerate(self._places[:length]):
            at = bisect_left(fitting, start + i)
            if at == len(fitting) or fitting[at] != start + i:
                return None
        return self._facts[start : start + length]


def _once(step: Matcher, facts: Sequence[Fact], history: History) -> list[Fact]:
    """The facts that fit a step; of a completion in several roles, one."""
    fitting = [fact for fact in facts if step.types.touches(fact.type) and step.holds(fact, history)]
    if not step.match.has_several_roles:
        return fitting
    first: dict[Hashable, Fact] = {}
    for fact in fitting:
        first.setdefault((fact.source, fact.completion, fact.employee), fact)
    return list(first.values())


class StepsInOrder(WindowedLeaf):
    """One fact for each step, in order."""

    kind = "sequence"

    def __init__(self, path: str, said: SequenceLeaf, windowing: Windowing, steps: Sequence[Matcher]) -> None:
        super().__init__(path, len(steps), windowing, tiered=False)
        self.said = said
        self.steps = self.matchers = steps

    def items(self, seen: Seen) -> Sequence[Dated]:
        """The facts that match some step."""
        meant = {fact for step in self.steps for fact in step.meant(seen)}
        return sorted(meant, key=lambda fact: fact.moment)

    def run(self, items: Sequence[Dated], seen: Seen) -> Run:
        """The chains of one window."""
        return SequenceRun(cast("Sequence[Fact]", items), self.steps, seen.history, self.said)
