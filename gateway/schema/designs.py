# mypy: allow-subclassing-any, allow-untyped-calls
"""Designing badges: what there is to choose from, how well it can be read, and giving a badge another look."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.badges import Badge
from gateway.schema.looks import BadgeDesign
from gateway.schema.measures import Metal
from gateway.schema.plumbing import Row, context, enumeration, many, needs, text

SERVICE = "badges"
CHANGE = "change badges"
IconKind = enumeration("IconKind", "What an icon speaks of.", "KNOWLEDGE", "CRAFT", "SHIELD", "PEOPLE")
DesignPart = enumeration(
    "DesignPart", "What is to stand out: from its field, on the band, not yet earned.", "ICON", "BAND", "UNEARNED"
)


class FieldColour(graphene.ObjectType):
    """What a badge's field is enamelled in, from light to deep."""

    name = text()
    light = text()
    middle = text()
    deep = text()


class DesignIcon(graphene.ObjectType):
    """An icon that a badge may bear."""

    name = text()
    kind = graphene.Field(IconKind, required=True)
    path = text("To be stroked, on a grid of 24 × 24.")


class DesignChoices(graphene.ObjectType):
    """What a badge can be designed with."""

    shapes = many(graphene.String)
    fields = many(FieldColour)
    icons = many(DesignIcon)


class DesignContrast(graphene.ObjectType):
    """How well one part stands out, from 1 to 21, and what WCAG 2.2 asks of it."""

    part = graphene.Field(DesignPart, required=True)
    metal = graphene.Field(Metal)
    scheme = text("light or dark, where it makes a difference.", required=False)
    ratio = graphene.Float(required=True)
    asked = graphene.Float(required=True)
    holds = graphene.Boolean(required=True)


class DesignInput(graphene.InputObjectType):
    """A look."""

    shape = graphene.String(required=True)
    field = graphene.String(required=True)
    icon = graphene.String(required=True)
    band = graphene.String()
    picture = graphene.String(description="What `POST /badges/images` answered, in the icon's place.")


class DesignsQuery(graphene.ObjectType):
    """Reads for designers."""

    design_choices = graphene.Field(DesignChoices, required=True)
    check_design = many(DesignContrast, design=DesignInput(required=True))
    suggested_design = graphene.Field(
        BadgeDesign,
        id=graphene.ID(required=True),
        name=graphene.String(required=True),
        required=True,
        description="A look for a badge that has none; always the same for the same badge.",
    )

    @staticmethod
    @needs("admin", CHANGE)
    async def resolve_design_choices(_root: None, info: GraphQLResolveInfo) -> Any:
        """Shapes, fields and icons."""
        return await context(info).services.read(SERVICE, "design-choices", {})

    @staticmethod
    @needs("admin", CHANGE)
    async def resolve_check_design(_root: None, info: GraphQLResolveInfo, design: Row) -> Any:
        """Every contrast there is."""
        return (await context(info).services.read(SERVICE, "check-design", {"design": design}))["contrasts"]

    @staticmethod
    @needs("admin", CHANGE)
    async def resolve_suggested_design(_root: None, info: GraphQLResolveInfo, id: str, name: str) -> Any:  # noqa: A002
        """The generated one."""
        return (await context(info).services.read(SERVICE, "suggest-design", {"id": id, "name": name}))["design"]


class DesignsMutation(graphene.ObjectType):
    """Changes to looks."""

    design_badge = graphene.Field(
        Badge,
        id=graphene.ID(required=True),
        design=DesignInput(required=True),
        required=True,
        description="Another look for a badge: its draft is drawn anew, or gets made.",
    )

    @staticmethod
    @needs("admin", CHANGE)
    async def resolve_design_badge(_root: None, info: GraphQLResolveInfo, id: str, design: Row) -> Any:  # noqa: A002
        """A draft with this look."""
        body = {"id": id, "design": design, "locale": context(info).locale}
        return (await context(info).services.command(SERVICE, "design-badge", body))["badge"]
