"""The state of a leaf whose window opens at a moment of its own: after another node, or since the last award."""

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import SAME, Outcome, Span, State
from shared.criteria.folding.taken import dump_moment, load_moment
from shared.criteria.judging.facts import Dated, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History


class Opened(State):
    """`since` is the moment from which on `inner` is folded; None while the window is shut."""

    __slots__ = ("inner", "since")

    def __init__(self, inner: State, since: Moment | None) -> None:
        super().__init__(inner.fold)
        self.inner = inner
        self.since = since

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:
        """Pass on what lies in the window."""
        return self.inner.take(item, history, bits) if self._holds(item) else SAME

    def gone(self, item: Dated, history: History) -> Outcome:
        """Pass on what lay in the window."""
        return self.inner.gone(item, history) if self._holds(item) else SAME

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:
        """Rewind what is inside."""
        return self.inner.rewind(first, last, history)

    def restart(self) -> None:
        """Restart what is inside; the window stays where it is."""
        self.inner.restart()

    def settle(self, history: History) -> Outcome:
        """Settle what is inside."""
        return self.inner.settle(history)

    def found(self, need: Level) -> Found | None:
        """What is found inside."""
        return self.inner.found(need)

    def dump(self) -> Plain:
        """When it opened, and what is inside."""
        return [self.since and dump_moment(self.since), self.inner.dump()]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        since, inner = data
        self.since = since and load_moment(since)
        self.inner.load(inner)

    def _holds(self, item: Dated) -> bool:
        return self.since is not None and item.moment >= self.since
