"""The leaves of a rule, each of which gives the earliest moment at which it became true."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shared.criteria.language.conditions import Op, Operand, check_operand
from shared.criteria.language.matches import Match
from shared.criteria.language.values import (
    CalendarDuration,
    Count,
    CountOrNone,
    Duration,
    Name,
    Path,
    Positive,
    Strict,
)
from shared.criteria.language.windows import Window

if TYPE_CHECKING:
    from shared.criteria.language.tree import Node


class Windowed(Strict):
    """A leaf that counts what lies in a window; without one, a lifetime."""

    window: Window | None = None


class Tierable(Windowed):
    """A leaf whose threshold tiers may replace."""

    tiered: bool = False


class CountLeaf(Tierable):
    """So many facts."""

    of: Match
    at_least: Count


class SumLeaf(Tierable):
    """So much, adding up a number that the facts bear."""

    of: Match
    path: Path
    at_least: Positive


class DistinctLeaf(Tierable):
    """So many different values."""

    of: Match
    path: Path
    at_least: Count


class StreakLeaf(Tierable):
    """So many periods in a row with enough facts in each."""

    of: Match
    period: Literal["day", "workday", "week", "month"]
    length: Count
    min_per_period: Count = 1
    grace: CountOrNone = 0


class SequenceLeaf(Windowed):
    """One fact for each step, in order."""

    steps: Annotated[list[Match], Field(min_length=1)]
    within: Duration | None = None
    strict: bool = False


class BadgeLeaf(Tierable):
    """So many awards of a badge, or of any (`*`)."""

    id: Name
    tier: Name | None = None
    at_least: Count = 1


class PointsLeaf(Tierable):
    """So many points, in one pool or in all."""

    pool: Name | None = None
    at_least: Positive


class AttributeLeaf(Strict):
    """What the person is: unit, roles, locale or an attribute, as dated."""

    path: str
    op: Op
    value: Operand

    @field_validator("path")
    @classmethod
    def _is_of_a_person(cls, path: str) -> str:
        name, *rest = path.split(".")
        if not ((name in {"unit", "roles", "locale"} and not rest) or (name == "attributes" and rest and all(rest))):
            raise ValueError("must be unit, roles, locale or attributes.NAME")
        return path

    @field_validator("value")
    @classmethod
    def _fits_the_op(cls, value: Any, info: ValidationInfo) -> Any:
        return check_operand(info.data["op"], value) if "op" in info.data else value


class TenureLeaf(Strict):
    """So long in the organization."""

    at_least: CalendarDuration


class Choice(Strict):
    """So many of these nodes."""

    k: Count
    of: Annotated[list["Node"], Field(min_length=1)]

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if self.k > len(self.of):
            context = {"key": "k", "of": len(self.of)}
            raise PydanticCustomError("choice", "must be at most the number of nodes in of, {of}", context)
        return self
