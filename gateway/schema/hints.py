# mypy: allow-subclassing-any, allow-untyped-calls
"""What the live stream tells; `gateway/live.py` makes the hints."""

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.badges import Award
from gateway.schema.plumbing import Row, context, enumeration, many

HintTopic = enumeration(
    "HintTopic", "What a hint is about.", "BADGES", "POINTS", "CHALLENGES", "FEED", "SOURCES", "PROFILE"
)


class Hint(graphene.ObjectType):
    """Something may have changed."""

    topics = many(HintTopic)
    award = graphene.Field(Award, description="The award that has just come, where it is one.")

    @staticmethod
    async def resolve_award(root: Row, info: GraphQLResolveInfo) -> Row | None:
        """Read from the badges service, as the viewer sees it."""
        if root["award"] is None:
            return None
        found: Row | None = await context(info).loaders.by_id("badges", "awards").load(root["award"])
        return found


class Subscription(graphene.ObjectType):
    """What is told as it happens, at /graphql/stream: `gateway/live.py` carries out the document for each hint."""

    hints = graphene.Field(
        Hint, required=True, description="What may have changed for the viewer; refetch what is on the screen."
    )
