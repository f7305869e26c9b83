"""What is asked of the API: bodies of requests."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
from pydantic import AfterValidator, Field, StrictInt, StringConstraints

from services.challenges.domain.challenge import State
from shared.requests import Body, Cursor, First, Id, IdempotencyKey, Instant


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (LookupError, ValueError, OSError) as error:
        raise ValueError("the name of a time zone is needed, such as Europe/Berlin") from error


def _kept(criteria: dict[str, Any]) -> dict[str, Any]:
    try:
        orjson.dumps(criteria)
    except (orjson.JSONEncodeError, RecursionError) as error:
        raise ValueError("finite numbers of at most 64 bits, and text in Unicode, are needed") from error
    return criteria


def _text(longest: int, shortest: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest)


Ids = Annotated[list[Id], Field(max_length=100)]
Zone = Annotated[str, Field(max_length=60), AfterValidator(_zone)]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$", max_length=35)]
Criteria = Annotated[dict[str, Any], AfterValidator(_kept)]
Word = Annotated[str, _text(60)]


class NounSaid(Body):
    """The word for what is counted."""

    one: Word
    other: Word


class Asked(Body):
    """Base of what is answered with sentences."""

    locale: Locale = "en"


class Command(Asked):
    """Base of commands: sent again under the same key, nothing is done a second time."""

    idempotency_key: IdempotencyKey | None = None


class Launch(Command):
    """A challenge to launch. Its window is [starts_at, ends_at)."""

    title: Annotated[str, _text(120)]
    description: Annotated[str, _text(4000, 0)]
    unit: Id
    starts_at: Instant
    ends_at: Instant
    timezone: Zone | None = None
    criteria: Criteria
    noun: NounSaid | None = None
    points: Annotated[StrictInt, Field(ge=0, le=10_000)] = 0


class Cancel(Command):
    """A challenge to end before its time."""

    id: Id
    reason: Annotated[str, _text(500)]


class Join(Command):
    """A challenge to join; only an admin joins another person, or says when it was."""

    id: Id
    employee: Id | None = None
    occurred_at: Instant | None = None


class Leave(Command):
    """A challenge to leave."""

    id: Id


class ChallengesAsked(Asked):
    """Challenges by their ids."""

    ids: Ids


class ListAsked(Asked):
    """A page of the challenges that the viewer may see; ``mine``: only those that the viewer has joined."""

    status: State | None = None
    mine: bool | None = None
    search: Annotated[str, Field(max_length=200)] | None = None
    first: First
    after: Cursor | None = None


class MineAsked(Body):
    """The viewer's enrolments by challenge."""

    ids: Ids


class NextStepAsked(Body):
    """The viewer's nearest challenges."""

    first: First = 1


class ParticipantsAsked(Body):
    """A page of those who take part."""

    challenge: Id
    first: First
    after: Cursor | None = None


class TraceOf(Body):
    """One challenge and one person (null: the viewer)."""

    challenge: Id
    person: Id | None = None


class TracesAsked(Asked):
    """Several traces."""

    items: Annotated[list[TraceOf], Field(max_length=20)]
