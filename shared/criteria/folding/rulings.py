"""A compiled rule as a tree over folds."""

from collections.abc import Iterator
from typing import cast

from shared.criteria.folding.leaves import FoldedLeaf, FoldedSeen
from shared.criteria.folding.planting import Planter, Share
from shared.criteria.folding.scoping import scoping_of
from shared.criteria.judging.facts import Dated, Scope
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.judge import Compiled, Given
from shared.criteria.judging.scopes import MAX_ORDINALS
from shared.criteria.language.repeats import Every, PerPeriod


class Ruling:
    """One definition. `folds` stand in the order in which they must be settled: anchors before what comes after them.

    `presence` tells the scopes there are, where a scope may be true without a fact of the rule's in it.
    `needs_entries`: it looks at ledger entries themselves, as a window of theirs opens at a moment of its own."""

    def __init__(self, name: str, compiled: Compiled, share: Share) -> None:
        self.name = name
        self.compiled = compiled
        self.start = compiled.rule.start_from
        self.scoping = scoping_of(compiled.rule)
        planter = Planter(compiled, self.scoping, share)
        self.root = planter.node(compiled.root)
        self.presence = planter.presence()
        self.needs_entries = planter.needs_entries
        self.folds = sorted(planter.folds, key=lambda fold: fold.depth)
        self.reads = compiled.reads.union(*(fold.reads for fold in self.folds))
        self.scoped_folds = [fold for fold in self.folds if fold.scoping]
        self.opened_folds = [fold for fold in self.folds if fold.is_opened]
        for fold in self.folds:
            fold.users[self] = None

    def sees(self, item: Dated, scope: Scope, history: History) -> bool:
        """Whether it sees an entry or award in a scope; those bear no value, so that every value's scope sees them."""
        if self.start is not None and item.at < self.start:
            return False
        if self.scoping is None or not isinstance(self.compiled.rule.repeat, PerPeriod):
            return True
        return scope in self.scoping(item, history)

    def judge(self, seen: Seen, recipient: str) -> Iterator[Given]:
        """What one scope entitles to."""
        repeat = self.compiled.rule.repeat
        if isinstance(repeat, Every):
            yield from self._every(repeat.every, cast("FoldedSeen", seen), recipient)
            return
        for step, (tier, at_least) in enumerate(self.compiled.steps):
            if found := self.root.find(seen, at_least):
                yield found.moment, step, self.compiled.entitlement(recipient, tier, seen.scope, found)

    def _every(self, every: float, seen: FoldedSeen, recipient: str) -> Iterator[Given]:
        root = cast("FoldedLeaf", self.root)
        state, need = seen.folded.state_in(root.fold(None), None), root.leaf.level(every)
        for ordinal in range(1, MAX_ORDINALS + 1):
            found = None if state is None else state.found(need * ordinal)
            if found is None:
                return
            yield found.moment, ordinal, self.compiled.entitlement(recipient, None, ordinal, found)
