"""Who may ask what: swept over the whole schema, so that a new field can't be forgotten."""

from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from gateway.schema import schema
from tests.gateway.support import Platform, codes

SCHEMA = schema.graphql_schema
ROOTS = [
    (kind, name)
    for kind, root in (("query", SCHEMA.query_type), ("mutation", SCHEMA.mutation_type))
    if root
    for name in root.fields
]
ADMIN = {"sources", "source", "saveBadge", "publishBadge", "retireBadge", "saveSource", "createKey", "rotateKey",
         "revokeKey", "importPeople", "saveUnit", "saveScoringRule", "observedTypes", "observedPaths", "checkRule",
         "simulateRule", "rotateIssuerKey",
         "designChoices", "checkDesign", "suggestedDesign", "designBadge",
         "appeals", "trail", "revokeAward", "decideAppeal",
         "startDryRun", "cancelDryRun", "dryRun", "newestDryRun", "backfill", "badgeVersions"}  # fmt: skip
MANAGER = {"launchChallenge", "cancelChallenge", "completionTypes"}
SCALARS: dict[str, Any] = {"Int": 1, "Float": 1.0, "Boolean": True, "DateTime": '"2026-05-04T09:00:00Z"',
                           "Date": '"2026-05-04"', "JSON": "{}"}  # fmt: skip


def value(kind: Any) -> str:
    """A value of an input type, as it is written in a document."""
    if isinstance(kind, GraphQLNonNull):
        return value(kind.of_type)
    if isinstance(kind, GraphQLList):
        return "[]"
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return "{" + arguments(kind.fields).strip("()") + "}"
    return str(SCALARS.get(kind.name, '"x"')).replace("True", "true")


def arguments(of: dict[str, Any]) -> str:
    """All required arguments (or fields) with some value."""
    needed = [f"{name}: {value(argument.type)}" for name, argument in of.items() if _required(argument)]
    return f"({', '.join(needed)})" if needed else ""


def document(kind: str, name: str) -> str:
    """An operation that asks for one root field, and for whatever of it is simplest."""
    root = SCHEMA.query_type if kind == "query" else SCHEMA.mutation_type
    assert root
    return f"{kind} {{ {field_text(name, root.fields[name])} }}"


def field_text(name: str, field: GraphQLField) -> str:
    """One field with its arguments and a selection."""
    named = get_named_type(field.type)
    inner = "" if is_leaf_type(named) else " { " + leaf(named) + " }"
    return f"{name}{arguments(field.args)}{inner}"


def leaf(kind: Any) -> str:
    """The name of a field that needs nothing more."""
    if isinstance(kind, GraphQLUnionType):
        return "__typename"
    assert isinstance(kind, GraphQLObjectType)
    return next((name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))), "__typename")


def _required(argument: GraphQLArgument) -> bool:
    return isinstance(argument.type, GraphQLNonNull)


@pytest.mark.parametrize(("kind", "name"), ROOTS)
def test_nobody_gets_an_answer_without_signing_in(platform: Platform, kind: str, name: str) -> None:
    """Every field there is refuses those who are not signed in, and gives nothing."""
    answer = platform.ask(None, document(kind, name))
    assert codes(answer) == ["UNAUTHENTICATED"]
    assert not any((answer.get("data") or {}).values())


@pytest.mark.parametrize(("kind", "name"), [root for root in ROOTS if root[1] in ADMIN])
@pytest.mark.parametrize("who", ["employee", "manager"])
def test_what_is_for_admins_refuses_others(platform: Platform, who: str, kind: str, name: str) -> None:
    """Neither employees nor managers get at it."""
    assert codes(platform.ask(who, document(kind, name))) == ["FORBIDDEN"]


@pytest.mark.parametrize(("kind", "name"), [root for root in ROOTS if root[1] in MANAGER])
def test_what_is_for_managers_refuses_employees(platform: Platform, kind: str, name: str) -> None:
    """Employees launch and cancel nothing."""
    assert codes(platform.ask("employee", document(kind, name))) == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("kind", "name"), [root for root in ROOTS if root[0] == "query" and root[1] not in ADMIN | MANAGER]
)
def test_what_is_for_all_is_answered(platform: Platform, kind: str, name: str) -> None:
    """What is refused to nobody works for an employee, so that the sweep can't pass by refusing everything."""
    assert codes(platform.ask("employee", document(kind, name))) == []


def test_every_mutation_is_either_swept_or_ones_own() -> None:
    """A new mutation has to be put somewhere: for admins, for managers, or about oneself."""
    own = {
        "setPrivacy",
        "setLocale",
        "giveKudos",
        "giveBadge",
        "appealAward",
        "joinChallenge",
        "leaveChallenge",
        "publishCredential",
        "withdrawCredential",
    }
    assert {name for kind, name in ROOTS if kind == "mutation"} == own | (
        (ADMIN | MANAGER) - {name for kind, name in ROOTS if kind == "query"}
    )


@pytest.mark.parametrize("who", ["employee", "manager"])
def test_only_an_admins_token_states_who_and_when(platform: Platform, who: str) -> None:
    """History is told by those who were trusted with it; an attempt leaves no kudos."""
    told = 'mutation { giveKudos(input: {to: "e-ada", reason: "x", occurredAt: "2025-01-01T09:00:00Z"}) { id } }'
    assert codes(platform.ask(who, told)) == ["FORBIDDEN"]
    another = 'mutation { giveKudos(input: {to: "e-ada", reason: "x", from: "e-max"}) { id } }'
    assert codes(platform.ask(who, another)) == ["FORBIDDEN"]
    joined = 'mutation { joinChallenge(id: "c-1", person: "e-ada") { id } }'
    assert codes(platform.ask(who, joined)) == ["FORBIDDEN"]
