# mypy: allow-subclassing-any, allow-untyped-calls
"""Who is signed in, and what is theirs to see and to set."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.principals import forget
from gateway.schema.badges import Award, Badge
from gateway.schema.challenges import Challenge
from gateway.schema.measures import Noun, Tier
from gateway.schema.nextstep import nearest
from gateway.schema.people import SERVICE, Person, Role, Unit
from gateway.schema.plumbing import Row, context, many, number, text
from gateway.schema.scalars import DateTime


class Organization(graphene.ObjectType):
    """The organization's own settings."""

    name = text()
    timezone = text()
    locale = text()
    week_start = number("1 Monday to 7 Sunday.")


class Privacy(graphene.ObjectType):
    """What others don't get to see; it acts on the past too."""

    hide_from_boards = graphene.Boolean(required=True)
    hide_from_feed = graphene.Boolean(required=True)


class PrivacyInput(graphene.InputObjectType):
    """The switches to set; one left out stays as it is."""

    hide_from_boards = graphene.Boolean()
    hide_from_feed = graphene.Boolean()


class MyBadgeCounts(graphene.ObjectType):
    """How many badges are earned, begun, open and locked."""

    earned = number()
    in_progress = number()
    available = number()
    locked = number()
    since = graphene.Field(DateTime)
    latest = graphene.Field(Award)


class NextStepTarget(graphene.Union):
    """What a next step leads to."""

    class Meta:
        types = (Badge, Challenge)

    @classmethod
    def resolve_type(cls, instance: Row, _info: GraphQLResolveInfo) -> Any:
        """Only challenges have a title."""
        return Challenge if "title" in instance else Badge


class NextStep(graphene.ObjectType):
    """The nearest thing to reach."""

    target = graphene.Field(NextStepTarget, required=True)
    have = graphene.Float(required=True)
    need = graphene.Float(required=True)
    noun = graphene.Field(Noun)
    tier = graphene.Field(Tier)


class Viewer(graphene.ObjectType):
    """Who is signed in."""

    id = graphene.ID(required=True)
    person = graphene.Field(Person, required=True)
    roles = many(Role)
    managed_units = many(Unit, "Units that the viewer manages, those below included.")
    locale = text()
    timezone = text()
    privacy = graphene.Field(Privacy, required=True)
    organization = graphene.Field(Organization, required=True)
    next_step = graphene.Field(
        NextStep, description="The nearest badge or challenge: smallest missing share, then nearest end."
    )
    badges = graphene.Field(MyBadgeCounts, required=True)

    @staticmethod
    async def resolve_managed_units(root: Row, info: GraphQLResolveInfo) -> list[Any]:
        """Those that exist, in their order."""
        units = await context(info).loaders.by_id(SERVICE, "units").load_many(root["units"])
        return [unit for unit in units if unit]

    @staticmethod
    async def resolve_next_step(_root: Row, info: GraphQLResolveInfo) -> Row | None:
        """The nearest of badges and challenges."""
        return await nearest(info)

    @staticmethod
    async def resolve_badges(_root: Row, info: GraphQLResolveInfo) -> Row:
        """Counted by the badges service."""
        return await context(info).services.read("badges", "counts", {})


class ViewerQuery(graphene.ObjectType):
    """Reads about who is signed in."""

    viewer = graphene.Field(Viewer, required=True, description="Who is signed in, and what they may do.")

    @staticmethod
    async def resolve_viewer(_root: None, info: GraphQLResolveInfo) -> Row:
        """Who asks."""
        return await viewer(info)


class ViewerMutation(graphene.ObjectType):
    """Changes to one's own settings."""

    set_privacy = graphene.Field(Viewer, input=PrivacyInput(required=True), required=True)
    set_locale = graphene.Field(
        Viewer, locale=graphene.String(required=True), timezone=graphene.String(), required=True
    )

    @staticmethod
    async def resolve_set_privacy(_root: None, info: GraphQLResolveInfo, input: Row) -> Row:  # noqa: A002
        """Sets one's own switches."""
        await context(info).services.command(SERVICE, "privacy", input)
        return await viewer(info)

    @staticmethod
    async def resolve_set_locale(
        _root: None, info: GraphQLResolveInfo, locale: str, timezone: str | None = None
    ) -> Row:
        """Sets one's own language, and one's time zone where one is named."""
        await context(info).services.command(SERVICE, "locale", {"locale": locale, "timezone": timezone})
        forget(context(info).me.employee)
        return await viewer(info)


async def viewer(info: GraphQLResolveInfo) -> Row:
    """Who asks, as profiles knows them now."""
    found = await context(info).services.read(SERVICE, "viewer", {})
    return {"id": found["person"]["id"], **found}
