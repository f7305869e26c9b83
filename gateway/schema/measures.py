# mypy: allow-subclassing-any, allow-untyped-calls
"""What badges and challenges are measured in."""

import graphene

from gateway.schema.plumbing import enumeration, text

Metal = enumeration("Metal", "What a badge is made of.", "BRONZE", "SILVER", "GOLD", "ENAMEL")


class Noun(graphene.ObjectType):
    """The word for what is counted: "review", "reviews"."""

    one = text()
    other = text()


class NounInput(graphene.InputObjectType):
    """The word for what is counted: "review", "reviews"."""

    one = graphene.String(required=True)
    other = graphene.String(required=True)


class Tier(graphene.ObjectType):
    """A step of a badge."""

    id = graphene.ID(required=True)
    name = text()
    at_least = graphene.Float(required=True)
    metal = graphene.Field(Metal, required=True)
