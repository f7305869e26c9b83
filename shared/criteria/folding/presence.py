"""The state of a scope: that something seen lies in it."""

from typing import TYPE_CHECKING

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import CHANGED, DIRTY, EVERYTHING, SAME, Outcome, Span, State
from shared.criteria.judging.facts import Dated, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Presence(State):
    """Only for rules that can be true in a scope without a fact of theirs in it."""

    __slots__ = ("is_there",)

    def __init__(self, fold: "Fold") -> None:
        super().__init__(fold)
        self.is_there = False

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:  # noqa: ARG002 - what states have in common
        """Something is there."""
        before, self.is_there = self.is_there, True
        return SAME if before else CHANGED

    def gone(self, item: Dated, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """It may have been all there was."""
        return DIRTY

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - it keeps nothing
        """Begin anew."""
        self.restart()
        return EVERYTHING

    def restart(self) -> None:
        """Nothing is there."""
        self.is_there = False

    def found(self, need: Level) -> Found | None:  # noqa: ARG002 - it is no leaf
        """Nothing: being there is no truth."""
        return None

    def dump(self) -> Plain:
        """Whether something is there."""
        return self.is_there

    def load(self, data: Plain) -> None:
        """As dumped."""
        self.is_there = bool(data)
