"""The viewer's next step: the nearest of badges and challenges."""

import asyncio

from graphql import GraphQLResolveInfo

from gateway.schema.plumbing import Row, context

NEVER = "9999"


async def nearest(info: GraphQLResolveInfo) -> Row | None:
    """The step with the smallest missing share, then the nearest end; None where nothing is left to do."""
    services = context(info).services
    found = await asyncio.gather(
        services.read("badges", "next-step", {"first": 1}), services.read("challenges", "next-step", {"first": 1})
    )
    steps = [step for answer in found for step in answer["items"]]
    for step in sorted(steps, key=lambda step: (step["missing_share"], step.get("ends_at") or NEVER)):
        kind = "badge" if "badge" in step else "challenge"
        target = await context(info).loaders.worded(f"{kind}s", f"{kind}s").load(step[kind])
        if target:
            return {**step, "target": target}
    return None
