"""The bodies of recognition's API: what is asked, and what is answered."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.recognition.domain import Kudos
from shared.requests import Answer, Body, Cursor, First, Id, IdempotencyKey, Ids, Instant

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Value = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Nothing(Body):
    """No fields."""


class KudosWanted(Body):
    """Kudos to give; only an admin states another giver, or when it was."""

    to: Id
    reason: Reason
    value: Value | None = None
    giver: Id | None = Field(None, alias="from")
    occurred_at: Instant | None = None
    idempotency_key: IdempotencyKey | None = None


class IdsAsked(Body):
    """Things by their ids."""

    ids: Ids


class CountsAsked(Body):
    """How many kudos people gave and received, from ``since`` (inclusive) to ``until`` (exclusive)."""

    ids: Ids
    since: Instant | None = None
    until: Instant | None = None


class KudosListed(Body):
    """A page of one person's kudos, newest first."""

    person: Id
    direction: Literal["given", "received"]
    first: First
    after: Cursor | None = None


class KudosShown(Answer):
    """Kudos as they are read."""

    id: str
    giver: str = Field(alias="from")
    to: str
    reason: str
    value: str | None
    occurred_at: datetime


class KudosById(Answer):
    """Kudos by id; unknown and hidden ones are absent."""

    items: dict[str, KudosShown]


class KudosPage(Answer):
    """A page of kudos."""

    items: list[KudosShown]
    next: str | None
    total: int


class Counts(Answer):
    """How many kudos somebody gave and received."""

    given: int
    received: int


class CountsById(Answer):
    """Counts by person; those who hide are absent."""

    items: dict[str, Counts]


class Allowance(Answer):
    """How many kudos can still be given on the giver's local day, which ends at ``resets_at``."""

    cap: int
    given: int
    left: int
    resets_at: datetime


def shown(kudos: Kudos) -> KudosShown:
    """Kudos as they are read."""
    return KudosShown(to=kudos.receiver, **kudos.model_dump(exclude={"receiver", "day"}))
