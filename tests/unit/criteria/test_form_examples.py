"""The rules that the web's form is tried with: each is in the language, and nothing of the language is missing."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from shared.criteria import parse_rule
from shared.criteria.language.conditions import Op
from shared.criteria.language.tree import KINDS

FILE = Path(__file__).parents[3] / "gateway" / "web" / "test" / "rules.json"
EXAMPLES: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
WORDS = {
    *KINDS, *get_args(Op),
    "between", "calendar", "rolling", "since", "after", "value", "value_of", "value_from", "any", "all", "not",
    "role", "credit_key", "cap", "within", "strict", "min_per_period", "grace", "tier", "pool", "tiered",
    "recipient", "repeat", "per_period", "every", "per", "tiers", "start_from",
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_a_rule(name: str) -> None:
    """What the form is tried with can be saved as it is."""
    assert parse_rule(EXAMPLES[name]).to_json()["criteria"]


def test_nothing_of_the_language_is_missing() -> None:
    """Each kind of node, window, comparison, combination and repeat stands in some example."""
    assert words(list(EXAMPLES.values())) >= WORDS


def words(value: Any) -> set[str]:
    """Every name in the JSON, and every comparison."""
    if isinstance(value, list):
        return {word for part in value for word in words(part)}
    if not isinstance(value, dict):
        return set()
    said = {value["op"]} if isinstance(value.get("op"), str) else set()
    return said | set(value) | words(list(value.values()))
