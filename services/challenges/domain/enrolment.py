"""Enrolments: joining, leaving, and completions that come, move and go."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from services.challenges.domain.challenge import Challenge, status
from services.challenges.domain.judging import Outcome
from services.challenges.domain.progress import NOTHING, Progress
from shared.criteria import Person, Units

Kind = Literal["completed", "uncompleted"]


@dataclass(frozen=True)
class Enrolment:
    """One person's part in one challenge. ``joined_at`` is when they first joined: leaving and rejoining keeps credit.
    ``turn`` counts joinings and leavings, ``revision`` what was told of the completion (-1: nothing yet);
    ``sequence`` is the person's revision at the last change."""

    challenge: str
    employee: str
    joined_at: datetime
    joined: bool = True
    turn: int = 0
    progress: Progress = NOTHING
    completed_at: datetime | None = None
    evidence: tuple[str, ...] = ()
    revision: int = -1
    sequence: int = 0

    @property
    def id(self) -> str:
        """Its natural key."""
        return enrolment_id(self.challenge, self.employee)

    @property
    def watched(self) -> bool:
        """Whether it is judged: who left keeps what was completed, as long as the facts keep it."""
        return self.joined or self.completed_at is not None

    def rejoin(self, at: datetime, sequence: int) -> "Enrolment":
        """Joined again."""
        joined_at = min(self.joined_at, at)
        return replace(self, joined=True, joined_at=joined_at, turn=self.turn + 1, sequence=sequence)

    def leave(self, sequence: int) -> "Enrolment":
        """Left; what was done stays credited."""
        return replace(self, joined=False, turn=self.turn + 1, sequence=sequence)


@dataclass(frozen=True)
class Change:
    """What became of a completion; an `uncompleted` one bears the moment and evidence that are taken back."""

    kind: Kind
    completed_at: datetime
    evidence: tuple[str, ...]
    revision: int


def enrolment_id(challenge: str, employee: str) -> str:
    """The natural key of an enrolment."""
    return f"{challenge}|{employee}"


def settle(enrolment: Enrolment, outcome: Outcome) -> tuple[Enrolment, Change | None]:
    """Square an enrolment with what it was judged to be; the change, where the completion came, moved or went."""
    now = replace(enrolment, progress=outcome.progress)
    if outcome.completed_at is None:
        if enrolment.completed_at is None:
            return now, None
        revision = enrolment.revision + 1
        gone = Change("uncompleted", enrolment.completed_at, enrolment.evidence, revision)
        return replace(now, completed_at=None, evidence=(), revision=revision), gone
    same = (outcome.completed_at, outcome.evidence) == (enrolment.completed_at, enrolment.evidence)
    if same or not enrolment.watched:
        return now, None
    made = Change("completed", outcome.completed_at, outcome.evidence, enrolment.revision + 1)
    done = replace(now, completed_at=made.completed_at, evidence=made.evidence, revision=made.revision)
    return done, made


def in_audience(challenge_unit: str, person: Person, units: Units, moment: datetime) -> bool:
    """Whether the person was a member of the challenge's unit, or of one below it, at that moment."""
    return challenge_unit in units.of_person(person, moment)


def may_be_joined(challenge: Challenge, now: datetime, *, stated: bool) -> bool:
    """Whether people may join: while it is scheduled or open; at a stated past moment, until it is closed for good."""
    return challenge.running if stated else status(challenge, now) in ("scheduled", "open")
