"""A rule: what must be true, of whom, how often, and in which tiers."""

from collections.abc import Iterator
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from shared.criteria.language.fit import misfits
from shared.criteria.language.limits import misplaced, too_big
from shared.criteria.language.matches import Match
from shared.criteria.language.problems import TAG, Problem, Refused, problems_of
from shared.criteria.language.repeats import Every, PerPath, PerPeriod, Tier
from shared.criteria.language.tree import Node
from shared.criteria.language.values import Instant, Strict, one_key


def _repeat_kind(value: Any) -> str | None:
    if value == "once":
        return TAG + "once"
    kind = one_key(value, ("per_period", "every", "per"))
    return kind and TAG + kind


Repeat = Annotated[
    Annotated[Literal["once"], Tag(TAG + "once")]
    | Annotated[PerPeriod, Tag(TAG + "per_period")]
    | Annotated[Every, Tag(TAG + "every")]
    | Annotated[PerPath, Tag(TAG + "per")],
    Discriminator(
        _repeat_kind,
        custom_error_type="repeat",
        custom_error_message='must be "once" or an object with one of per_period, every and per',
    ),
]


class Rule(Strict):
    """What earns a badge, fulfils a goal or scores points. `start_from`: what happened before it is not seen."""

    criteria: Node
    recipient: Literal["person", "unit"] = "person"
    repeat: Repeat = "once"
    tiers: Annotated[list[Tier] | None, Field(min_length=1)] = None
    start_from: Instant | None = None

    @model_validator(mode="after")
    def _keeps_the_limits(self) -> Self:
        found = list(too_big(self.criteria))
        if not found:
            fit = misfits(self.criteria, self.recipient, self.repeat, self.tiers or [])
            found = [*misplaced(self.criteria), *fit]
        if found:
            raise PydanticCustomError("limits", "breaks the language's limits", {"found": found})
        return self

    def to_json(self) -> dict[str, Any]:
        """What was said, ready for JSON; `parse_rule` reads it back."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def parse_rule(data: object) -> Rule:
    """Read `{criteria, recipient?, repeat?, tiers?, start_from?}` as parsed JSON. Raises Refused with every fault."""
    _refuse_endless(data)
    try:
        return Rule.model_validate(data)
    except (ValidationError, RecursionError) as error:
        raise Refused(_told(error, "criteria")) from error


def parse_match(data: object) -> Match:
    """Read a match that stands alone, as in a scoring rule. Raises Refused; its paths start at the match."""
    _refuse_endless(data)
    try:
        return Match.model_validate(data)
    except (ValidationError, RecursionError) as error:
        raise Refused(_told(error, "")) from error


def _refuse_endless(data: object) -> None:
    """Python reads 1e999 and NaN, which no JSON can say: kept as null, they would not be read back."""
    try:
        found = [Problem(path, "holds a number that is not finite") for path in _not_finite(data, "")]
    except RecursionError:
        return  # which is told of by whoever reads on
    if found:
        raise Refused(found)


def _not_finite(said: object, path: str) -> Iterator[str]:
    if isinstance(said, float) and not isfinite(said):
        yield path
    elif isinstance(said, dict):
        for name, inner in said.items():
            yield from _not_finite(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(said, list):
        for position, inner in enumerate(said):
            yield from _not_finite(inner, f"{path}[{position}]")


def problems_in(data: object) -> list[Problem]:
    """Every fault of a rule; an empty list where it is good."""
    try:
        parse_rule(data)
    except Refused as refused:
        return refused.problems
    return []


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule."""
    schema = TypeAdapter(Rule).json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _told(error: ValidationError | RecursionError, at: str) -> list[Problem]:
    if isinstance(error, RecursionError):
        return [Problem(at, "is nested too deeply")]
    return problems_of(error)
