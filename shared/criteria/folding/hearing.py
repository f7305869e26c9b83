"""Hearing the news of one batch: what is new steps the states, and what must be folded again is noted."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.news import News
from shared.criteria.folding.rulings import Ruling
from shared.criteria.folding.states import DIRTY, SAME, Outcome, State
from shared.criteria.judging.facts import Dated, Entry, Fact, Moment
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folded import Folded

EVERYWHERE: Hashable = object()
"""Stands among the scopes of a ruling for all of them."""


class Hearing:
    """`touched` are the rulings to judge, each with the scopes concerned; `anew` the folds to fold from the beginning,
    `dirty` the states that something between two moments concerns."""

    def __init__(self, folded: "Folded", history: History) -> None:
        self.folded = folded
        self.history = history
        self.touched: dict[Ruling, set[Hashable]] = {}
        self.anew: set[Fold] = set()
        self.dirty: dict[Fold, dict[Hashable, tuple[Moment, Moment]]] = {}

    def hear(self, news: News) -> None:
        """Step what is new; note what is late, gone or changed."""
        plan, history = self.folded.plan, self.history
        for gone in news.gone:
            for fold in plan.meant(gone, history):
                self._lose(fold, gone)
        for fact in sorted(news.facts, key=_moment):
            self._hear(fact)
        for entry in sorted(news.entries, key=_moment):
            self._post(entry)
        for name in news.published:
            self.touch(plan.rulings[name], EVERYWHERE)
        if news.changed:
            self._renew(news.changed)

    def states(self, fold: Fold) -> dict[Hashable, State] | None:
        """The states of a fold; None where it must be folded from the beginning."""
        folded = self.folded
        states = folded.states.get(fold)
        if states is None and fold.serial <= folded.fresh_up_to:
            states = folded.begin(fold)
        if states is not None and folded.tokens[fold] == fold.token:
            return states
        self.anew.add(fold)
        return None

    def state(self, fold: Fold, states: dict[Hashable, State], key: Hashable) -> State:
        """The state of a fold in a scope, begun if there is none yet."""
        state = states.get(key)
        if state is None:
            state = states[key] = fold.state(self.opening(fold, key) if fold.is_opened else None)
        return state

    def opening(self, fold: Fold, key: Hashable) -> Moment | None:
        """When the window of a fold opens in a scope."""
        ruling = next(iter(fold.users))
        return fold.opening(self.folded.seen(ruling, key, self.history))

    def _post(self, entry: Entry) -> None:
        for fold in self.folded.plan.meaning(entry):
            self._give(fold, entry, 1)
        for ruling in self.folded.plan.looking_at_entries:
            self.touch(ruling, EVERYWHERE)

    def _hear(self, fact: Fact) -> None:
        """Step what the fact is meant for: in the usual case, the one state that a fold has already."""
        history, known, tokens = self.history, self.folded.states, self.folded.tokens
        for fold, bits in self.folded.plan.meant(fact, history).items():
            states = known.get(fold)
            if not states or not fold.is_everywhere or tokens[fold] != fold.token:
                self._give(fold, fact, bits)
                continue
            outcome = states[None].take(fact, history, bits)
            if outcome is not SAME:
                self.note(fold, None)
                self._soil(fold, None, outcome, fact)

    def _give(self, fold: Fold, item: Dated, bits: int) -> None:
        states = self.states(fold)
        if states is None:
            self.note(fold, EVERYWHERE)
            return
        history = self.history
        if fold.is_bounded and not fold.holds(item, history):
            return
        for key in self.folded.keys(fold, item, history):
            state = states.get(key) or self.state(fold, states, key)
            outcome = state.take(item, history, bits)
            if outcome is not SAME:
                self.note(fold, key)
                self._soil(fold, key, outcome, item)

    def _lose(self, fold: Fold, fact: Fact) -> None:
        states = self.states(fold)
        if states is None:
            self.note(fold, EVERYWHERE)
            return
        for key in self.folded.keys(fold, fact, self.history) if fold.holds(fact, self.history) else ():
            if key in states and (outcome := states[key].gone(fact, self.history)):
                self.note(fold, key)
                self._soil(fold, key, outcome, fact)

    def _soil(self, fold: Fold, key: Hashable, outcome: Outcome, item: Dated) -> None:
        if outcome is not DIRTY:
            return
        if fold.kind == "scope":
            self.anew.add(fold)
        else:
            known = self.dirty.setdefault(fold, {})
            first, last = known.get(key, (item.moment, item.moment))
            known[key] = min(item.moment, first), max(item.moment, last)

    def note(self, fold: Fold, key: Hashable) -> None:
        """Note that a fold may say otherwise in a scope."""
        for ruling in fold.users:
            self.touch(ruling, key if fold.scoping or not ruling.scoping else EVERYWHERE)

    def touch(self, ruling: Ruling, key: Hashable) -> None:
        """Note that a ruling must be judged in a scope."""
        self.touched.setdefault(ruling, set()).add(key)

    def _renew(self, changed: frozenset[str]) -> None:
        """What was folded by a profile, awards or points that are no longer so is folded anew."""
        for ruling in self.folded.plan.reading(changed):
            self.touch(ruling, EVERYWHERE)
            self.anew.update(fold for fold in ruling.folds if fold.reads & changed)


def _moment(item: Dated) -> Moment:
    return item.moment
