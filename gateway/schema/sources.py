# mypy: allow-subclassing-any, allow-untyped-calls
"""Sources of completions and their keys (admins), and the types of completion that occur."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.plumbing import (
    Row,
    as_connection,
    connection,
    context,
    enumeration,
    many,
    needs,
    number,
    page_arguments,
    split,
    text,
)
from gateway.schema.scalars import DateTime
from gateway.speaking import said

SERVICE = "intake"
MOST_SOURCES = 100
ReceivedStatus = enumeration(
    "ReceivedStatus",
    "What became of an event.",
    "ACCEPTED",
    "KNOWN",
    "PARKED",
    "REFUSED",
    "CONFLICT",
    "RETRACTED",
)


class SourceKey(graphene.ObjectType):
    """A key that lets a system in."""

    id = graphene.ID(required=True)
    name = text()
    prefix = text("The secret's beginning, to tell keys apart.")
    created_at = graphene.Field(DateTime, required=True)
    last_used_at = graphene.Field(DateTime)
    expires_at = graphene.Field(DateTime)
    revoked_at = graphene.Field(DateTime)


class CreatedKey(graphene.ObjectType):
    """A new key with its secret."""

    key = graphene.Field(SourceKey, required=True)
    secret = text()


class Received(graphene.ObjectType):
    """One event that came in, or was turned away."""

    id = graphene.ID(required=True)
    event_id = text(required=False)
    type = text(required=False)
    subject = text(required=False)
    status = graphene.Field(ReceivedStatus, required=True)
    field = text(required=False)
    problem = text(required=False)
    received_at = graphene.Field(DateTime, required=True)
    occurred_at = graphene.Field(DateTime)

    @staticmethod
    def resolve_problem(root: Row, info: GraphQLResolveInfo) -> str | None:
        """In the language of who looks."""
        return root["problem"] and said(root["problem"], context(info).locale)


ReceivedConnection = connection(Received, "Received", total=False)


class Source(graphene.ObjectType):
    """A system that sends completions."""

    id = graphene.ID(required=True)
    name = text()
    description = text()
    created_at = graphene.Field(DateTime, required=True)
    last_event_at = graphene.Field(DateTime)
    accepted = number()
    refused = number()
    parked = number()
    keys = many(SourceKey)
    recent = graphene.Field(
        ReceivedConnection,
        refused_only=graphene.Boolean(default_value=False),
        **page_arguments(),
        required=True,
        description="Newest first; `refusedOnly` shows what was turned away, and why.",
    )

    @staticmethod
    async def resolve_recent(
        root: Row, info: GraphQLResolveInfo, first: int, refused_only: bool = False, after: str | None = None
    ) -> Row:
        """Loaded for all sources at once."""
        start, skip = split(after)
        body = {"refused_only": refused_only, "first": min(first + skip, max(first, 100)), "after": start}
        found = await context(info).loaders.by_id(SERVICE, "received", ids="sources", **body).load(root["id"])
        return as_connection(found or {"items": [], "next": None}, start, skip)


class SourceInput(graphene.InputObjectType):
    """A source to make or change."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    description = graphene.String(default_value="")
    rate_per_minute = graphene.Int()


class CompletionType(graphene.ObjectType):
    """A type of completion that occurs."""

    type = text()
    source = graphene.ID(required=True)
    count = number()
    last_seen = graphene.Field(DateTime, required=True)
    samples = many(graphene.String, "Names of what was completed.")


class SourcesQuery(graphene.ObjectType):
    """Reads about sources."""

    completion_types = many(
        CompletionType,
        "Types of completion that really occur, commonest first, for the editors (managers and admins).",
        search=graphene.String(),
        first=graphene.Int(required=True),
    )
    sources = many(Source)
    source = graphene.Field(Source, id=graphene.ID(required=True))

    @staticmethod
    @needs("manager", "see what kinds of completion occur")
    async def resolve_completion_types(
        _root: None, info: GraphQLResolveInfo, first: int, search: str | None = None
    ) -> list[Row]:
        """The commonest."""
        body = {"search": search, "first": first}
        found: list[Row] = (await context(info).services.read(SERVICE, "completion-types", body))["items"]
        return found

    @staticmethod
    @needs("admin", "see sources")
    async def resolve_sources(_root: None, info: GraphQLResolveInfo) -> list[Row]:
        """The first hundred by id."""
        body = {"first": MOST_SOURCES, "after": None}
        found: list[Row] = (await context(info).services.read(SERVICE, "source-list", body))["items"]
        return found

    @staticmethod
    @needs("admin", "see sources")
    async def resolve_source(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """One source, null where unknown."""
        return await context(info).loaders.by_id(SERVICE, "sources").load(id)


class SourcesMutation(graphene.ObjectType):
    """Changes to sources and keys."""

    save_source = graphene.Field(Source, input=SourceInput(required=True), required=True)
    create_key = graphene.Field(
        CreatedKey,
        source=graphene.ID(required=True),
        name=graphene.String(required=True),
        required=True,
        description="The secret is shown this once.",
    )
    rotate_key = graphene.Field(
        CreatedKey,
        id=graphene.ID(required=True),
        overlap_hours=graphene.Int(default_value=24),
        required=True,
        description="A new secret; the old one stays valid for `overlapHours`.",
    )
    revoke_key = graphene.Field(SourceKey, id=graphene.ID(required=True), required=True)

    @staticmethod
    @needs("admin", "change sources")
    async def resolve_save_source(_root: None, info: GraphQLResolveInfo, input: Row) -> Row:  # noqa: A002
        """Makes or changes one."""
        return await context(info).services.command(SERVICE, "save-source", input)

    @staticmethod
    @needs("admin", "make keys")
    async def resolve_create_key(_root: None, info: GraphQLResolveInfo, source: str, name: str) -> Row:
        """A key for one source."""
        return await context(info).services.command(SERVICE, "create-key", {"source": source, "name": name})

    @staticmethod
    @needs("admin", "rotate keys")
    async def resolve_rotate_key(
        _root: None,
        info: GraphQLResolveInfo,
        id: str,  # noqa: A002
        overlap_hours: int = 24,
    ) -> Row:
        """The old one ends after the overlap."""
        return await context(info).services.command(SERVICE, "rotate-key", {"id": id, "overlap_hours": overlap_hours})

    @staticmethod
    @needs("admin", "revoke keys")
    async def resolve_revoke_key(_root: None, info: GraphQLResolveInfo, id: str) -> Row:  # noqa: A002
        """It lets nobody in any more."""
        return await context(info).services.command(SERVICE, "revoke-key", {"id": id})
