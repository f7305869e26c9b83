"""Leaving out what the viewer may not see, where the schema promises an item."""

from graphql import GraphQLResolveInfo

from gateway.schema.plumbing import Row, context


async def visible_awards(info: GraphQLResolveInfo, awards: list[Row]) -> list[Row]:
    """Those whose badge the viewer can see: a retired one is seen by its holders only."""
    badges = await context(info).loaders.worded("badges", "badges").load_many([award["badge"] for award in awards])
    return [award for award, badge in zip(awards, badges, strict=True) if badge]
