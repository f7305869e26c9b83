"""What fulfils a challenge: one goal in the criteria language, of a person, without tiers or repeats."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from shared.criteria import Compiled, Problem, Refused, Rule, compile_rule, parse_rule, rule_in_words

OWN = "laurel.challenge.completed"


def check_goal(criteria: Mapping[str, Any]) -> str:
    """The goal as text, ready to be kept. Raises Refused, with the path of every node at fault below `criteria`."""
    rule = parse_rule({"criteria": criteria})
    if found := [Problem(path, _NOT_OWN) for path in _own_types(rule.to_json()["criteria"], "criteria")]:
        raise Refused(found)
    return rule.model_dump_json(by_alias=True, exclude_unset=True)


@lru_cache(maxsize=10_000)
def rule_of(goal: str) -> Rule:
    """A goal's rule from its text."""
    return parse_rule(json.loads(goal))


@lru_cache(maxsize=10_000)
def compiled(goal: str) -> Compiled:
    """A goal, ready to judge."""
    return compile_rule(rule_of(goal))


def criteria_of(goal: str) -> Any:
    """A goal's criteria as JSON."""
    return json.loads(goal)["criteria"]


def in_words(goal: str, noun: Mapping[str, str] | None, locale: str, zone: str) -> str:
    """A goal in plain words."""
    return _in_words(goal, tuple(sorted((noun or {}).items())), locale, zone)


@lru_cache(maxsize=10_000)
def _in_words(goal: str, noun: tuple[tuple[str, str], ...], locale: str, zone: str) -> str:
    return rule_in_words(rule_of(goal), dict(noun) or None, locale, zone)


_NOT_OWN = "must not count completed challenges: a challenge could fulfil itself; count what is done in them"


def _own_types(node: Any, path: str) -> Iterator[str]:
    """Where a goal names completed challenges, at any depth."""
    if isinstance(node, list):
        for position, part in enumerate(node):
            yield from _own_types(part, f"{path}[{position}]")
    elif isinstance(node, dict):
        for position, name in enumerate(node.get("types") or ()):
            if name in {OWN, "laurel.challenge.*"}:
                yield f"{path}.types[{position}]"
        for key, part in node.items():
            if key not in {"types", "where"}:
                yield from _own_types(part, f"{path}.{key}")
