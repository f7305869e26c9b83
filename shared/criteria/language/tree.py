"""The tree: one object with one key for each kind of node, and a walk over all of them."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, cast

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from shared.criteria.language import leaves, windows
from shared.criteria.language.matches import Match
from shared.criteria.language.problems import TAG
from shared.criteria.language.values import Strict, one_key

KINDS = (
    "count", "sum", "distinct", "streak", "sequence", "badge", "points", "attribute", "tenure",
    "all", "any", "at_least", "not",
)  # fmt: skip
TIERABLE = frozenset({"count", "sum", "distinct", "streak", "badge", "points"})


def _with_mark_of_tiers(schema: dict[str, Any]) -> None:
    """Say in the schema what `_mark_of_tiers_stands_inside` takes."""
    if TIERABLE & schema["properties"].keys():
        schema["properties"]["tiered"] = {"title": "Tiered", "type": "boolean"}


class NodeObject(Strict):
    """One node: an object whose one key says its kind."""

    model_config = ConfigDict(json_schema_extra=_with_mark_of_tiers)

    @model_validator(mode="before")
    @classmethod
    def _mark_of_tiers_stands_inside(cls, value: Any) -> Any:
        """Take `{"count": {…}, "tiered": true}` for `{"count": {…, "tiered": true}}`."""
        kind = one_key(value, KINDS)
        if kind in TIERABLE and isinstance(value, dict) and "tiered" in value and isinstance(value[kind], dict):
            rest = {key: part for key, part in value.items() if key != "tiered"}
            return rest | {kind: {"tiered": value["tiered"], **value[kind]}}
        return value


class CountNode(NodeObject):
    count: leaves.CountLeaf


class SumNode(NodeObject):
    sum: leaves.SumLeaf


class DistinctNode(NodeObject):
    distinct: leaves.DistinctLeaf


class StreakNode(NodeObject):
    streak: leaves.StreakLeaf


class SequenceNode(NodeObject):
    sequence: leaves.SequenceLeaf


class BadgeNode(NodeObject):
    badge: leaves.BadgeLeaf


class PointsNode(NodeObject):
    points: leaves.PointsLeaf


class AttributeNode(NodeObject):
    attribute: leaves.AttributeLeaf


class TenureNode(NodeObject):
    tenure: leaves.TenureLeaf


class AllNode(NodeObject):
    all: Annotated[list["Node"], Field(min_length=1)]


class AnyNode(NodeObject):
    any: Annotated[list["Node"], Field(min_length=1)]


class ChoiceNode(NodeObject):
    at_least: leaves.Choice


class NotNode(NodeObject):
    not_: Annotated["Node", Field(alias="not")]


def _kind(value: Any) -> str | None:
    kind = one_key(value, KINDS)
    return kind and TAG + kind


Node = Annotated[
    Annotated[CountNode, Tag(TAG + "count")]
    | Annotated[SumNode, Tag(TAG + "sum")]
    | Annotated[DistinctNode, Tag(TAG + "distinct")]
    | Annotated[StreakNode, Tag(TAG + "streak")]
    | Annotated[SequenceNode, Tag(TAG + "sequence")]
    | Annotated[BadgeNode, Tag(TAG + "badge")]
    | Annotated[PointsNode, Tag(TAG + "points")]
    | Annotated[AttributeNode, Tag(TAG + "attribute")]
    | Annotated[TenureNode, Tag(TAG + "tenure")]
    | Annotated[AllNode, Tag(TAG + "all")]
    | Annotated[AnyNode, Tag(TAG + "any")]
    | Annotated[ChoiceNode, Tag(TAG + "at_least")]
    | Annotated[NotNode, Tag(TAG + "not")],
    Discriminator(
        _kind,
        custom_error_type="node",
        custom_error_message="must be a node: an object with one of " + ", ".join(KINDS),
    ),
]
for _model in (
    windows.After,
    leaves.Choice,
    leaves.CountLeaf,
    leaves.SumLeaf,
    leaves.DistinctLeaf,
    leaves.StreakLeaf,
    leaves.SequenceLeaf,
):
    _model.model_rebuild(_types_namespace={"Node": Node, "Window": windows.Window})


def kind_of(node: Node) -> str:
    """The one key of a node: `count`, `all`, `not`…"""
    return _field_of(type(node)).rstrip("_")


def body_of(node: Node) -> Any:
    """What stands under a node's key: a leaf, a list of nodes, a Choice or (of `not`) a node."""
    return getattr(node, _field_of(type(node)))


@cache
def _field_of(model: type[NodeObject]) -> str:
    (name,) = model.model_fields
    return name


def children_of(node: Node) -> list[tuple[str, Node]]:
    """The nodes right below a node with the rest of their path; of a leaf, the node that its window comes after."""
    kind, body = kind_of(node), body_of(node)
    if kind in {"all", "any"}:
        return [(f"{kind}[{i}]", child) for i, child in enumerate(body)]
    if kind == "at_least":
        return [(f"at_least.of[{i}]", child) for i, child in enumerate(body.of)]
    if kind == "not":
        return [("not", body)]
    window = getattr(body, "window", None)
    return [(f"{kind}.window.after", window.after)] if isinstance(window, windows.After) else []


def walk(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    """Every node of the tree with its path, parents first, anchors of `after` included."""
    yield path, node
    for step, child in children_of(node):
        yield from walk(child, f"{path}.{step}")


def matches_of(node: Node) -> list[tuple[str, Match]]:
    """The matches that a node itself bears, with the rest of their path."""
    kind, body = kind_of(node), body_of(node)
    if kind == "sequence":
        return [(f"sequence.steps[{i}]", step) for i, step in enumerate(body.steps)]
    return [(f"{kind}.of", cast("Match", body.of))] if isinstance(getattr(body, "of", None), Match) else []
