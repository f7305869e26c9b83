"""Folding again: the past, given to the states that asked for it."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.news import Past
from shared.criteria.folding.states import CHANGED, DIRTY, EVERYTHING, Span, State
from shared.criteria.judging.facts import Dated, Fact
from shared.criteria.judging.history import History, Seen

if TYPE_CHECKING:
    from shared.criteria.folding.turn import Turn


Starts = dict[Fold, dict[Hashable, Span]]
"""The spans that states of folds, by scope, have asked for."""


class Replay:
    """The past of one turn. What several folds mean alike is picked out once."""

    def __init__(self, turn: "Turn", past: Past) -> None:
        self.turn = turn
        self.history = turn.history
        self.seen = Seen(turn.history, _with_awards(past.facts, turn.history), list(past.entries), [])

    def run(self, pending: Sequence[Fold], moving: set[Fold]) -> Starts:
        """Fold again, anchors before what comes after them; the windows of `moving` may open at another moment.

        Gives the states for which what they asked for was not enough."""
        left: Starts = {}
        for fold in pending:
            if fold in moving:
                self.turn.reopen(fold)
            if fold in self.turn.anew:
                self._anew(fold)
            elif fold in self.turn.starts and (short := self._again(fold, self.turn.starts[fold])):
                left[fold] = dict.fromkeys(short, EVERYTHING)
        return left

    def _anew(self, fold: Fold) -> None:
        items, bits = self._items(fold)
        states = self.turn.folded.begin(fold)
        self.turn.anew.discard(fold)
        if fold.scoping is None and items:
            _give(self.turn.state(fold, states, None), items, bits, self.history)
            return
        for item in items if fold.scoping else ():
            for key in self.turn.folded.keys(fold, item, self.history):
                self.turn.state(fold, states, key).take(item, self.history, bits.get(item, 1))

    def _again(self, fold: Fold, spans: dict[Hashable, Span]) -> list[Hashable]:
        items, bits = self._items(fold)
        states = self.turn.folded.states[fold]
        if fold.scoping is None:
            for item in _within(items, spans[None]):
                states[None].take(item, self.history, bits.get(item, 1))
        else:
            self._scoped(fold, spans, items, bits)
        return [key for key in spans if states[key].settle(self.history) is DIRTY]

    def _scoped(self, fold: Fold, spans: dict[Hashable, Span], items: Sequence[Dated], bits: dict[Dated, int]) -> None:
        states = self.turn.folded.states[fold]
        for item in items:
            for key in self.turn.folded.keys(fold, item, self.history):
                if key in spans and _lies_in(item, spans[key]):
                    states[key].take(item, self.history, bits.get(item, 1))

    def _items(self, fold: Fold) -> tuple[Sequence[Dated], dict[Dated, int]]:
        """What a fold's match means, in order, and of a sequence the steps that each fits."""
        items, bits = self._meant(fold)
        if fold.is_bounded:
            items = [item for item in items if fold.holds(item, self.history)]
        return items, bits

    def _meant(self, fold: Fold) -> tuple[Sequence[Dated], dict[Dated, int]]:
        if fold.kind == "points":
            return [entry for entry in self.seen.entries if fold.means_entry(entry)], {}
        if fold.kind == "scope":
            return [*self.seen.facts, *self.seen.entries], {}
        if fold.kind != "sequence":
            return fold.matchers[0].meant(self.seen), {}
        bits: dict[Dated, int] = {}
        for step, matcher in enumerate(fold.matchers):
            for fact in matcher.meant(self.seen):
                bits[fact] = bits.get(fact, 0) | 1 << step
        return sorted(bits, key=lambda fact: fact.moment), bits


def _give(state: State, items: Sequence[Dated], bits: dict[Dated, int], history: History) -> None:
    """Give all of them to a state that knows nothing, or as many as it takes until all that is asked for was reached.
    (One that is folded again in part may have reached it elsewhere.)"""
    take = state.take
    for item in items:
        outcome = take(item, history, bits.get(item, 1)) if bits else take(item, history)
        if outcome is CHANGED and state.fold.kind != "points" and state.done() is not None:
            return


def _within(items: Sequence[Dated], span: Span) -> Sequence[Dated]:
    first = 0 if span.start is None else bisect_left(items, span.start, key=lambda item: item.moment)
    last = len(items) if span.end is None else bisect_left(items, span.end, key=lambda item: item.at)
    return items[first:last] if first or last < len(items) else items


def _lies_in(item: Dated, span: Span) -> bool:
    return (span.start is None or item.moment >= span.start) and (span.end is None or item.at < span.end)


def _with_awards(facts: Sequence[Fact], history: History) -> list[Fact]:
    """The facts, and those that awards are; an award's own is the one that counts."""
    awarded = [fact for fact in history.everything.facts if fact.is_award]
    if not awarded:
        return cast("list[Fact]", facts) if isinstance(facts, list) else list(facts)
    known = {fact.moment: fact for fact in (*facts, *awarded)}
    return [known[moment] for moment in sorted(known)]
