"""What a rule's tree must keep to, beyond what each of its parts must."""

from collections.abc import Iterator

from shared.criteria.language.reading import conditions_of
from shared.criteria.language.tree import Node, body_of, children_of, kind_of, matches_of, walk
from shared.criteria.language.windows import Between

MAX_DEPTH, MAX_NODES, MAX_CONDITIONS = 6, 50, 100
Broken = Iterator[tuple[str, str]]


def too_big(criteria: Node) -> Broken:
    """Every limit of size that the tree breaks, as (path, message)."""
    deepest = next(_deeper_than(criteria, "criteria", MAX_DEPTH), None)
    if deepest:
        yield deepest, f"lies deeper than {MAX_DEPTH} levels (a leaf is a level)"
    nodes = list(walk(criteria, "criteria"))
    if len(nodes) > MAX_NODES:
        yield nodes[MAX_NODES][0], f"is one node too many: at most {MAX_NODES} in one criteria (it has {len(nodes)})"
    conditions = [at for path, node in nodes for at, _ in conditions_of(node, path)]
    if len(conditions) > MAX_CONDITIONS:
        message = f"is one condition too many: at most {MAX_CONDITIONS} in one criteria (it has {len(conditions)})"
        yield conditions[MAX_CONDITIONS], message


def _deeper_than(node: Node, path: str, levels: int) -> Iterator[str]:
    if levels == 0:
        yield path
    else:
        for step, child in children_of(node):
            yield from _deeper_than(child, f"{path}.{step}", levels - 1)


def misplaced(criteria: Node) -> Broken:
    """Every part that stands where the language has no place for it, as (path, message)."""
    yield from _matches(criteria)
    yield from _nots(criteria)


def _matches(criteria: Node) -> Broken:
    for path, node in walk(criteria, "criteria"):
        kind = kind_of(node)
        for step, match in matches_of(node):
            at = f"{path}.{step}"
            if kind in {"distinct", "sequence"} and match.credit_key is not None:
                what = "a distinct counts values" if kind == "distinct" else "steps of a sequence take each fact"
                yield f"{at}.credit_key", f"must be left out: {what}"
            if kind == "sequence" and match.cap is not None:
                yield f"{at}.cap", "must be left out: steps of a sequence take no cap"


def _nots(criteria: Node) -> Broken:
    for path, node in walk(criteria, "criteria"):
        if kind_of(node) == "not":
            for at, leaf in _leaves(node, path):
                if not isinstance(getattr(body_of(leaf), "window", None), Between):
                    yield at, 'must carry a window {"between": [start, end]}, as every leaf below a not'


def _leaves(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    for at, part in walk(node, path):
        if kind_of(part) not in {"all", "any", "at_least", "not"}:
            yield at, part
