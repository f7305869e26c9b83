"""The bodies of leaderboards' API: what is asked, and what is answered."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from shared.requests import Answer, Body, Cursor, First, Id, IdempotencyKey, Ids


def _day(value: Any) -> Any:
    if isinstance(value, str | date):
        return value
    raise ValueError("a day is written as text, such as 2026-05-04")


Day = Annotated[date, BeforeValidator(_day), Field(ge=date(1970, 1, 1), lt=date(2200, 1, 1))]
PeriodKey = Annotated[str, Field(pattern=r"^(all|[0-9]{4}-(0[1-9]|1[0-2]))$")]
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]


class RowsAsked(Body):
    """A page of the board, highest first."""

    first: First
    after: Cursor | None = None


class BoardAsked(Body):
    """The board of a period, and the parts of it that are wanted."""

    period: Literal["month", "all"] = "month"
    at: Day | None = None
    around: Annotated[StrictInt, Field(ge=0, le=25)] | None = None
    rows: RowsAsked | None = None


class Standing(Answer):
    """Where the viewer stands, or would stand."""

    rank: int
    points: int
    ahead_of_percent: int | None
    hidden: bool
    to_next: int | None


class BoardRow(Answer):
    """One place of the board."""

    rank: int
    person: str
    points: int
    me: bool


class PagedRow(BoardRow):
    """One place of a page."""

    cursor: str


class BoardPage(Answer):
    """A page of the board; ``total`` people are on it."""

    items: list[PagedRow]
    next: str | None
    total: int


class Board(Answer):
    """The board of a period ([starts_at, ends_at), null for all time) as the viewer sees it."""

    period: Literal["month", "all"]
    key: str
    starts_at: datetime | None
    ends_at: datetime | None
    as_of: datetime
    people: int
    hidden: int
    me: Standing | None
    around: list[BoardRow] | None
    rows: BoardPage | None


class PointsAsked(Body):
    """People's points in periods: a month such as 2026-05, or `all`."""

    people: Ids
    periods: Annotated[list[PeriodKey], Field(min_length=1, max_length=24)]


class Points(Answer):
    """Points by person and period; people without any, and those who are hidden from the asker, are absent."""

    items: dict[str, dict[str, int]]


class LedgerAsked(Body):
    """The entries of a person, of the asker where ``person`` is null."""

    person: Id | None = None
    first: First
    after: Cursor | None = None


class Cause(Answer):
    """What an entry is for."""

    type: str
    id: str


class Entry(Answer):
    """One entry of the ledger."""

    id: str
    employee: str
    unit: str | None
    pool: str | None
    amount: int
    cause: Cause
    rule: str | None
    occurred_at: datetime
    posted_at: datetime
    periods: list[str]


class LedgerPage(Answer):
    """A page of a person's entries, last posted first."""

    items: list[Entry]
    next: str | None
    total: int


class RulesAsked(Body):
    """Scoring rules by their ids, all of them where ``ids`` is null."""

    ids: Ids | None = None


class RuleWanted(Body):
    """A scoring rule as it is to be; ``match`` in the language of criteria."""

    id: RuleId
    name: Annotated[str, Field(min_length=1, max_length=200)]
    match: dict[str, Any]
    points: Annotated[StrictInt, Field(ge=1, le=100_000)]
    active: StrictBool = True
    idempotency_key: IdempotencyKey | None = None


class Rule(Answer):
    """A scoring rule in its present version."""

    id: str
    version: int
    name: str
    match: dict[str, Any]
    points: int
    active: bool
    saved_at: datetime


class Rules(Answer):
    """Scoring rules by id; unknown ones are absent."""

    items: dict[str, Rule]
