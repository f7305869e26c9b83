"""The JSON of a world. Keys that a world does not know are left alone: they may be notes, or what was expected."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from shared.criteria.language.values import FactType, Name
from shared.criteria.worlds.kinds import Day, Happened, Instant, Number, Object, Zone


class Shape(BaseModel):
    """A part of a world."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class FactShape(Shape):
    """A fact; only what judging needs is checked, the rest is for paths to find."""

    id: Name
    completion: Name | None = None
    type: FactType
    role: Name | None = None
    employee: Name
    occurred_at: Happened
    source: str | None = None
    object: Object | None = None
    result: Object | None = None
    data: Object | None = None

    @field_validator("object")
    @classmethod
    def _has_type_and_id(cls, value: Object | None) -> Object | None:
        if value is not None and (value.get("type") is None or value.get("id") is None):
            raise ValueError("must have both a type and an id")
        return value


class ZoneShape(Shape):
    """A zone from an instant on."""

    zone: Zone
    start: Annotated[Instant | None, Field(alias="from")] = None


class MembershipShape(Shape):
    """Being in a unit for a time."""

    unit: Name
    start: Annotated[Instant | None, Field(alias="from")] = None
    end: Annotated[Instant | None, Field(alias="to")] = None


class SpanShape(Shape):
    """A value for a time."""

    value: Any
    start: Annotated[Instant | None, Field(alias="from")] = None
    end: Annotated[Instant | None, Field(alias="to")] = None


class LeaveShape(Shape):
    """Leave, both ends included."""

    start: Annotated[Day, Field(alias="from")]
    end: Annotated[Day, Field(alias="to")]


class CalendarShape(Shape):
    """A working calendar."""

    workdays: list[Annotated[int, Field(ge=1, le=7)]] | None = None
    holidays: list[Day] = []
    leave: list[LeaveShape] = []
    outages: list[Day] = []

    @field_validator("leave", mode="before")
    @classmethod
    def _single_days(cls, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [day if isinstance(day, dict) else {"from": day, "to": day} for day in value]


def _zones(value: Any) -> Any:
    return [{"zone": value}] if isinstance(value, str) else value


def _spans(value: Any) -> Any:
    """A value that holds from joining on, or a list of dated ones."""
    is_dated = isinstance(value, list) and value and all(isinstance(part, dict) and "value" in part for part in value)
    return value if is_dated else [] if value is None else [{"value": value}]


Spans = Annotated[list[SpanShape], BeforeValidator(_spans)]
ZoneSpans = Annotated[list[ZoneShape], BeforeValidator(_zones), Field(min_length=1)]


class PersonShape(Shape):
    """A person."""

    id: Name
    timezone: ZoneSpans | None = None
    joined_at: Instant | None = None
    enrolled_at: Instant | None = None
    memberships: list[MembershipShape] = []
    roles: Spans = []
    locale: Spans = []
    attributes: dict[str, Spans] = {}
    calendar: CalendarShape | None = None


class UnitShape(Shape):
    """A unit."""

    id: Name
    parent: Name | None = None
    timezone: ZoneSpans | None = None
    calendar: CalendarShape | None = None


class CauseShape(Shape):
    """What gave points."""

    type: str


class EntryShape(Shape):
    """An entry of the points ledger."""

    id: Name
    employee: Name
    pool: str | None = None
    amount: Number
    occurred_at: Happened
    cause: CauseShape | None = None


class AwardShape(Shape):
    """An award."""

    id: Name | None = None
    badge: Name
    tier: str | None = None
    recipient: Name
    scope: Any = None
    earned_at: Happened
    state: Literal["active", "expired", "revoked"] = "active"


class OtherBadgeShape(Shape):
    """A badge that `*` may look at."""

    id: Name
    criteria: Object


class WorldShape(Shape):
    """A world; its badge is read apart, by the language itself."""

    name: Any = None
    badge: Object
    facts: list[Object] = []
    people: list[PersonShape] = []
    units: list[UnitShape] = []
    points: list[EntryShape] = []
    awards: list[AwardShape] = []
    badges: list[OtherBadgeShape] = []
    now: Happened
