"""The small values that a rule is made of: numbers, instants, durations, paths and fact types."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated, Any

import isodate  # type: ignore[import-untyped]
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

Scalar = str | bool | int | float
"""What conditions compare: each is comparable only with its own (numbers, text, true or false)."""

_TYPE = r"[a-z0-9_-]+(\.[a-z0-9_-]+)*"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)")
_SPAN = r"(\d{1,7}W)?(\d{1,7}D)?(T(?=\d)(\d{1,7}H)?(\d{1,7}M)?)?"
_DURATION = re.compile(rf"P(?=[\dT]){_SPAN}")
_CALENDAR_DURATION = re.compile(rf"P(?=[\dT])(\d{{1,4}}Y)?(\d{{1,4}}M)?{_SPAN}")
_LONGEST = timedelta(days=366_000)
LOCAL = frozenset({"date", "year", "month", "day", "weekday", "hour"})
_UNKNOWN = "is not known here; known are: {known}"
_ALONE = "has no place beside {known}: leave one of the two out"
PERSON = frozenset({"unit", "roles", "joined_at"})


class Strict(BaseModel):
    """A part of the language: unknown keys are refused by name, and no value is taken for one of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_keys(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        known = _keys(cls)
        for key in value:
            if key not in known:
                context = {"key": str(key), "known": ", ".join(known)}
                raise PydanticCustomError("unknown_key", _ALONE if len(known) == 1 else _UNKNOWN, context)
        return value


def one_key(value: Any, known: tuple[str, ...]) -> str | None:
    """Tell which of `known` an object is, by the first of them among its keys; None where there is none."""
    fields = value if isinstance(value, dict) else _keys_of(value) if isinstance(value, BaseModel) else ()
    return next((key for key in known if key in fields), None)


def _keys_of(model: BaseModel) -> list[str]:
    return _keys(type(model))


@cache
def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def is_number(value: object) -> bool:
    """Whether a JSON value is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(minimum: int) -> BeforeValidator:
    def check(value: Any) -> int:
        if not is_number(value) or value != value // 1 or value < minimum:
            raise PydanticCustomError("whole", "must be a whole number, {minimum} or more", {"minimum": minimum})
        return int(value)

    return BeforeValidator(check)


def _positive(value: Any) -> int | float:
    if not is_number(value) or not 0 < value < float("inf"):
        raise PydanticCustomError("positive", "must be a number above 0")
    number: int | float = value
    return number


Count = Annotated[int, _whole(1), Field(ge=1)]
CountOrNone = Annotated[int, _whole(0), Field(ge=0)]
Positive = Annotated[int | float, BeforeValidator(_positive), Field(gt=0)]


def parse_instant(value: Any) -> datetime:
    """Read an instant, a text with its offset or an aware datetime, as UTC. Raises ValueError."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        value = _read_instant(value)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError('must be an instant with its offset, such as "2026-05-04T09:00:00Z"')
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("must lie in the years 1 to 9999") from error


def _read_instant(text: str) -> datetime | None:
    """None for what no calendar has, such as a thirteenth month."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def write_instant(value: datetime) -> str:
    """Write an instant as ISO 8601 in UTC with a Z, with no more digits than it needs."""
    digits = "seconds" if not value.microsecond else "milliseconds" if value.microsecond % 1000 == 0 else "microseconds"
    return value.astimezone(UTC).isoformat(timespec=digits).replace("+00:00", "Z")


Instant = Annotated[datetime, BeforeValidator(parse_instant), PlainSerializer(write_instant, return_type=str)]


def duration(text: str) -> timedelta:
    """The exact length of an ISO 8601 duration in weeks, days, hours or minutes."""
    length: timedelta = isodate.parse_duration(text)
    return length


def _duration(text: str) -> str:
    if not _DURATION.fullmatch(text):
        raise ValueError('must be an ISO 8601 duration in weeks, days, hours or minutes, such as "P30D" or "PT36H"')
    if duration(text) > _LONGEST:
        raise ValueError("must be at most a thousand years")
    return text


def _lasting(text: str) -> str:
    if not duration(text):
        raise ValueError('must be longer than nothing, such as "P30D"')
    return text


def _calendar_duration(text: str) -> str:
    if not _CALENDAR_DURATION.fullmatch(text):
        raise ValueError('must be an ISO 8601 duration, such as "P1Y", "P6M" or "P90D"')
    return text


Duration = Annotated[str, AfterValidator(_duration)]
Lasting = Annotated[str, AfterValidator(_duration), AfterValidator(_lasting)]
CalendarDuration = Annotated[str, AfterValidator(_calendar_duration)]
FactType = Annotated[str, Field(pattern=rf"^{_TYPE}$")]


def _type_or_prefix(text: str) -> str:
    if not re.fullmatch(rf"{_TYPE}(\.\*)?", text):
        raise ValueError('must be lower-case words joined by dots, or such a prefix ending in ".*": "wiki.*"')
    return text


def check_path(text: str) -> str:
    """Refuse what cannot be a path from a fact's root, and derived names that do not exist."""
    root, *rest = text.split(".")
    if not all([root, *rest]) or "{" in text or "}" in text:
        raise ValueError('must be a path of names joined by dots, such as "data.topic"')
    if root == "local" and (len(rest) != 1 or rest[0] not in LOCAL):
        raise ValueError(f"must be one of {', '.join(f'local.{name}' for name in sorted(LOCAL))}")
    if root == "person" and not _is_of_person(rest):
        raise ValueError("must be person.unit, person.roles, person.joined_at or person.attributes.NAME")
    return text


def _is_of_person(rest: list[str]) -> bool:
    return (len(rest) == 1 and rest[0] in PERSON) or (len(rest) > 1 and rest[0] == "attributes")


TypeOrPrefix = Annotated[str, AfterValidator(_type_or_prefix)]
Path = Annotated[str, AfterValidator(check_path)]
Name = Annotated[str, Field(min_length=1)]
