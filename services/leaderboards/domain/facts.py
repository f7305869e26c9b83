"""What events say, as facts that scoring rules can match, with the points that some bring by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.criteria import Award, Fact
from shared.events import facts
from shared.events.badges import Awarded, Revoked
from shared.events.challenges import Completed
from shared.events.completions import Recorded
from shared.events.facts import AWARDED, CHALLENGE_COMPLETED, KUDOS_GIVEN, KUDOS_RECEIVED
from shared.events.points import Cause
from shared.events.recognition import Kudos

BRINGING_POINTS = frozenset({AWARDED, CHALLENGE_COMPLETED})
"""Types of facts that are worth points of their own, without a rule."""
OWN_TYPES = BRINGING_POINTS | {KUDOS_GIVEN, KUDOS_RECEIVED}
"""Laurel's own happenings that this service hears of; every other type is a completion's."""


@dataclass(frozen=True)
class Told:
    """A fact as an event tells it: what the ledger calls it (``cause``), the ``points`` that it brings by itself.

    ``rank`` orders what is told of one fact, a later one replaces an earlier; ``gone``: it is taken back."""

    fact: Fact
    cause: Cause
    points: int = 0
    rank: int = 0
    gone: bool = False


def of_completion(recorded: Recorded, body: Mapping[str, Any]) -> Told:
    """A completion's fact; ``body`` is the event's data as it came, extra keys and all."""
    return Told(facts.of_completion(recorded, body), Cause(type="completion", id=recorded.completion))


def of_award(said: Awarded | Revoked, *, gone: bool = False) -> Told:
    """An award, dated when it was earned."""
    award = Award(said.badge, said.tier, said.recipient, said.scope, said.earned_at, id=said.award)
    fact, cause = Fact(Fact.of_award(award).body, said.earned_at), Cause(type="award", id=said.award)
    return Told(fact, cause, said.points, _rank(said.revision, gone=gone), gone)


def of_challenge(said: Completed, *, gone: bool = False) -> Told:
    """A completed challenge."""
    cause = Cause(type="challenge", id=said.challenge)
    return Told(facts.of_challenge(said), cause, said.points, _rank(said.revision, gone=gone), gone)


def of_kudos(said: Kudos, type_: str) -> Told:
    """`laurel.kudos.given` to its giver, `laurel.kudos.received` to its receiver."""
    return Told(facts.of_kudos(said, type_), Cause(type="kudos", id=said.id))


def _rank(revision: int, *, gone: bool) -> int:
    """Of one revision, that it was taken back is the later word."""
    return 2 * revision + gone
