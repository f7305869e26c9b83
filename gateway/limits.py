"""How much one document may ask for, measured before anything is carried out.

Everything here is linear in the document: each fragment is measured once. All but the width is measured after the
specified rules have refused unknown fields and fragments that contain themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
)
from graphql.type import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
)

TOKENS = 1_500
CHARACTERS = 40_000
WIDTH = 100
DEPTH = 10
ALIASES = 15
ROOT_FIELDS = 5
PAGE = 100
COST = 20_000
# Lists without `first`, where ten is far from what to expect.
LIST_SIZES = {"children": 2, "edges": 1, "types": 1, "errors": 5, "counted": 5, "passedOver": 5, "keys": 5, "tiers": 4}
TYPICAL_LIST = 10
# What fields cost beside themselves: a call to a service for each, or an evaluation.
WEIGHTS = {"holders": 200, "participants": 200, "trace": 50}
INTROSPECTION = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


@dataclass(frozen=True)
class Size:
    """What a selection amounts to: levels of fields, aliases, top-level fields, and fields answered at most."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    cost: int = 0

    def beside(self, other: "Size") -> "Size":
        """Both in one selection."""
        return Size(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.fields + other.fields,
            self.cost + other.cost,
        )


class Meter:
    """Measures operations of one document, with the variables of one request."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._measured: dict[str, Size] = {}

    def operation(self, node: OperationDefinitionNode) -> Size:
        """The size of one operation."""
        return self._selection(node.selection_set, self._schema.get_root_type(node.operation))

    def _selection(self, selection: SelectionSetNode, parent: GraphQLNamedType | None) -> Size:
        total = Size()
        for node in selection.selections:
            total = total.beside(self._node(node, parent))
        return total

    def _node(self, node: SelectionNode, parent: GraphQLNamedType | None) -> Size:
        if isinstance(node, FieldNode):
            return self._field(node, parent)
        if isinstance(node, InlineFragmentNode):
            narrowed = getattr(node.type_condition, "name", None)  # absent in `... @include(if: $a) {`
            named = self._schema.get_type(narrowed.value) if narrowed else parent
            return self._selection(node.selection_set, named)
        assert isinstance(node, FragmentSpreadNode)  # noqa: S101 - there is no fourth kind
        return self._fragment(node.name.value)

    def _fragment(self, name: str) -> Size:
        if name not in self._measured:
            fragment = self._fragments[name]
            condition = self._schema.get_type(fragment.type_condition.name.value)
            self._measured[name] = self._selection(fragment.selection_set, condition)
        return self._measured[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Size:
        name = node.name.value
        inner = Size()
        if node.selection_set and (field := _definition(parent, name)):
            inner = self._selection(node.selection_set, get_named_type(field.type))
            inner = Size(inner.depth, inner.aliases, 0, inner.cost * self._times(node, field))
        if name in INTROSPECTION:
            inner = Size()  # development only, and MaxIntrospectionDepthRule bounds it
        return Size(inner.depth + 1, inner.aliases + (node.alias is not None), 1, inner.cost + 1 + WEIGHTS.get(name, 0))

    def _times(self, node: FieldNode, field: GraphQLField) -> int:
        """How many there may be of what this field gives."""
        if "first" in field.args:
            return self._page(node)
        kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        if not isinstance(kind, GraphQLList):
            return 1
        return LIST_SIZES.get(node.name.value, TYPICAL_LIST)

    def _page(self, node: FieldNode) -> int:
        argument = next(argument for argument in node.arguments if argument.name.value == "first")
        value: Any = None
        if isinstance(argument.value, IntValueNode):
            value = int(argument.value.value)
        elif isinstance(argument.value, VariableNode):
            value = self._variables.get(argument.value.name.value)
        if not isinstance(value, int):
            return 1  # execution refuses it, as no number
        if not 1 <= value <= PAGE:
            raise GraphQLError(f"'{node.name.value}' takes first: 1 to {PAGE}, not {value}.", node)
        return value


class Width(Visitor):
    """Refuses selections of very many fields before validation, which compares the fields of one with each other."""

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        """GraphQLError for a selection that is too wide."""
        if len(node.selections) > WIDTH:
            raise GraphQLError(f"A selection has {len(node.selections)} fields, where {WIDTH} is the most.", node)


def check(size: Size) -> None:
    """GraphQLError where an operation asks for more than one request may."""
    for what, have, limit in (
        ("is nested too deeply", size.depth, DEPTH),
        ("has too many aliases", size.aliases, ALIASES),
        ("has too many top-level fields", size.fields, ROOT_FIELDS),
        ("asks for too much at once", size.cost, COST),
    ):
        if have > limit:
            raise GraphQLError(f"The operation {what}: {have}, where {limit} is the most.")


def _definition(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    if name in INTROSPECTION:
        return INTROSPECTION[name]
    return parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
