"""What the API answers: bodies of responses."""

from datetime import datetime
from typing import Any

from services.challenges.domain.challenge import State
from shared.requests import Answer


class Noun(Answer):
    """The word for what is counted."""

    one: str
    other: str


class Enrolment(Answer):
    """One person's part: ``have`` of ``need``."""

    person: str
    joined_at: datetime
    have: float
    need: float
    completed_at: datetime | None


class Challenge(Answer):
    """A challenge as the viewer sees it."""

    id: str
    version: int
    title: str
    description: str
    owner: str
    unit: str
    status: State
    starts_at: datetime
    ends_at: datetime
    timezone: str
    rule: str
    criteria: dict[str, Any]
    need: float
    noun: Noun | None
    points: int
    joined_count: int
    completed_count: int
    as_of: datetime
    launched_at: datetime
    cancelled_reason: str | None
    mine: Enrolment | None
    can_join: bool
    can_manage: bool


class Challenges(Answer):
    """Challenges by id; unknown and invisible ones are absent."""

    items: dict[str, Challenge]


class Listed(Answer):
    """One challenge of a list, and where it stands there."""

    challenge: Challenge
    cursor: str


class ChallengePage(Answer):
    """A page of challenges."""

    items: list[Listed]
    next: str | None
    total: int


class Mine(Answer):
    """Enrolments by challenge; those not joined are absent."""

    items: dict[str, Enrolment]


class Step(Answer):
    """How far the viewer is in an open challenge."""

    challenge: str
    have: float
    need: float
    noun: Noun | None
    missing_share: float
    ends_at: datetime


class Steps(Answer):
    """The nearest first."""

    items: list[Step]


class Participant(Answer):
    """One who takes part, and where they stand in the list."""

    enrolment: Enrolment
    cursor: str


class ParticipantPage(Answer):
    """A page of participants."""

    items: list[Participant]
    next: str | None
    total: int


class TraceFact(Answer):
    """Something that counted, or did not and why."""

    id: str
    occurred_at: datetime
    type: str
    name: str
    source: str
    url: str | None
    reason: str | None


class TraceNode(Answer):
    """One node of the goal; the newest facts of each kind, and how many there are."""

    path: str
    kind: str
    sentence: str
    note: str | None
    true_from: datetime | None
    have: float
    need: float
    counted: list[TraceFact]
    counted_total: int
    passed_over: list[TraceFact]
    passed_over_total: int
    missing: str | None
    children: list["TraceNode"]


class Trace(Answer):
    """Why, or why not yet."""

    person: str
    as_of: datetime
    tier: None = None
    done: bool
    root: TraceNode
    next_step: str | None


class Traces(Answer):
    """In the order asked; null where the challenge is unknown or the person has not joined."""

    items: list[Trace | None]
