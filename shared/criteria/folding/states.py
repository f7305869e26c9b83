"""What all states have in common, and what a state tells when something comes, comes late, or goes."""

from abc import ABC, abstractmethod
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.taken import Taken
from shared.criteria.judging.facts import Dated, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Outcome(IntEnum):
    """What became of a state: nothing that anyone asks about, another answer, or that it must be folded again."""

    SAME = 0
    CHANGED = 1
    DIRTY = 2


SAME, CHANGED, DIRTY = Outcome.SAME, Outcome.CHANGED, Outcome.DIRTY


class Span(NamedTuple):
    """From a moment on (None: from the beginning) up to but without an instant (None: to the end)."""

    start: Moment | None = None
    end: datetime | None = None


EVERYTHING = Span()


class State(ABC):
    """The state of one fold in one scope of one recipient."""

    __slots__ = ("fold",)

    def __init__(self, fold: "Fold") -> None:
        self.fold = fold

    @abstractmethod
    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:
        """Take in what the fold's match means; `bits` are the steps that it fits. What was taken before is none."""

    @abstractmethod
    def gone(self, item: Dated, history: History) -> Outcome:
        """Tell that something, as it was, is no more."""

    @abstractmethod
    def rewind(self, first: Moment, last: Moment, history: History) -> Span:
        """Make ready for being given again, in order, what lies in a span; what changed lies between two moments."""

    @abstractmethod
    def restart(self) -> None:
        """Be a state of nothing yet."""

    def settle(self, history: History) -> Outcome:  # noqa: ARG002 - most states have nothing to do here
        """All that the rewind asked for has been given. If it is DIRTY now, it needs everything from the beginning."""
        return SAME

    @abstractmethod
    def found(self, need: Level) -> Found | None:
        """The earliest moment at which `need` was reached."""

    @abstractmethod
    def dump(self) -> Plain:
        """As plain data."""

    @abstractmethod
    def load(self, data: Plain) -> None:
        """Take over plain data."""

    def done(self) -> Moment | None:
        """When everything that anyone asks for had been reached; what comes later does not matter."""
        if not self.fold.needs:
            return None
        last = None
        for need in self.fold.needs:
            found = self.found(need)
            if found is None:
                return None
            last = found.moment if last is None or found.moment > last else last
        return last


class Run(State):
    """A state over all of its window, which may also be one period or one stretch of a wider one."""

    __slots__ = ()

    @abstractmethod
    def put(self, taken: Taken, history: History) -> bool:
        """Take in the next in order; whether it counts."""

    @abstractmethod
    def at_last(self, need: Level, last: Taken) -> Found | None:
        """Whether all of it is enough at its last, which counts."""
