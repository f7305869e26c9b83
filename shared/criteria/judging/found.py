"""What evaluating gives: the moment at which a node became true, and what made it so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from shared.criteria.judging.facts import Dated, Mention, Moment
from shared.criteria.judging.history import Seen
from shared.criteria.judging.reasons import Reason

Level = Any
"""How far a leaf has come, or must: a count, millionths of a sum, the length of a run. A tier's replaces its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """True from `moment`; `facts` is the evidence, of the deciding branches only, anchors included."""

    moment: Moment
    facts: tuple[Mention, ...] = ()


class Node(Protocol):
    """A compiled node. `tier` is the threshold of the tier asked for, None where the rule has none."""

    path: str
    kind: str

    def find(self, seen: Seen, tier: Level | None) -> Found | None:
        """The earliest moment at which it became true, None for never."""

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """The instants after now at which the clock alone may change it."""


class Run(Protocol):
    """What a leaf makes of the items in one window, in order. It folds only as far as it is asked."""

    @property
    def reached(self) -> Level:
        """How far it comes with everything in the window."""

    def first(self, need: Level) -> Found | None:
        """The earliest item at which it reaches `need`."""

    def at_last(self, need: Level) -> Found | None:
        """Whether all of it is enough at its last item, which must count."""

    def counted(self) -> Sequence[Dated]:
        """What counts, in order."""

    def passed(self) -> dict[Dated, Reason]:
        """What does not count, with why."""
