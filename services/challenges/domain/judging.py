"""One person's part in one challenge: whether and when the goal was fulfilled, inside the window only."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from services.challenges.domain.challenge import Challenge
from services.challenges.domain.goals import compiled
from services.challenges.domain.progress import Progress, progress
from shared.criteria import Award, Compiled, Entry, Fact, History, Person, Units, explain

MILLISECOND = timedelta(milliseconds=1)
PIECES = 1000
"""How many pieces of evidence are kept and told."""


@dataclass
class Dirt:
    """What has changed of a person: fact ``types``, other ``inputs`` (points, awards, profile, clock); ``challenges``
    are to be judged whatever changed."""

    types: set[str] = field(default_factory=set)
    inputs: set[str] = field(default_factory=set)
    challenges: set[str] = field(default_factory=set)

    def concerns(self, challenge: str, goal: Compiled) -> bool:
        """Whether the person's part in a challenge must be judged anew."""
        if challenge in self.challenges or self.inputs & (goal.reads | {"profile"}):
            return True
        return any(map(goal.types.touches, self.types))


@dataclass(frozen=True)
class Case:
    """Everything that is known of one person, as far as goals look at it."""

    person: Person
    facts: tuple[Fact, ...] = ()
    awards: tuple[Award, ...] = ()
    entries: tuple[Entry, ...] = ()
    units: Units = field(default_factory=Units)

    def history(self, challenge: Challenge, joined_at: datetime, now: datetime) -> History:
        """What a challenge sees: nothing outside its window, and the person as enrolled at ``joined_at``."""
        return History.of_person(
            replace(self.person, enrolled_at=joined_at),
            [fact for fact in self.facts if challenge.holds(fact.at)],
            units=self.units,
            entries=[entry for entry in self.entries if challenge.holds(entry.at)],
            awards=[award for award in self.awards if challenge.holds(award.at)],
            now=now,
        )


@dataclass(frozen=True)
class Outcome:
    """How far the person is, since when the goal is fulfilled and by which completions (sorted ids); ``wakes_at`` is
    when the clock alone may change that."""

    progress: Progress
    completed_at: datetime | None = None
    evidence: tuple[str, ...] = ()
    wakes_at: datetime | None = None


def judge(challenge: Challenge, case: Case, joined_at: datetime, now: datetime) -> Outcome:
    """Judge one person's part. What was true of them before the window fulfils the goal when it opens; the end itself
    still counts, for what the clock makes true (`not` waits for it)."""
    goal = compiled(challenge.goal)
    history = case.history(challenge, joined_at, now)
    told = progress(explain(goal, history))
    earned = goal.judge(history)
    if not earned or earned[0].earned_at > challenge.ends_at:
        return Outcome(told, wakes_at=_within(challenge, goal.wakes(history)))
    if now < challenge.starts_at:
        return Outcome(told, wakes_at=challenge.starts_at)
    at = max(challenge.starts_at, _floor(earned[0].earned_at))
    return Outcome(told, at, earned[0].completions[:PIECES])


@lru_cache(maxsize=10_000)
def need_of(goal: str) -> float:
    """What somebody who has done nothing yet needs."""
    nobody = History.of_person(Person(""), [], now=datetime(1970, 1, 1, tzinfo=UTC))
    return progress(explain(compiled(goal), nobody)).need


def _within(challenge: Challenge, at: datetime | None) -> datetime | None:
    at = at and _ceiling(at)
    return at if at is not None and at <= challenge.ends_at else None


def _floor(at: datetime) -> datetime:
    """To the millisecond: the store keeps no finer one, and what is compared with it must be the same."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _ceiling(at: datetime) -> datetime:
    """The first moment that the store can keep at which the instant has come."""
    return at if _floor(at) == at else _floor(at) + MILLISECOND
