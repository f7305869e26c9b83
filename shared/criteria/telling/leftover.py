"""The facts of the right type that did not count, each with the first reason."""

from collections.abc import Iterator, Sequence

from shared.criteria.judging.facts import Dated, Fact
from shared.criteria.judging.found import Run
from shared.criteria.judging.history import Seen
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.reasons import Reason
from shared.criteria.telling.trace import Passed


def passed_over(leaf: WindowedLeaf, seen: Seen, visible: Seen, run: Run, counted: set[Dated]) -> Iterator[Passed]:
    """Everything of a leaf's types in the whole history that is not among what counted, in order."""
    everything = seen.history.everything
    facts = {fact for matcher in leaf.matchers for fact in everything.of(matcher.types)}
    reasons = run.passed()
    places = _Places(set(visible.facts), set(seen.facts))
    for fact in sorted(facts - counted, key=lambda fact: fact.moment):
        fault = _fault(leaf.matchers, fact, seen)
        yield Passed(fact, fault or places.reason(fact) or reasons.get(fact) or Reason("outside"))


class _Places:
    """Where facts lie: before the rule's start, or in another scope."""

    def __init__(self, visible: set[Fact], in_scope: set[Fact]) -> None:
        self._visible = visible
        self._in_scope = in_scope

    def reason(self, fact: Fact) -> Reason | None:
        """Why a fact is not seen, if it is not."""
        if fact not in self._visible:
            return Reason("before_start")
        return None if fact in self._in_scope else Reason("scope")


def _fault(matchers: Sequence[Matcher], fact: Fact, seen: Seen) -> Reason | None:
    """Why no match means the fact: the first one's reason. None where one does."""
    faults = [m.fault(fact, seen.history) for m in matchers if m.types.touches(fact.type)]
    return None if None in faults else faults[0]
