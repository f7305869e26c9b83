# mypy: allow-subclassing-any, allow-untyped-calls
"""What a badge is drawn from."""

import graphene

from gateway.schema.plumbing import text

DESIGN = ("shape", "field", "icon", "band", "picture")


class BadgeDesign(graphene.ObjectType):
    """What a badge is drawn from."""

    shape = text()
    field = text()
    icon = text()
    band = text("The words on the band; without, the badge's name.", required=False)
    picture = text("One of the organization's own, in the icon's place.", required=False)
