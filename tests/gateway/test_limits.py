"""How much one document may ask for."""

import time
from pathlib import Path

import pytest

from gateway.documents import Documents, Invalid
from gateway.schema import schema

DEEP = "challenge(id: 1) { trace { root { " + "children { " * 7 + "kind " + "}" * 7 + " } } }"
HOSTILE = {
    "a fragment that contains itself": "query { viewer { ...A } } fragment A on Viewer { ...A }",
    "fragments that double": "query { viewer { managedUnits { ...F0 } } } "
    + " ".join(
        f"fragment F{n} on Unit {{ parent {{ ...F{n + 1} }} managers {{ unit {{ ...F{n + 1} }} }} }}" for n in range(60)
    )
    + " fragment F60 on Unit { id }",
    "one field, a thousand times": "query { viewer { " + "id " * 1000 + "} }",
    "one field in many fragments": "query { viewer { "
    + " ".join(f"...F{n}" for n in range(13))
    + " } } "
    + " ".join(f"fragment F{n} on Viewer {{ {'id ' * 99} }}" for n in range(13)),
    "many conflicting fields": "query { viewer { " + " ".join(f"person {{ a{n % 7}: id }}" for n in range(99)) + "} }",
    "directives": "query { __typename " + "@a " * 700 + "}",
    "a long list of numbers": "query { badge(id: [" + "1 " * 1400 + "]) { id } }",
    "deep lists": "query { badge(id: " + "[" * 700 + "]" * 700 + ") { id } }",
    "deep objects": "mutation { giveKudos(input: " + "{to: " * 400 + "1" + "}" * 400 + ") { id } }",
    "comments": "query { __typename }" + "#\n" * 30_000,
    "nothing but braces": "{" * 1400,
}


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    """The documents of a fresh process in development."""
    return Documents(schema.graphql_schema, tmp_path / "persisted.json", closed=False)


def refused(documents: Documents, text: str, variables: dict[str, object] | None = None) -> str:
    """Why a document is refused."""

    def accept() -> None:
        document = documents.prepare(text)
        for operation in document.operations.values():
            documents.measured(document, operation, variables or {})

    with pytest.raises(Invalid) as caught:
        accept()
    return "; ".join(error.message for error in caught.value.errors)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"query {{ {DEEP} }}", "nested too deeply: 11, where 10"),
        ("query { viewer { " + " ".join(f"a{n}: id" for n in range(16)) + " } }", "too many aliases: 16, where 15"),
        (
            "query { viewer { ...A ...A ...A } } fragment A on Viewer { a: id b: id c: id d: id e: id f: id }",
            "aliases: 18",
        ),
        ("query { units { id } " + "__typename " * 5 + "}", "top-level fields: 6, where 5"),
        ("query { feed(first: 101) { __typename } }", "first: 1 to 100, not 101"),
        ("query { feed(first: 0) { __typename } }", "first: 1 to 100, not 0"),
        ("query { feed(first: -1) { __typename } }", "first: 1 to 100, not -1"),
        ("query { badges(first: 100) { edges { node { holders(first: 100) { totalCount } } } } }", "too much at once"),
        ("query { badges(first: 100) { edges { node { id holders(first: 1) { totalCount } } } } }", "too much at once"),
        (
            "query { people(first: 100) { edges { node { awards(first: 100) { id badge { id } } } } } }",
            "too much at once",
        ),
        ("query { viewer { " + "id " * 2000 + "} }", "Document contains more than 1500 tokens"),
        ("query { viewer { id } } #" + "x" * 40_000, "longer than 40000 characters"),
        ("query { viewer { " + "id " * 101 + "} }", "has 101 fields, where 100"),
        ("query { feed { __typename } }", "argument 'first' of type 'Int!' is required"),
    ],
)
def test_what_asks_for_too_much_is_refused(documents: Documents, text: str, reason: str) -> None:
    """Each limit says what is too much, and how much would do."""
    assert reason in refused(documents, text)


def test_the_page_size_in_a_variable_counts_too(documents: Documents) -> None:
    """A variable, or its default, is no way around the limit on pages."""
    text = "query ($n: Int!) { people(first: $n) { totalCount } }"
    assert "not 1000" in refused(documents, text, {"n": 1000})
    assert "not 500" in refused(documents, "query ($n: Int! = 500) { people(first: $n) { totalCount } }")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_at_once(documents: Documents, name: str) -> None:
    """No document keeps the gateway busy for long before it is refused."""
    began = time.thread_time()
    refused(documents, HOSTILE[name])
    assert time.thread_time() - began < 3.0  # what grows without a limit takes minutes; a busy machine, a third more


def test_a_document_is_parsed_and_validated_once(documents: Documents) -> None:
    """The same text gives the same document; only so many are kept."""
    text = "query { viewer { id } }"
    assert documents.prepare(text) is documents.prepare(text)
    assert documents.prepare.cache_info().maxsize == 1000


def test_production_answers_neither_introspection_nor_hints(tmp_path: Path) -> None:
    """In production a document can't ask for the schema, and a slip is not met with a suggestion."""
    closed = Documents(schema.graphql_schema, tmp_path / "none", closed=True)
    assert "introspection has been disabled" in refused(closed, "query { __schema { types { name } } }")
    assert "Did you mean" not in refused(closed, "query { viewe { id } }")
