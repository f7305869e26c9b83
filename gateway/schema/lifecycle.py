# mypy: allow-subclassing-any, allow-untyped-calls
"""The life of a badge's versions: tried on real history, put in force, followed while everyone is judged."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.badges import Badge
from gateway.schema.measures import Tier
from gateway.schema.people import Unit, person, unit, unknown_unit
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
from gateway.schema.scalars import DateTime
from gateway.speaking import said

SERVICE = "badges"
TRY = "try badges on what people have done"
Backfill = enumeration(
    "Backfill", "What a version sees: facts from now on, from a date on, or all.", "NOW", "FROM", "ALL"
)
Edits = enumeration(
    "Edits",
    "Of those who hold an earlier version: nothing changes for the past; they may gain; they may gain and lose.",
    "KEEP", "ADD_ONLY", "STRICT",
)  # fmt: skip
DryRunState = enumeration("DryRunState", "How far a dry run is.", "RUNNING", "DONE", "CANCELLED", "FAILED")
BackfillState = enumeration("BackfillState", "Whether everyone has been judged.", "RUNNING", "DONE")


class UnitTotal(graphene.ObjectType):
    """How many recipients belong to a unit."""

    unit = reference(Unit, "profiles", "units", "unit", missing=unknown_unit)
    total = number()


class TierRecipients(graphene.ObjectType):
    """How many would hold a tier."""

    tier = graphene.Field(Tier, required=True)
    total = number()


class NearMiss(graphene.ObjectType):
    """Someone who lacks little, and what."""

    person = person("person", required=False, description="Null for a unit.")
    unit = unit("The unit, of a badge for units.")
    missing_share = graphene.Float(required=True)
    next_step = text(required=False)


class DryRunSample(graphene.ObjectType):
    """Someone who would hold it."""

    person = person("person", required=False, description="Null for a unit.")
    unit = unit("The unit, of a badge for units.")
    tier = graphene.Field(Tier)
    earned_at = graphene.Field(DateTime, required=True)
    evidence_count = number()


class DryRunDifference(graphene.ObjectType):
    """People, against what is held now: who would gain, lose, keep it by other evidence, or keep it as it is."""

    gained = number()
    lost = number()
    moved = number()
    kept = number()


class DryRun(graphene.ObjectType):
    """A version tried on all history; nothing was granted."""

    id = graphene.ID(required=True)
    badge = graphene.ID(required=True)
    version = number()
    state = graphene.Field(DryRunState, required=True)
    backfill = graphene.Field(Backfill, required=True)
    start = graphene.Field(DateTime)
    edits = graphene.Field(Edits, required=True)
    started_at = graphene.Field(DateTime, required=True)
    ended_at = graphene.Field(DateTime)
    scanned = number("Facts looked at.")
    total = number("Facts there are to look at.")
    people = number()
    recipients = number("Who would hold it.")
    by_unit = many(UnitTotal)
    by_tier = many(TierRecipients)
    near_misses = many(NearMiss, "At most 20, nearest first.")
    samples = many(DryRunSample, "At most 10, those who earned it last.")
    difference = graphene.Field(DryRunDifference, required=True)
    current = graphene.Boolean(required=True, description="Whether the version is still as it was tried.")
    problem = text(required=False)

    @staticmethod
    def resolve_problem(root: Row, info: GraphQLResolveInfo) -> str | None:
        """In the language of who looks."""
        return root["problem"] and said(root["problem"], context(info).locale)


class BackfillProgress(graphene.ObjectType):
    """How many people have been judged by the version in force."""

    version = number()
    done = number()
    total = number()
    state = graphene.Field(BackfillState, required=True)


class DryRunInput(graphene.InputObjectType):
    """A version, and how it would go live."""

    badge = graphene.ID(required=True)
    version = graphene.Int(required=True)
    backfill = Backfill(default_value="all")
    start = DateTime(description="With the backfill FROM.")
    edits = Edits(default_value="keep")


class PublishInput(DryRunInput):
    """A version that was tried, and how it goes live."""

    idempotency_key = graphene.String()


VersionConnection = connection(Badge, "Version")


class LifecycleQuery(graphene.ObjectType):
    """Reads about versions, for administrators."""

    dry_run = graphene.Field(DryRun, id=graphene.ID(required=True))
    newest_dry_run = graphene.Field(DryRun, badge=graphene.ID(required=True), version=graphene.Int(required=True))
    backfill = graphene.Field(BackfillProgress, badge=graphene.ID(required=True))
    badge_versions = graphene.Field(
        VersionConnection, badge=graphene.ID(required=True), **page_arguments(), required=True
    )

    @staticmethod
    @needs("admin", TRY)
    async def resolve_dry_run(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """One dry run as it is now."""
        return await context(info).loaders.worded(SERVICE, "dry-runs").load(id)

    @staticmethod
    @needs("admin", TRY)
    async def resolve_newest_dry_run(_root: None, info: GraphQLResolveInfo, badge: str, version: int) -> Any:
        """The last one of a version."""
        asked = {"versions": [{"badge": badge, "version": version}], "locale": context(info).locale}
        return (await context(info).services.read(SERVICE, "newest-dry-runs", asked))["items"][0]

    @staticmethod
    @needs("admin", TRY)
    async def resolve_backfill(_root: None, info: GraphQLResolveInfo, badge: str) -> Any:
        """How far everyone has been judged."""
        return await context(info).loaders.by_id(SERVICE, "backfills").load(badge)

    @staticmethod
    @needs("admin", TRY)
    async def resolve_badge_versions(
        _root: None, info: GraphQLResolveInfo, badge: str, first: int, after: str | None = None
    ) -> Row:
        """All versions of a badge, newest first."""
        return await page(info, SERVICE, "versions", {"badge": badge, "locale": context(info).locale}, first, after)


class LifecycleMutation(graphene.ObjectType):
    """Changes of what is in force."""

    start_dry_run = graphene.Field(DryRun, input=DryRunInput(required=True), required=True)
    cancel_dry_run = graphene.Field(DryRun, id=graphene.ID(required=True), required=True)
    publish_badge = graphene.Field(
        Badge,
        input=PublishInput(required=True),
        required=True,
        description="Put a version in force; a dry run of that very version must have been done.",
    )

    @staticmethod
    @needs("admin", TRY)
    async def resolve_start_dry_run(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Begins to try a version."""
        body = {**_said(input), "locale": context(info).locale}
        return (await context(info).services.command(SERVICE, "start-dry-run", body))["dry_run"]

    @staticmethod
    @needs("admin", TRY)
    async def resolve_cancel_dry_run(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """Stops one."""
        body = {"id": id, "locale": context(info).locale}
        return (await context(info).services.command(SERVICE, "cancel-dry-run", body))["dry_run"]

    @staticmethod
    @needs("admin", "publish badges")
    async def resolve_publish_badge(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """The draft goes live."""
        asked = _said(input)
        return (await context(info).services.command(SERVICE, "publish-badge", {"id": asked.pop("badge"), **asked}))[
            "badge"
        ]


def _said(given: Row) -> Row:
    return {name: plain(value) for name, value in given.items()}
