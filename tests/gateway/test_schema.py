"""The schema that is committed, and what the web asks of it."""

import json
from pathlib import Path

import pytest
from graphql import GraphQLError, parse, validate

from gateway import print_schema
from gateway.documents import Documents
from gateway.schema import schema

WEB = Path(print_schema.__file__).parent / "web" / "src"


def test_the_committed_schema_is_the_one_in_the_code() -> None:
    """schema.graphql, which the web is compiled against, is what the code prints."""
    assert print_schema.FILE.read_text("utf-8") == print_schema.text()


def test_every_document_of_the_web_is_within_the_limits(tmp_path: Path) -> None:
    """All that the pages ask is valid and small enough to be answered."""
    texts = {path: path.read_text("utf-8") for path in sorted(WEB.rglob("*.graphql"))}
    fragments = {
        name.value: definition
        for text in texts.values()
        for definition in parse(text).definitions
        if (name := getattr(definition, "name", None)) and definition.kind == "fragment_definition"
    }
    documents = Documents(schema.graphql_schema, tmp_path / "none", closed=False)
    persisted = json.loads((WEB / "gen" / "persisted-documents.json").read_text("utf-8"))
    assert fragments
    for text in persisted.values():
        document = documents.prepare(text)
        for operation in document.operations.values():
            documents.measured(document, operation, {"first": 100})


@pytest.mark.parametrize("text", ["query { viewer { nothing } }", "query { feed { __typename } }"])
def test_a_wrong_document_is_no_document(text: str) -> None:
    """What breaks the schema is refused, a list without its page size too."""
    errors: list[GraphQLError] = validate(schema.graphql_schema, parse(text))
    assert errors
