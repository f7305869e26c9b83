"""Challenges: emitted by challenges; definitions travel on every lane, enrolments are keyed by employee.
Read by challenges itself, badges, leaderboards and profiles."""

from datetime import datetime
from typing import Any

from shared.events.envelope import Data

TOPIC = "challenges"
LAUNCHED = "laurel.challenge.launched.v1"
CANCELLED = "laurel.challenge.cancelled.v1"
CLOSED = "laurel.challenge.closed.v1"
JOINED = "laurel.challenge.joined.v1"
LEFT = "laurel.challenge.left.v1"
COMPLETED = "laurel.challenge.completed.v1"
UNCOMPLETED = "laurel.challenge.uncompleted.v1"


class Launched(Data):
    """A version of a challenge: who may join, when it runs ([starts_at, ends_at)), and what fulfils it."""

    challenge: str
    version: int
    owner: str
    unit: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    criteria: dict[str, Any]
    points: int = 0


class Ended(Data):
    """The challenge was closed at its end, or cancelled before it."""

    challenge: str


class Enrolled(Data):
    """One person joined or left."""

    challenge: str
    employee: str
    at: datetime


class Completed(Data):
    """One person fulfilled the goal at ``completed_at``; a later revision replaces an earlier one, `uncompleted`
    takes it back."""

    challenge: str
    employee: str
    completed_at: datetime
    revision: int = 0
    evidence: tuple[str, ...] = ()
    points: int = 0
