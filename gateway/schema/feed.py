# mypy: allow-subclassing-any, allow-untyped-calls
"""What happened in the organization, newest first, as far as the viewer may see it."""

import asyncio
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.badges import Award
from gateway.schema.challenges import Challenge
from gateway.schema.people import person
from gateway.schema.plumbing import Row, as_connection, connection, context, page_arguments, read_page
from gateway.schema.recognition import Kudos
from gateway.schema.scalars import DateTime
from gateway.schema.visible import visible_awards


class AwardItem(graphene.ObjectType):
    """Somebody, or a unit, earned a badge: whose award it is."""

    id = graphene.ID(required=True)
    occurred_at = graphene.Field(DateTime, required=True)
    award = graphene.Field(Award, required=True)


class KudosItem(graphene.ObjectType):
    """Somebody thanked somebody."""

    id = graphene.ID(required=True)
    occurred_at = graphene.Field(DateTime, required=True)
    kudos = graphene.Field(Kudos, required=True)


class ChallengeCompletedItem(graphene.ObjectType):
    """Somebody completed a challenge."""

    id = graphene.ID(required=True)
    occurred_at = graphene.Field(DateTime, required=True)
    person = person("person")
    challenge = graphene.Field(Challenge, required=True)


class ChallengeLaunchedItem(graphene.ObjectType):
    """A challenge was launched."""

    id = graphene.ID(required=True)
    occurred_at = graphene.Field(DateTime, required=True)
    challenge = graphene.Field(Challenge, required=True)


KINDS = {
    "award": AwardItem,
    "kudos": KudosItem,
    "challenge_completed": ChallengeCompletedItem,
    "challenge_launched": ChallengeLaunchedItem,
}


class FeedItem(graphene.Union):
    """One thing that happened."""

    class Meta:
        types = tuple(KINDS.values())

    @classmethod
    def resolve_type(cls, instance: Row, _info: GraphQLResolveInfo) -> Any:
        """By its kind."""
        return KINDS[instance["kind"]]


FeedConnection = connection(FeedItem, "Feed", total=False)


class FeedQuery(graphene.ObjectType):
    """Reads of the feed."""

    feed = graphene.Field(FeedConnection, **page_arguments(), required=True)

    @staticmethod
    async def resolve_feed(_root: None, info: GraphQLResolveInfo, first: int, after: str | None = None) -> Row:
        """Items whose award, kudos or challenge the viewer may see; the others are left out."""
        found, start, skip = await read_page(info, "profiles", "feed", {}, first, after)
        parts = await _parts(info, found["items"])
        return as_connection(found, start, skip, lambda row: _item(row, parts))


async def _parts(info: GraphQLResolveInfo, rows: list[Row]) -> dict[str, dict[str, Any]]:
    """What the rows are about, {kind: {id: item}}, each kind read at once."""
    awards, kudos, challenges = ([row[kind] for row in rows if row[kind]] for kind in ("award", "kudos", "challenge"))
    loaders = context(info).loaders
    found = await asyncio.gather(
        loaders.by_id("badges", "awards").load_many(awards),
        loaders.by_id("recognition", "kudos").load_many(kudos),
        loaders.worded("challenges", "challenges").load_many(challenges),
    )
    held = await visible_awards(info, [award for award in found[0] if award])
    return {
        "award": {award["id"]: award for award in held},
        "kudos": dict(zip(kudos, found[1], strict=True)),
        "challenge": dict(zip(challenges, found[2], strict=True)),
    }


def _item(row: Row, parts: dict[str, dict[str, Any]]) -> Row | None:
    name = row["kind"].partition("_")[0]
    part = parts[name].get(row[name])
    return {**row, name: part} if part else None
