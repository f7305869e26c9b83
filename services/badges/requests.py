"""What the API takes: strict models, so that nothing unknown, unbounded or of another type gets in."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from services.badges.drawing import Design
from shared.criteria import later
from shared.requests import Body, Cursor, First, Id, IdempotencyKey, Ids, Instant

LASTING = re.compile(r"P(?=\d|T\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?(T(?=\d)(\d{1,6}H)?(\d{1,7}M)?)?")
BEGINNING, END = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 2, tzinfo=UTC)
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text.strip()


def _lasting(text: str) -> str:
    """How long an award is good for: a year from the latest instant there may be must still be an instant."""
    if not LASTING.fullmatch(text) or not BEGINNING < later(BEGINNING, text) < END:
        raise ValueError('must be an ISO 8601 duration of at most 100 years, such as "P1Y", "P6M" or "P90D"')
    return text


Words = Annotated[str, AfterValidator(_said)]
Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$", max_length=35)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]
Status = Literal["earned", "in_progress", "available", "locked"]
State = Literal["draft", "live", "retired"]


class ReadBadges(Body):
    """Badges by their ids; ``versions`` names another version of some of them than the one in force."""

    ids: Ids
    versions: Annotated[dict[Id, Number], Field(max_length=1000, default_factory=dict)]
    locale: Locale = "en"


class ReadList(Body):
    """A page of the badges that there are for the viewer; of one state: all there are, for administrators."""

    status: Status | None = None
    state: State | None = None
    search: Annotated[str, Field(max_length=100)] | None = None
    sort: Literal["newest", "name", "nearest"] = "newest"
    first: First = 20
    after: Cursor | None = None
    locale: Locale = "en"


class ReadIds(Body):
    """Things by their ids."""

    ids: Ids


class ReadCounts(Body):
    """Nothing to choose: the viewer's own counts."""


class ReadNextStep(Body):
    """The viewer's nearest badges."""

    first: First = 1


class ReadAwardsOf(Body):
    """The newest awards of several people."""

    people: Ids
    first: First = 10


class ReadHolders(Body):
    """A page of those who hold a badge, or one of them. ``flagged``, for administrators: every award that is only kept
    by courtesy."""

    badge: Id
    tier: Id | None = None
    person: Id | None = None
    flagged: Annotated[bool, Field(strict=True)] = False
    first: First = 20
    after: Cursor | None = None


class TraceOf(Body):
    """One badge and one person (None: the viewer), told for a tier (None: the next)."""

    badge: Id
    person: Id | None = None
    tier: Id | None = None


class ReadTrace(Body):
    """Several traces."""

    items: Annotated[list[TraceOf], Field(max_length=20)]
    locale: Locale = "en"


class Noun(Body):
    """The word for what is counted."""

    one: Annotated[Words, Field(max_length=60)]
    other: Annotated[Words, Field(max_length=60)]


class Tier(Body):
    """One tier; thresholds rise strictly."""

    id: Slug
    name: Annotated[Words, Field(max_length=60)]
    at_least: Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]


class Command(Body):
    """Base of every command: sent again under the same key, it gives the first answer and changes nothing."""

    idempotency_key: IdempotencyKey | None = None


class Policy(Body):
    """Who may give a badge by hand, and how often each of them may: ``most`` times in ``days`` days."""

    who: Literal["nobody", "admins", "managers", "everyone"] = "nobody"
    most: Annotated[int, Field(ge=1, le=10_000, strict=True)] | None = None
    days: Annotated[int, Field(ge=1, le=3660, strict=True)] = 30


class SaveBadge(Command):
    """A draft as it is to be. Without ``criteria`` it is only given by hand, by whom its policy lets give it."""

    id: Slug
    name: Annotated[Words, Field(max_length=80)]
    description: Annotated[Words, Field(max_length=2000)]
    criteria: dict[str, Any] | None = None
    tiers: Annotated[list[Tier], Field(max_length=20)] | None = None
    recipient: Literal["person", "unit"] = "person"
    repeat: str | dict[str, Any] | None = None
    points: Annotated[int, Field(ge=0, le=1_000_000, strict=True)] = 0
    noun: Noun | None = None
    start_from: Instant | None = None
    expiry: Annotated[str, AfterValidator(_lasting)] | None = None
    revokes: Literal["revoke", "flag"] = "revoke"
    grant_policy: Policy | None = None
    design: Design
    locale: Locale = "en"


class Choices(Body):
    """How a version goes live. ``backfill``: what it sees, facts from now on, from ``start`` on, or all (from its own
    start on). ``edits``: of those who hold an earlier version, see `Edition`."""

    backfill: Literal["now", "from", "all"] = "all"
    start: Instant | None = None
    edits: Literal["keep", "add_only", "strict"] = "keep"

    @model_validator(mode="after")
    def _start_is_said(self) -> Self:
        if (self.backfill == "from") != (self.start is not None):
            raise ValueError("`start` goes with the backfill `from`, and only with it")
        return self


class PublishBadge(Command, Choices):
    """The version that is to go live, and how."""

    id: Id
    version: Number


class RetireBadge(Command):
    """The badge that is no longer to be earned."""

    id: Id


class Picture(Body):
    """How a badge is to be drawn; ``tier`` is a tier's id, by default the lowest."""

    cut: Literal["display", "small"] = "display"
    tier: Id | None = None
    state: Literal["earned", "held", "blind", "locked", "revoked", "expired"] = "earned"
    lit: Annotated[int, Field(ge=0, le=100)] = 0
    scheme: Literal["light", "dark"] = "light"
    locale: Locale = "en"
