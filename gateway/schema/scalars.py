# mypy: allow-subclassing-any, allow-untyped-calls
"""The schema's own scalars. Values travel to and from the services as the text they are."""

from datetime import UTC, date, datetime
from typing import Any

import graphene
from graphql import GraphQLError, StringValueNode, Undefined, ValueNode, value_from_ast_untyped


class DateTime(graphene.Scalar):
    """An instant, ISO 8601 in UTC, such as 2026-05-04T09:00:00Z."""

    @staticmethod
    def serialize(value: Any) -> str:
        """As the services write it, always ending in Z."""
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Any:
        """A string in the document."""
        return cls.parse_value(node.value) if isinstance(node, StringValueNode) else Undefined

    @staticmethod
    def parse_value(value: Any) -> str:
        """An instant with its zone; GraphQLError for anything else."""
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo is None:
            raise GraphQLError("An instant with its zone is needed, such as 2026-05-04T09:00:00Z.")
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Date(graphene.Scalar):
    """A calendar day, such as 2026-05-04."""

    @staticmethod
    def serialize(value: Any) -> str:
        """As the services write it."""
        return value.isoformat() if isinstance(value, date) else str(value)

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Any:
        """A string in the document."""
        return cls.parse_value(node.value) if isinstance(node, StringValueNode) else Undefined

    @staticmethod
    def parse_value(value: Any) -> str:
        """A calendar day; GraphQLError for anything else."""
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise GraphQLError("A calendar day is needed, such as 2026-05-04.") from error


class JSON(graphene.Scalar):
    """A JSON value."""

    @staticmethod
    def serialize(value: Any) -> Any:
        """As it is."""
        return value

    @staticmethod
    def parse_literal(node: ValueNode, variables: dict[str, Any] | None = None) -> Any:
        """A value written in the document, variables in it included."""
        return value_from_ast_untyped(node, variables)

    @staticmethod
    def parse_value(value: Any) -> Any:
        """As it is."""
        return value
