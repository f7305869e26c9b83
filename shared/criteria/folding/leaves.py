"""The leaves of a folded tree: where a plain leaf looks into the history, they look into the states."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.folds import Fold
from shared.criteria.judging.facts import Award, Entry, Scope
from shared.criteria.judging.found import Found, Level, Node
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.looking import WindowedLeaf

if TYPE_CHECKING:
    from shared.criteria.folding.folded import Folded


class FoldedSeen(Seen):
    """What a ruling sees in one scope: states instead of facts; awards, and entries where they are not folded."""

    def __init__(
        self, history: History, folded: "Folded", entries: list[Entry], awards: list[Award], scope: Scope
    ) -> None:
        super().__init__(history, [], entries, awards, scope)
        self.folded = folded


class FoldedLeaf:
    """A leaf by its fold: one for all tiers, or one for each where the node that its window comes after bears them."""

    def __init__(self, leaf: WindowedLeaf, folds: Mapping[Level | None, Fold], anchor: Node | None) -> None:
        self.path = leaf.path
        self.kind = leaf.kind
        self.leaf = leaf
        self.folds = folds
        self.anchor = anchor

    def find(self, seen: Seen, tier: Level | None) -> Found | None:
        """The earliest moment at which it became true, with the anchor's evidence before its own."""
        state = cast("FoldedSeen", seen).folded.state_in(self.fold(tier), seen.scope)
        found = None if state is None else state.found(self.leaf.need_in(tier))
        if found is None or self.anchor is None:
            return found
        opened = self.anchor.find(seen, tier)
        return opened and Found(found.moment, (*opened.facts, *found.facts))

    def fold(self, tier: Level | None) -> Fold:
        """The fold for a tier."""
        return self.folds.get(tier) or self.folds[None]

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """When the clock may open the window."""
        return self.anchor.wakes(seen) if self.anchor else ()
