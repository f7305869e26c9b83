# mypy: allow-subclassing-any, allow-untyped-calls
"""Badges: what they ask for, who holds them, and how far the viewer is."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.badge_inputs import BadgeInput, OnRetraction, Recipient, WhoGives
from gateway.schema.credentials import Credential
from gateway.schema.looks import DESIGN, BadgeDesign
from gateway.schema.measures import Noun, Tier
from gateway.schema.people import person, unit
from gateway.schema.plumbing import (
    Row,
    connection,
    context,
    enumeration,
    many,
    needs,
    number,
    page,
    page_arguments,
    plain,
    reference,
    text,
)
from gateway.schema.scalars import JSON, DateTime
from gateway.schema.traces import Trace

SERVICE = "badges"
BadgeStatus = enumeration(
    "BadgeStatus", "How a badge stands for the viewer.", "EARNED", "IN_PROGRESS", "AVAILABLE", "LOCKED"
)
BadgeState = enumeration("BadgeState", "Whether a badge can be earned.", "DRAFT", "LIVE", "RETIRED")
BadgeSort = enumeration("BadgeSort", "The order of a list of badges.", "NEWEST", "NAME", "NEAREST")
AwardState = enumeration("AwardState", "Whether an award stands.", "ACTIVE", "EXPIRED", "REVOKED")
EndReason = enumeration("EndReason", "Why an award ended.", "RETRACTION", "EDIT", "MERGE", "MANUAL", "TIME")
IMAGE = (
    "Address of the drawing; add ?cut=display|small&tier=ID&state=earned|held|blind|locked&lit=0..22&scheme=light|dark."
)


class GrantPolicy(graphene.ObjectType):
    """Who may give a badge by hand, and how often each of them: `most` times in `days` days."""

    who = graphene.Field(WhoGives, required=True)
    most = number("Null for any number.", required=False)
    days = number()


class Award(graphene.ObjectType):
    """A badge, or a tier of it, earned by somebody, or by a unit."""

    id = graphene.ID(required=True)
    badge = graphene.Field(lambda: Badge, required=True)
    tier = graphene.Field(Tier)
    person = person("person", required=False, description="Null for what a unit holds.")
    unit = unit("The unit that holds it, of a badge for units.")
    state = graphene.Field(AwardState, required=True)
    scope = text(required=False)
    earned_at = graphene.Field(DateTime, required=True)
    granted_at = graphene.Field(DateTime, required=True)
    version = number()
    points = number()
    evidence_count = number()
    by_hand = graphene.Boolean(required=True, description="Whether somebody gave it.")
    flagged = graphene.Boolean(description="Kept although what it rested on is gone; null but for administrators.")
    expires_at = graphene.Field(DateTime)
    ended_at = graphene.Field(DateTime, description="When it was revoked, or expired.")
    ended_because = graphene.Field(EndReason)
    credential = reference(Credential, SERVICE, "credentials", "id", description="Where the holder published it.")

    @staticmethod
    def resolve_flagged(root: Row, info: GraphQLResolveInfo) -> bool | None:
        """For whoever can do something about it."""
        return root["flagged"] if context(info).me.admin else None

    @staticmethod
    def resolve_ended_because(root: Row, _info: GraphQLResolveInfo) -> Any:
        """The code of why."""
        return root["reason"]

    @staticmethod
    async def resolve_badge(root: Row, info: GraphQLResolveInfo) -> Any:
        """The badge as it is now."""
        return await context(info).loaders.worded(SERVICE, "badges").load(root["badge"])


class MyBadge(graphene.ObjectType):
    """How far the viewer is."""

    status = graphene.Field(BadgeStatus, required=True)
    awards = many(Award, "Held tiers, highest last; one award without a tier.")
    ended = many(Award, "What was revoked or has expired, what ended last first; at most 20, and what is public still.")
    have = graphene.Float(required=True, description="Towards the next tier, or the badge.")
    need = graphene.Float(required=True)
    next_tier = graphene.Field(Tier)


class TierCount(graphene.ObjectType):
    """How many hold one tier as their highest."""

    tier = graphene.Field(Tier, required=True)
    total = number(required=False)


class HolderCounts(graphene.ObjectType):
    """How many hold a badge, of how many people (or units)."""

    people = number()
    total = number("Null below 5 holders.", required=False)
    by_tier = many(TierCount)
    as_of = graphene.Field(DateTime, required=True)


HolderConnection = connection(Award, "Holder")


class Badge(graphene.ObjectType):
    """Something to earn: a rule, and a drawing."""

    id = graphene.ID(required=True)
    version = number()
    state = graphene.Field(BadgeState, required=True)
    name = text()
    description = text()
    rule = text("The rule in plain words.")
    criteria = graphene.Field(JSON, required=True)
    recipient = graphene.Field(Recipient, required=True)
    repeat = graphene.Field(JSON, required=True, description="`once`, or as the criteria language writes it.")
    start_from = graphene.Field(DateTime)
    tiers = many(Tier)
    points = number()
    by_hand = graphene.Boolean(required=True, description="Whether it is only given, never earned.")
    expiry = text("How long an award is good for, as an ISO 8601 duration.", required=False)
    revokes = graphene.Field(OnRetraction, required=True)
    grant_policy = graphene.Field(GrantPolicy, required=True)
    noun = graphene.Field(Noun)
    design = graphene.Field(BadgeDesign, required=True)
    draft = graphene.Field(lambda: Badge, description="The draft that is not in force yet, for administrators.")
    image = text(IMAGE)
    published_at = graphene.Field(DateTime)
    mine = graphene.Field(MyBadge, required=True)
    trace = graphene.Field(
        Trace,
        person=graphene.ID(),
        required=True,
        description="What counted and what is missing; `person` for oneself, one's team (managers) or anyone (admins).",
    )
    holders = graphene.Field(
        HolderConnection,
        tier=graphene.ID(description="Those whose highest tier it is."),
        person=graphene.ID(),
        flagged=graphene.Boolean(default_value=False, description="What is only kept by courtesy, for administrators."),
        **page_arguments(),
        required=True,
    )
    holder_counts = reference(HolderCounts, SERVICE, "holder-counts", "id", required=True)

    @staticmethod
    async def resolve_draft(root: Row, info: GraphQLResolveInfo) -> Any:
        """Itself, or what stands beside the version in force."""
        number_ = root["draft"]
        if number_ is None or number_ == root["version"]:
            return number_ and root
        asked = {"ids": [root["id"]], "versions": {root["id"]: number_}, "locale": context(info).locale}
        return (await context(info).services.read(SERVICE, "badges", asked))["items"].get(root["id"])

    @staticmethod
    async def resolve_mine(root: Row, info: GraphQLResolveInfo) -> Any:
        """Given with lists, else loaded for all badges at once."""
        return root.get("mine") or await context(info).loaders.by_id(SERVICE, "mine").load(root["id"])

    @staticmethod
    async def resolve_trace(root: Row, info: GraphQLResolveInfo, person: str | None = None) -> Any:
        """From the evaluation itself."""
        return await context(info).loaders.traces(SERVICE, "badge").load((root["id"], person))

    @staticmethod
    async def resolve_holders(
        root: Row, info: GraphQLResolveInfo, first: int, after: str | None = None, **wanted: Any
    ) -> Row:
        """One award a person, newest first."""
        body = {"badge": root["id"], **wanted}
        return await page(info, SERVICE, "holders", body, first, after, lambda row: row["award"])


BadgeConnection = connection(Badge, "Badge")


class BadgesQuery(graphene.ObjectType):
    """Reads about badges."""

    badges = graphene.Field(
        BadgeConnection,
        status=BadgeStatus(),
        state=BadgeState(description="All badges of this state, for administrators; drafts beside live ones too."),
        search=graphene.String(),
        sort=BadgeSort(default_value="newest"),
        **page_arguments(),
        required=True,
    )
    badge = graphene.Field(Badge, id=graphene.ID(required=True))

    @staticmethod
    async def resolve_badges(
        _root: None, info: GraphQLResolveInfo, first: int, sort: Any = "newest", status: Any = None,
        state: Any = None, search: str | None = None, after: str | None = None,
    ) -> Row:  # fmt: skip
        """Badges, each with how far the viewer is."""
        body = {"status": plain(status), "state": plain(state), "sort": plain(sort), "search": search}
        body["locale"] = context(info).locale
        return await page(info, SERVICE, "list", body, first, after, lambda row: {**row["badge"], "mine": row["mine"]})

    @staticmethod
    async def resolve_badge(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """One badge, null where unknown."""
        return await context(info).loaders.worded(SERVICE, "badges").load(id)


class BadgesMutation(graphene.ObjectType):
    """Changes to badges."""

    save_badge = graphene.Field(
        Badge,
        input=BadgeInput(required=True),
        required=True,
        description="Make or change a draft; a live badge gets its next version as a draft.",
    )
    retire_badge = graphene.Field(Badge, id=graphene.ID(required=True), required=True)

    @staticmethod
    @needs("admin", "change badges")
    async def resolve_save_badge(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Saves a draft."""
        rest = {name: plain(value) for name, value in input.items() if name not in DESIGN}
        body = {**rest, "design": {name: input.get(name) for name in DESIGN}, "locale": context(info).locale}
        return (await context(info).services.command(SERVICE, "save-badge", body))["badge"]

    @staticmethod
    @needs("admin", "retire badges")
    async def resolve_retire_badge(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """It is no longer earned; awards stay."""
        return (await context(info).services.command(SERVICE, "retire-badge", {"id": id}))["badge"]
