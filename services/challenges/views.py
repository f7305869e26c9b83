"""Challenges and enrolments as the API answers them."""

from dataclasses import dataclass

from services.challenges import answers
from services.challenges.domain.challenge import Challenge, status
from services.challenges.domain.enrolment import Enrolment
from services.challenges.domain.goals import criteria_of, in_words
from services.challenges.domain.judging import need_of
from services.challenges.visible import Viewer


@dataclass(frozen=True)
class Totals:
    """How many take part, and how many of them have completed it."""

    joined: int
    completed: int

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(self.joined + other.joined, self.completed + other.completed)


def challenge_view(
    challenge: Challenge, mine: Enrolment | None, totals: Totals, eyes: Viewer, locale: str
) -> answers.Challenge:
    """A challenge as this viewer sees it."""
    state = status(challenge, eyes.now)
    is_open = state in ("scheduled", "open")
    return answers.Challenge(
        id=challenge.id,
        version=challenge.version,
        title=challenge.title,
        description=challenge.description,
        owner=challenge.owner,
        unit=challenge.unit,
        status=state,
        starts_at=challenge.starts_at,
        ends_at=challenge.ends_at,
        timezone=challenge.timezone,
        rule=in_words(challenge.goal, challenge.noun, locale, challenge.timezone),
        criteria=criteria_of(challenge.goal),
        need=need_of(challenge.goal),
        noun=answers.Noun(**challenge.noun) if challenge.noun else None,
        points=challenge.points,
        joined_count=totals.joined,
        completed_count=totals.completed,
        as_of=eyes.now,
        launched_at=challenge.launched_at,
        cancelled_reason=challenge.reason,
        mine=enrolment_view(mine) if mine else None,
        can_join=mine is None and is_open and challenge.unit in eyes.audience,
        can_manage=eyes.who.manages(challenge.unit),
    )


def enrolment_view(enrolment: Enrolment) -> answers.Enrolment:
    """One person's part."""
    return answers.Enrolment(
        person=enrolment.employee,
        joined_at=enrolment.joined_at,
        have=enrolment.progress.have,
        need=enrolment.progress.need,
        completed_at=enrolment.completed_at,
    )
