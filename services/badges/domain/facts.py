"""What an event tells of a fact."""

from dataclasses import dataclass
from typing import Self

from shared.criteria import Fact
from shared.events import facts
from shared.events.challenges import Completed


@dataclass(frozen=True)
class Told:
    """A fact as an event tells it. ``rank`` orders what is told of one fact: a later one replaces an earlier;
    ``gone``: it is taken back."""

    fact: Fact
    rank: int = 0
    gone: bool = False

    @classmethod
    def of_challenge(cls, completed: Completed, *, gone: bool) -> Self:
        """That a challenge was completed; taken back by a revision that is not older."""
        return cls(facts.of_challenge(completed), 2 * completed.revision + gone, gone)
