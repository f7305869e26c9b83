"""What an error tells the outside."""

import pytest
from graphql import GraphQLError
from structlog.testing import capture_logs

from gateway.clients import _path
from gateway.errors import Refusal, public_error


def test_an_unforeseen_fault_is_masked_and_logged_under_its_id() -> None:
    """Nothing of an exception's text gets out; the id finds it in the log."""
    fault = GraphQLError("db.users: password=hunter2", path=["viewer"], original_error=KeyError("hunter2"))
    with capture_logs() as logs:
        shown = public_error(fault, "id-1")
    assert shown == {
        "message": "Something went wrong",
        "path": ["viewer"],
        "extensions": {"code": "INTERNAL", "id": "id-1"},
    }
    assert [(line["event"], line["id"]) for line in logs] == [("field_failed", "id-1")]


def test_a_refusal_keeps_its_words_its_code_and_its_fields() -> None:
    """What a service refuses, the asker reads."""
    refusal = Refusal("BAD_INPUT", "The title is too long", [("title", "at most 120 characters")])
    shown = public_error(GraphQLError(str(refusal), path=["launchChallenge"], original_error=refusal), "id-2")
    assert shown["message"] == "The title is too long"
    assert shown["extensions"] == {
        "code": "BAD_INPUT",
        "id": "id-2",
        "errors": [{"path": "title", "message": "at most 120 characters"}],
    }


def test_a_fault_of_the_requests_own_text_is_told() -> None:
    """Syntax and validation errors say what is wrong where."""
    shown = public_error(GraphQLError("Syntax Error: Unexpected Name"), "id-3")
    assert (shown["message"], shown["extensions"]["code"]) == ("Syntax Error: Unexpected Name", "BAD_INPUT")


@pytest.mark.parametrize(
    ("service", "schema"),
    [
        ("starts_at", "startsAt"),
        ("tiers.0.at_least", "tiers.0.atLeast"),
        ("criteria.count.at_least", "criteria.count.at_least"),
        ("match.where[0].op", "match.where[0].op"),
        ("design.icon", "icon"),
        ("title", "title"),
    ],
)
def test_a_fields_path_is_the_schemas(service: str, schema: str) -> None:
    """The path names the input as the schema does; inside criteria nothing is renamed."""
    assert _path(service) == schema
