"""GraphQL documents, parsed and validated once each, and the web's own by the hash of their text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
    visit,
)

from gateway.errors import BAD_INPUT, PERSISTED_QUERY_NOT_FOUND, Refusal
from gateway.limits import CHARACTERS, TOKENS, Meter, Width, check

REMEMBERED = 1_000
MOST_ERRORS = 5
PREFIX = "sha256:"


class Invalid(Exception):
    """The document can't be carried out: syntax or validation errors to be answered as they are."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True)
class Document:
    """A valid document: its operations by name and its fragments."""

    ast: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation asked for; Refusal where there is none, or several and no name."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is None:
            raise Refusal(BAD_INPUT, "The document has several operations: say which by operationName.")
        if name not in self.operations:
            raise Refusal(BAD_INPUT, f"The document has no operation '{name[:80]}'.")
        return self.operations[name]


class Documents:
    """The documents this process has seen. ``closed`` (production): persisted ones only, no introspection, no hints."""

    def __init__(self, schema: GraphQLSchema, persisted: Path, *, closed: bool) -> None:
        self.schema = schema
        self._closed = closed
        self._persisted = persisted
        self._named: dict[str, str] = {}
        self._read_at = 0.0
        self._rules = (*specified_rules, *([NoSchemaIntrospectionCustomRule] if closed else []))
        self.prepare = lru_cache(REMEMBERED)(self._prepare)

    def text(self, query: str | None, document_id: str | None) -> str:
        """The text of what is asked for: a persisted document by its id, or the query itself where that is allowed."""
        if document_id is not None and (query is None or self._closed):
            return self._by_id(document_id)
        if self._closed:
            raise Refusal(
                PERSISTED_QUERY_NOT_FOUND, "Only the web's own documents are answered here: send its documentId."
            )
        if query is None:
            raise Refusal(BAD_INPUT, "A query or a documentId is needed.")
        return query

    def measured(self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> None:
        """Invalid where the operation asks for more than one request may."""
        try:
            check(Meter(self.schema, document.fragments, _with_defaults(operation, variables)).operation(operation))
        except GraphQLError as error:
            raise Invalid([error]) from error

    def _prepare(self, text: str) -> Document:
        """The document of a text; Invalid where it breaks the language, the schema or the limits on size."""
        if len(text) > CHARACTERS:
            raise Invalid([GraphQLError(f"The document is longer than {CHARACTERS} characters.")])
        try:
            ast = parse(text, max_tokens=TOKENS)
            visit(ast, Width())
        except GraphQLError as error:
            raise Invalid([error]) from error
        if errors := validate(self.schema, ast, self._rules, max_errors=MOST_ERRORS, hide_suggestions=self._closed):
            raise Invalid(errors)
        operations = {
            node.name.value if node.name else "": node
            for node in ast.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        fragments = {node.name.value: node for node in ast.definitions if isinstance(node, FragmentDefinitionNode)}
        return Document(ast, operations, fragments)

    def _by_id(self, document_id: str) -> str:
        wanted = document_id.removeprefix(PREFIX)
        if wanted not in self._named:
            self._reload()
        if wanted not in self._named:
            raise Refusal(PERSISTED_QUERY_NOT_FOUND, "No document is kept under this id.")
        return self._named[wanted]

    def _reload(self) -> None:
        """Reads the web's documents again where its build is newer than what was read."""
        try:
            changed = self._persisted.stat().st_mtime
            if changed > self._read_at:
                found: dict[str, str] = json.loads(self._persisted.read_text("utf-8"))
                self._named = {name.removeprefix(PREFIX): text for name, text in found.items()}
                self._read_at = changed
        except FileNotFoundError:
            self._named = {}


def is_read(operation: OperationDefinitionNode) -> bool:
    """Whether the operation changes nothing."""
    return operation.operation == OperationType.QUERY


def _with_defaults(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The request's variables, over those integers that the operation gives by default."""
    defaults = {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions
        if isinstance(definition.default_value, IntValueNode)
    }
    return {**defaults, **variables}
