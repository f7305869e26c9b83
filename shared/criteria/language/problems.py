"""What is wrong with a rule, by the path of the node at fault and in words that say what would be right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

TAG = "one-of:"
"""Prefix of the tags that tell unions apart; they stand in Pydantic's error locations and name nothing in the JSON."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `path` such as `criteria.all[1].count.of.where[0].op`, `message` in plain words."""

    path: str
    message: str


class Refused(ValueError):
    """What was given is not in the language; `problems` holds every fault found, in the order of the text."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{p.path}: {p.message}" if p.path else p.message for p in self.problems))


def problems_of(error: ValidationError, prefix: str = "") -> list[Problem]:
    """Clean a Pydantic error of a model that holds a part of the language; `prefix` stands before every path."""
    return [problem for detail in error.errors(include_url=False) for problem in _problems_of_detail(detail, prefix)]


def dotted(parts: Sequence[str | int], prefix: str = "") -> str:
    """Write a location as a path: names after dots, positions in brackets."""
    path = prefix
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not part.startswith(TAG):
            path += f".{part}" if path else part
    return path


def _problems_of_detail(detail: ErrorDetails, prefix: str) -> Iterator[Problem]:
    context: dict[str, Any] = detail.get("ctx", {})
    if detail["type"] == "limits":
        for path, message in context["found"]:
            yield Problem(dotted((*detail["loc"], path), prefix), message)
        return
    location = detail["loc"][:_DEEP] if detail["type"] == "recursion_depth_exceeded" else detail["loc"]
    if "key" in context:
        location = (*location, context["key"])
    yield Problem(dotted(location, prefix), _message(detail, context))


def _message(detail: ErrorDetails, context: dict[str, Any]) -> str:
    """Say what would be right where Pydantic only says what is wrong."""
    kind = detail["type"]
    if kind in _MESSAGES:
        return _MESSAGES[kind].format(**context)
    return detail["msg"].removeprefix("Value error, ").removeprefix("Input ")


_MESSAGES = {
    "missing": "is required",
    "literal_error": "must be {expected}",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "too_short": "must hold at least {min_length} (it holds {actual_length})",
    "too_long": "must hold at most {max_length} (it holds {actual_length})",
    "string_too_short": "must not be empty",
    "string_too_long": "must be at most {max_length} characters long",
    "string_pattern_mismatch": "must match {pattern}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "recursion_depth_exceeded": "is nested too deeply",
}
_DEEP = 30
"""How much of a location is told where the nesting itself is at fault."""
