# mypy: allow-subclassing-any, allow-untyped-calls
"""Kudos: thanks from one to another."""

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.people import person
from gateway.schema.plumbing import Row, context, text
from gateway.schema.scalars import DateTime

SERVICE = "recognition"


class Kudos(graphene.ObjectType):
    """Thanks from one to another, with a reason."""

    id = graphene.ID(required=True)
    from_ = person("from", alias="from")
    to = person("to")
    reason = text()
    value = text(required=False)
    occurred_at = graphene.Field(DateTime, required=True)


class GiveKudosInput(graphene.InputObjectType):
    """Whom to thank, and what for."""

    to = graphene.ID(required=True)
    reason = graphene.String(required=True)
    value = graphene.String()
    idempotency_key = graphene.ID()
    occurred_at = DateTime(description="When it happened; only with an administrator's token made for it.")
    from_ = graphene.ID(name="from", description="Who thanks; only with an administrator's token made for it.")


class RecognitionMutation(graphene.ObjectType):
    """Changes by recognition."""

    give_kudos = graphene.Field(Kudos, input=GiveKudosInput(required=True), required=True)

    @staticmethod
    async def resolve_give_kudos(_root: None, info: GraphQLResolveInfo, input: Row) -> Row:  # noqa: A002
        """Thanks someone, at once."""
        body = {name.rstrip("_"): value for name, value in input.items()}
        stated = body.get("occurred_at") is not None or body.get("from") is not None
        context(info).require(context(info).backdate or not stated, "state who gave kudos, or when")
        return await context(info).services.command(SERVICE, "kudos", body)
