"""What requests to the services are made of: bodies that refuse unknown fields, typed scalars, and cursors of lists."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import orjson
from flask import request
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt

from shared.http import Problem

FIRST_YEAR, LAST_YEAR = 1970, 2200
HALF = "holds a surrogate without its other half, which is no text"


class Body(BaseModel):
    """A request's JSON object; a field that it does not have is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True, defer_build=True)


class Answer(BaseModel):
    """A response's JSON object, written with the names of the wire."""

    model_config = ConfigDict(
        frozen=True, serialize_by_alias=True, validate_by_name=True, validate_by_alias=True, defer_build=True
    )


def utc(moment: datetime) -> datetime:
    """The instant in UTC to the millisecond (MongoDB keeps no finer one); ValueError outside 1970 to 2200."""
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        raise ValueError(f"an instant between {FIRST_YEAR} and {LAST_YEAR} is needed")
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _text(value: Any) -> Any:
    if isinstance(value, str | datetime):
        return value
    raise ValueError("an instant is written as text, such as 2026-05-04T09:00:00Z")


def _whole(value: Any) -> Any:
    """JSON has one kind of number: 20.0 is the integer 20."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Id = Annotated[str, Field(min_length=1, max_length=100)]
Ids = Annotated[list[Id], Field(max_length=1000)]
Instant = Annotated[AwareDatetime, BeforeValidator(_text), AfterValidator(utc)]
First = Annotated[StrictInt, Field(ge=1, le=100), BeforeValidator(_whole)]
Cursor = Annotated[str, Field(max_length=4000)]
IdempotencyKey = Annotated[str, Field(min_length=1, max_length=200)]
T = TypeVar("T")


def json_only() -> None:
    """Before a blueprint's requests: refuse a body that is not a JSON object, which would be taken for an empty one."""
    if request.method != "POST":
        return
    if not request.is_json:
        raise Problem(415, "the body is a JSON object", [("Content-Type", "application/json is needed")])
    try:
        body = request.get_json()
        broken = _broken(body) if isinstance(body, dict) and b"\\u" in request.get_data() else []
    except RecursionError as error:
        raise Problem(422, "the body is nested too deeply", [("body", "nest it less deeply")]) from error
    if not isinstance(body, dict):
        raise Problem(422, "the body is a JSON object", [("body", "a JSON object is needed")])
    if broken:
        raise Problem(422, "the body holds half a character", [(name, HALF) for name in broken])


def _broken(body: dict[str, Any]) -> list[str]:
    """The fields that hold what can be neither kept nor sent on: JSON's escapes can spell half of a character."""
    return [_legible(name) for name, said in body.items() if not (_is_text(name) and _is_text(said))]


def _is_text(said: Any) -> bool:
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _legible(name: str) -> str:
    return name.encode(errors="replace").decode()


def cursor(*place: str | int) -> str:
    """The place in a list after which the next page begins, as opaque text."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def place(after: str, *types: type[Any]) -> list[Any]:
    """The values that ``cursor`` was made of, of these types; refuses what is no cursor of this list (422)."""
    try:
        values = orjson.loads(base64.urlsafe_b64decode(after.encode() + b"=" * (-len(after) % 4)))
    except (binascii.Error, orjson.JSONDecodeError, ValueError):
        values = None
    if isinstance(values, list) and [type(value) for value in values] == list(types) and not any(map(_is_huge, values)):
        return values
    raise Problem(422, "this is no cursor of this list", [("after", "give `next` of the page before, or null")])


def _is_huge(value: object) -> bool:
    """No store takes a number beyond 64 bits."""
    return isinstance(value, int) and not -(2**63) <= value < 2**63
