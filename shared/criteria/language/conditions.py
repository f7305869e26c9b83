"""What a fact must say: comparisons of a path with a value, another path or a text, and their combinations."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self

import re2  # type: ignore[import-untyped]
from pydantic import Discriminator, Field, Tag, ValidationInfo, WithJsonSchema, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shared.criteria.language.problems import TAG
from shared.criteria.language.values import Path, Scalar, Strict, check_path, is_number, one_key

Op = Literal[
    "eq", "ne", "in", "nin", "gt", "gte", "lt", "lte",
    "contains", "prefix", "suffix", "matches", "exists", "size_gte", "size_lte",
]  # fmt: skip
PLAIN_OPS = frozenset({"matches", "exists", "size_gte", "size_lte"})
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_QUIET = re2.Options()
_QUIET.log_errors = False


def compile_pattern(pattern: str) -> Any:
    """Compile an RE2 expression, linear in the text it is held against; use its `fullmatch`. Raises ValueError."""
    try:
        return re2.compile(pattern, _QUIET)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"must be an RE2 expression: {reason}") from error


def check_operand(op: str, value: Any) -> Any:
    """Refuse a plain value that `op` could never hold against. Raises ValueError saying what would be right."""
    for ops, fits, wanted in _OPERANDS:
        if op in ops and not fits(value):
            raise ValueError(f"must be {wanted} for {op}")
    if op == "matches":
        compile_pattern(value)
    return value


def _is_scalar(value: Any) -> bool:
    return isinstance(value, Scalar)


def _is_pattern(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 200


def _is_size(value: Any) -> bool:
    return is_number(value) and value >= 0 and value == value // 1


_OPERANDS: list[tuple[frozenset[str], Callable[[Any], bool], str]] = [
    (frozenset({"eq", "ne", "contains"}), _is_scalar, "a number, a text, true or false"),
    (
        frozenset({"in", "nin"}),
        lambda value: isinstance(value, list) and len(value) > 0 and all(map(_is_scalar, value)),
        "a list, not empty, of numbers, texts, true or false",
    ),
    (frozenset({"gt", "gte", "lt", "lte"}), lambda v: isinstance(v, str) or is_number(v), "a number or a text"),
    (frozenset({"prefix", "suffix"}), lambda value: isinstance(value, str), "a text"),
    (frozenset({"matches"}), _is_pattern, "an RE2 expression of at most 200 characters"),
    (frozenset({"exists"}), lambda value: isinstance(value, bool), "true or false"),
    (frozenset({"size_gte", "size_lte"}), _is_size, "a whole number, 0 or more,"),
]

Operand = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {"type": "array", "items": {"type": ["string", "number", "boolean"]}, "minItems": 1},
            ]
        }
    ),
]


class Comparison(Strict):
    """A path held against a plain `value`, another path (`value_of`), or a text with paths filled in (`value_from`)."""

    path: Path
    op: Op
    value: Operand = None
    value_of: Path | None = None
    value_from: str | None = None

    @field_validator("value")
    @classmethod
    def _fits_the_op(cls, value: Any, info: ValidationInfo) -> Any:
        return check_operand(info.data["op"], value) if "op" in info.data else value

    @field_validator("value_of", "value_from")
    @classmethod
    def _op_takes_more_than_a_value(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("op") in PLAIN_OPS:
            raise ValueError(f"{info.data['op']} takes a plain value")
        return value

    @field_validator("value_from")
    @classmethod
    def _is_a_template(cls, text: str | None) -> str | None:
        if text is not None:
            if {"{", "}"} & set(PLACEHOLDER.sub("", text)):
                raise ValueError('must be a text with paths in braces, such as "User:{data.user}"')
            for path in PLACEHOLDER.findall(text):
                check_path(path)
        return text

    @model_validator(mode="after")
    def _has_one_right_side(self) -> Self:
        given = self.model_fields_set & {"value", "value_of", "value_from"}
        if len(given) != 1:
            raise PydanticCustomError("right_side", "must have exactly one of value, value_of and value_from")
        return self


class AnyOf(Strict):
    """At least one of these holds."""

    any: Annotated[list["Condition"], Field(min_length=1)]


class AllOf(Strict):
    """Every one of these holds."""

    all: Annotated[list["Condition"], Field(min_length=1)]


class Negation(Strict):
    """This does not hold."""

    not_: Annotated["Condition", Field(alias="not")]


def _kind(value: Any) -> str:
    return TAG + (one_key(value, ("any", "all", "not")) or "comparison")


Condition = Annotated[
    Annotated[Comparison, Tag(TAG + "comparison")]
    | Annotated[AnyOf, Tag(TAG + "any")]
    | Annotated[AllOf, Tag(TAG + "all")]
    | Annotated[Negation, Tag(TAG + "not")],
    Discriminator(_kind),
]
