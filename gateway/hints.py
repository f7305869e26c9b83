"""What an event may have changed, and for whom: the table from events to hints. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from shared.events import badges, challenges, completions, points, profiles, recognition
from shared.events.envelope import Event, is_person

TOPICS = (completions.TOPIC, profiles.TOPIC, badges.TOPIC, challenges.TOPIC, points.TOPIC, recognition.TOPIC)
BADGES, POINTS, CHALLENGES, FEED, SOURCES, PROFILE = ("badges", "points", "challenges", "feed", "sources", "profile")
# Seconds in which notes become one hint: for oneself; for audiences, and where another service has to hear the event
# first; and for what moves all the time in places where few people look.
SOON, LATER, LAZILY = 0.25, 1.0, 5.0
EVERYTHING = frozenset((BADGES, POINTS, CHALLENGES, FEED, SOURCES, PROFILE))


class Audience(Enum):
    """Whom a hint concerns, beside one person."""

    ALL = "all"
    ADMINS = "admins"


@dataclass(frozen=True)
class Note:
    """Topics that may have changed for one person, a unit's people (`unit:id`) or an audience; told ``after`` so many
    seconds, as one."""

    to: str | Audience
    topics: frozenset[str]
    after: float = SOON
    award: str | None = None


def notes(event: Event) -> tuple[Note, ...]:
    """Who should look again at what; none for events that nobody sees."""
    make = TABLE.get(event.type)
    return make(event) if make else ()


def _awarded(event: Event) -> tuple[Note, ...]:
    award = None if event.data.get("backfill") else event.data.get("award")
    own = _own(event, BADGES, award=award if isinstance(award, str) else None)
    return (own, _all(FEED) if is_person(event.subject) else _all(BADGES, FEED))


def _digested(event: Event) -> tuple[Note, ...]:
    """One arrival, however many awards a backfill brought: the best of them."""
    awards = event.data.get("awards")
    best = awards[0] if isinstance(awards, list | tuple) and awards else None
    return (_own(event, BADGES, award=best if isinstance(best, str) else None),)


def _badge_changed(event: Event) -> tuple[Note, ...]:
    return (_own(event, BADGES), _all(FEED)) if is_person(event.subject) else (_all(BADGES, FEED),)


def _definition_changed(_event: Event) -> tuple[Note, ...]:
    return (_all(BADGES),)


def _posted(event: Event) -> tuple[Note, ...]:
    return (_own(event, POINTS), _all(POINTS))


def _challenge_changed(_event: Event) -> tuple[Note, ...]:
    return (_all(CHALLENGES, FEED),)


def _enrolment_changed(event: Event) -> tuple[Note, ...]:
    return (_own(event, CHALLENGES), _all(CHALLENGES, FEED))


def _thanked(event: Event) -> tuple[Note, ...]:
    return (_own(event, FEED, after=LATER), _all(FEED))


def _completed(event: Event) -> tuple[Note, ...]:
    """Progress moves without an event of its own, a moment after its completion; others may be watching it."""
    return (
        _own(event, BADGES, CHALLENGES, after=LATER),
        Note(Audience.ADMINS, frozenset((SOURCES,)), LATER),
        Note(Audience.ALL, frozenset((CHALLENGES,)), LAZILY),
    )


def _person_changed(event: Event) -> tuple[Note, ...]:
    """Their switches, their unit, their leaving: where others see them changes too."""
    return (_own(event, PROFILE), _all(POINTS, FEED))


def _unit_changed(_event: Event) -> tuple[Note, ...]:
    return (_all(PROFILE),)


def _own(event: Event, *topics: str, after: float = SOON, award: str | None = None) -> Note:
    return Note(event.subject, frozenset(topics), after, award)


def _all(*topics: str) -> Note:
    return Note(Audience.ALL, frozenset(topics), LATER)


TABLE: dict[str, Callable[[Event], tuple[Note, ...]]] = {
    completions.RECORDED: _completed,
    completions.RETRACTED: _completed,
    profiles.EMPLOYEE_CHANGED: _person_changed,
    profiles.UNIT_CHANGED: _unit_changed,
    badges.AWARDED: _awarded,
    badges.AMENDED: _badge_changed,
    badges.REVOKED: _badge_changed,
    badges.EXPIRED: _badge_changed,
    badges.DIGESTED: _digested,
    badges.PUBLISHED: _definition_changed,
    badges.RETIRED: _definition_changed,
    challenges.LAUNCHED: _challenge_changed,
    challenges.CANCELLED: _challenge_changed,
    challenges.CLOSED: _challenge_changed,
    challenges.JOINED: _enrolment_changed,
    challenges.LEFT: _enrolment_changed,
    challenges.COMPLETED: _enrolment_changed,
    challenges.UNCOMPLETED: _enrolment_changed,
    points.POSTED: _posted,
    recognition.KUDOS_GIVEN: _thanked,
    recognition.KUDOS_RECEIVED: _thanked,
}
