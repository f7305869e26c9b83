"""What the admin's API takes and gives."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from services.intake.domain.attributes import URI_REFERENCE
from shared.requests import Answer, Body, Cursor, First, IdempotencyKey, Instant

SourceId = Annotated[str, Field(min_length=1, max_length=200, pattern=f"^{URI_REFERENCE.pattern}$")]
KeyId = Annotated[str, Field(min_length=1, max_length=100)]
NO_NUL = r"^[^\x00]*$"
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]
LONGEST_OVERLAP = timedelta(days=30) // timedelta(hours=1)


class SourcesAsked(Body):
    """Some sources by their ids."""

    ids: Annotated[list[SourceId], Field(max_length=100)]


class SourceListAsked(Body):
    """A page of all sources, by id."""

    first: First
    after: Cursor | None = None


class ReceivedAsked(Body):
    """What these sources sent lately; ``after`` is a cursor of one of them."""

    sources: Annotated[list[SourceId], Field(max_length=20)]
    refused_only: bool = False
    first: First
    after: Cursor | None = None


class TypesAsked(Body):
    """Completion types, the most counted first; ``search`` is a part of a type's or source's name."""

    search: Annotated[str, Field(max_length=200, pattern=NO_NUL)] | None = None
    first: First


class SaveSource(Body):
    """Make a source or change it."""

    id: SourceId
    name: Name
    description: Annotated[str, Field(max_length=2000, pattern=NO_NUL)] = ""
    rate_per_minute: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    idempotency_key: IdempotencyKey | None = None


class CreateKey(Body):
    """A key for a source; ``sources`` are further ones that it may write."""

    source: SourceId
    name: Name
    sources: Annotated[tuple[SourceId, ...], Field(max_length=50)] = ()
    expires_at: Instant | None = None
    idempotency_key: IdempotencyKey | None = None


class RotateKey(Body):
    """A new secret; the old one ends after the overlap."""

    id: KeyId
    overlap_hours: Annotated[int, Field(ge=0, le=LONGEST_OVERLAP)] = 24
    idempotency_key: IdempotencyKey | None = None


class RevokeKey(Body):
    """End a key at once."""

    id: KeyId


class KeyView(Answer):
    """A key without its secret."""

    id: str
    name: str
    prefix: str
    sources: list[str]
    created_at: Instant
    last_used_at: Instant | None
    expires_at: Instant | None
    revoked_at: Instant | None


class SourceView(Answer):
    """A source with its counts and keys, newest key first."""

    id: str
    name: str
    description: str
    created_at: Instant
    last_event_at: Instant | None
    rate_per_minute: int | None
    accepted: int
    refused: int
    parked: int
    keys: list[KeyView]


class CreatedKey(Answer):
    """A key and, this once, its secret."""

    key: KeyView
    secret: str


class ReceivedView(Answer):
    """One event as it came in; ``field`` and ``problem`` say why it was turned away. What happened may lie further back
    than the instants of requests do."""

    id: str
    cursor: str
    event_id: str | None
    type: str | None
    subject: str | None
    status: Literal["accepted", "known", "parked", "refused", "conflict", "retracted"]
    field: str | None
    problem: str | None
    received_at: Instant
    occurred_at: datetime | None


class ReceivedPage(Answer):
    """A page of one source's events."""

    items: list[ReceivedView]
    next: str | None


class TypeView(Answer):
    """A completion type of a source."""

    type: str
    source: str
    count: int
    last_seen: Instant
    samples: list[str]


class Sources(Answer):
    """Sources by id."""

    items: dict[str, SourceView]


class SourceList(Answer):
    """A page of sources."""

    items: list[SourceView]
    next: str | None
    total: int


class Receiveds(Answer):
    """Pages by source."""

    items: dict[str, ReceivedPage]


class Types(Answer):
    """Completion types."""

    items: list[TypeView]
