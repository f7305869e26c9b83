"""The `data` of a completion: its fields, their bounds, and which are needed."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from services.intake.domain.refusals import Fault, Refused

MOST_PARTICIPANTS = 100
TYPE = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
Number = Annotated[int | float, Field(allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Address = Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s<>\"]+$")]


class Part(BaseModel):
    """Base: a field that is not known is refused (free ones belong into `data.data`), a value is never converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Thing(Part):
    """What was completed."""

    type: Annotated[str, Field(min_length=1, max_length=100)]
    id: Text
    name: Annotated[str, Field(max_length=500)] | None = None
    url: Address | None = None


class Score(Part):
    """``scaled`` lies in [-1, 1]; the others are the source's own."""

    raw: Number | None = None
    min: Number | None = None
    max: Number | None = None
    scaled: Annotated[int | float, Field(ge=-1, le=1)] | None = None


class Result(Part):
    """How it went; ``duration`` in seconds."""

    success: bool | None = None
    score: Score | None = None
    duration: Annotated[int | float, Field(ge=0, allow_inf_nan=False)] | None = None


class Participant(Part):
    """Somebody else who took part, by their identity in the source, and as what."""

    id: Text
    role: Annotated[str, Field(pattern=r"^[^\s*/|]{1,60}$")]


class Content(Part):
    """The `data` of an event: a completion needs `object`, a retraction `retracts` (an id of the same source)."""

    object: Thing | None = None
    result: Result | None = None
    participants: Annotated[list[Participant], Field(max_length=MOST_PARTICIPANTS)] | None = None
    data: dict[str, Any] | None = None
    evidence_url: Address | None = None
    retracts: Text | None = None


_CONTENT = TypeAdapter(Content)


def read_content(data: Any) -> Content:
    """The content of an event's `data`; Refused 422 names every field at fault."""
    try:
        content = _CONTENT.validate_python(data)
    except ValidationError as error:
        faults = [
            _fault(item) for item in error.errors(include_url=False, include_input=False, include_context=False)[:20]
        ]
        raise Refused(422, "the event's data is no completion", faults) from error
    if content.object is None and content.retracts is None:
        raise Refused(422, "the event's data is no completion", [("data.object", "is required, with type and id")])
    return content


def _fault(item: ErrorDetails) -> Fault:
    path = ".".join(str(part)[:50] for part in ("data", *item["loc"]) if part not in {"int", "float"})
    if item["type"] == "extra_forbidden":
        return path, "is not known here; what is the source's own belongs into data.data"
    if item["type"] == "string_pattern_mismatch":
        return path, "must be one word without *, / and |" if path.endswith(
            "role"
        ) else "must be an http or https address"
    return path, "must be a JSON object" if item["type"] in {"model_type", "dict_type"} else item["msg"]
