"""What an event tells of a fact."""

from dataclasses import dataclass

from shared.criteria import Fact


@dataclass(frozen=True)
class Told:
    """A fact as an event tells it. ``rank`` orders what is told of one fact: a later one replaces an earlier."""

    fact: Fact
    rank: int = 0
