"""What events say, as facts that scoring rules can match, with the points that some bring by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.criteria import Award, Fact
from shared.events.badges import Awarded, Revoked
from shared.events.challenges import Completed
from shared.events.completions import Recorded
from shared.events.envelope import event_id
from shared.events.points import Cause
from shared.events.recognition import Kudos

BADGE_AWARDED = "laurel.badge.awarded"
CHALLENGE_COMPLETED = "laurel.challenge.completed"
KUDOS_GIVEN = "laurel.kudos.given"
KUDOS_RECEIVED = "laurel.kudos.received"
BRINGING_POINTS = frozenset({BADGE_AWARDED, CHALLENGE_COMPLETED})
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
    fact = Fact({**body, "occurred_at": _text(recorded.occurred_at)}, recorded.occurred_at)
    return Told(fact, Cause(type="completion", id=recorded.completion))


def of_award(said: Awarded | Revoked, *, gone: bool = False) -> Told:
    """An award, dated when it was earned."""
    award = Award(said.badge, said.tier, said.recipient, said.scope, said.earned_at, id=said.award)
    fact, cause = Fact(Fact.of_award(award).body, said.earned_at), Cause(type="award", id=said.award)
    return Told(fact, cause, said.points, _rank(said.revision, gone=gone), gone)


def of_challenge(said: Completed, *, gone: bool = False) -> Told:
    """A completed challenge."""
    name = event_id(f"fact/challenge/{said.challenge}/{said.employee}")
    happened = {"object": {"type": "challenge", "id": said.challenge}}
    fact = _own(name, CHALLENGE_COMPLETED, said.employee, said.completed_at, happened)
    return Told(fact, Cause(type="challenge", id=said.challenge), said.points, _rank(said.revision, gone=gone), gone)


def of_kudos(said: Kudos, type_: str) -> Told:
    """`laurel.kudos.given` to its giver, `laurel.kudos.received` to its receiver."""
    employee = said.giver if type_ == KUDOS_GIVEN else said.receiver
    name = event_id(f"fact/kudos/{said.id}/{type_}")
    data = {"giver": said.giver, "receiver": said.receiver, "value": said.value}
    happened = {"object": {"type": "kudos", "id": said.id}, "data": data}
    return Told(_own(name, type_, employee, said.occurred_at, happened), Cause(type="kudos", id=said.id))


def _rank(revision: int, *, gone: bool) -> int:
    """Of one revision, that it was taken back is the later word."""
    return 2 * revision + gone


def _own(name: str, type_: str, employee: str, at: datetime, more: Mapping[str, Any]) -> Fact:
    body = {"id": name, "completion": name, "type": type_, "role": "actor", "employee": employee}
    return Fact({**body, "occurred_at": _text(at), "source": "laurel", **more}, at)


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
