"""What the matches of a rule read: their conditions and paths, each with where it stands."""

from collections.abc import Iterator

from shared.criteria.language.conditions import PLACEHOLDER, AllOf, AnyOf, Comparison, Condition, Negation
from shared.criteria.language.tree import Node, body_of, kind_of, matches_of


def conditions_of(node: Node, path: str) -> Iterator[tuple[str, Condition]]:
    """Every condition of a node's own matches with its path, those that hold others included."""
    for step, match in matches_of(node):
        for i, condition in enumerate(match.where or []):
            yield from _conditions(condition, f"{path}.{step}.where[{i}]")


def _conditions(condition: Condition, path: str) -> Iterator[tuple[str, Condition]]:
    yield path, condition
    if isinstance(condition, Negation):
        yield from _conditions(condition.not_, f"{path}.not")
    elif isinstance(condition, AnyOf | AllOf):
        name, parts = ("any", condition.any) if isinstance(condition, AnyOf) else ("all", condition.all)
        for i, part in enumerate(parts):
            yield from _conditions(part, f"{path}.{name}[{i}]")


def paths_of(node: Node, path: str) -> Iterator[tuple[str, str]]:
    """Every path that a node's own matches and values read, with where it stands."""
    kind = kind_of(node)
    if kind in {"sum", "distinct"}:
        yield f"{path}.{kind}.path", body_of(node).path
    for step, match in matches_of(node):
        yield from ((f"{path}.{step}.credit_key[{i}]", used) for i, used in enumerate(match.credit_key or []))
    for at, condition in conditions_of(node, path):
        if isinstance(condition, Comparison):
            yield f"{at}.path", condition.path
            if condition.value_of:
                yield f"{at}.value_of", condition.value_of
            yield from ((f"{at}.value_from", used) for used in PLACEHOLDER.findall(condition.value_from or ""))
