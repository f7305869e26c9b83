# mypy: allow-subclassing-any, allow-untyped-calls
"""What counted and what is missing, node by node."""

import graphene
from graphql import GraphQLResolveInfo

from gateway.errors import Refusal
from gateway.schema.measures import Tier
from gateway.schema.people import person, unit
from gateway.schema.plumbing import Row, context, many, number, text
from gateway.schema.scalars import DateTime


class TraceFact(graphene.ObjectType):
    """One completion that counted, or did not."""

    id = graphene.ID(required=True)
    occurred_at = graphene.Field(DateTime, required=True)
    type = text()
    name = text()
    source = text("The source's name.")
    url = text(required=False)
    reason = text(required=False)

    @staticmethod
    async def resolve_source(root: Row, info: GraphQLResolveInfo) -> str:
        """By its name; by its id where it has none, or while nobody can tell."""
        try:
            found = await context(info).loaders.source_names.load(root["source"])
        except Refusal:
            found = None
        return str(found["name"] if found else root["source"])


class TraceNode(graphene.ObjectType):
    """One part of a rule, and how far it is."""

    path = text("Where it stands in the criteria, such as all[1].count.")
    kind = text()
    sentence = text()
    note = text("What limits it: the window, the role, the cap.", required=False)
    true_from = graphene.Field(DateTime)
    have = graphene.Float(required=True)
    need = graphene.Float(required=True)
    counted = many(TraceFact)
    counted_total = number()
    passed_over = many(TraceFact)
    passed_over_total = number()
    missing = text(required=False)
    children = many(lambda: TraceNode)


class Trace(graphene.ObjectType):
    """Why, or why not yet: one person (or unit) before one rule."""

    subject = person("person")
    unit = unit("Of a badge for units: the unit of theirs that it tells of, with what the viewer did of its facts.")
    as_of = graphene.Field(DateTime, required=True)
    tier = graphene.Field(Tier)
    done = graphene.Boolean(required=True)
    root = graphene.Field(TraceNode, required=True)
    next_step = text(required=False)
