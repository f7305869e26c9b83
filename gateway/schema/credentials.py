# mypy: allow-subclassing-any, allow-untyped-calls
"""Credentials: awards that their holders published, and what they decide about them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.errors import NOT_FOUND, Refusal
from gateway.schema.plumbing import Row, context, enumeration, many, needs, number, text
from gateway.schema.scalars import DateTime

SERVICE = "badges"
AWARD = "gateway.schema.badges.Award"
CredentialStatus = enumeration(
    "CredentialStatus", "How the award stands behind a credential.", "VALID", "EXPIRED", "REVOKED"
)


class Credential(graphene.ObjectType):
    """An award as its holder published it: an Open Badges 3.0 credential with a page of its own."""

    id = graphene.ID(required=True)
    url = text("The public page; add /credential.json, /credential.jwt, /badge.png, /badge.svg or /assertion.json.")
    name = text("What the holder chose to be called.")
    evidence = graphene.Boolean(required=True, description="Whether what counted is told by name.")
    published_at = graphene.Field(DateTime, required=True)
    status = graphene.Field(CredentialStatus, required=True)
    reason = text("Why it was revoked.", required=False)


class CredentialEvidence(graphene.ObjectType):
    """One thing that counted."""

    name = text()
    at = graphene.Field(DateTime, required=True)


class CredentialPreview(graphene.ObjectType):
    """What would be public of an award of one's own."""

    name = text("What one is called, unless one says otherwise.")
    email = text("Of this address a salted hash would be published.", required=False)
    title = text()
    description = text()
    criteria = text("The rule in plain words.")
    issuer = text()
    earned_at = graphene.Field(DateTime, required=True)
    expires_at = graphene.Field(DateTime)
    evidence = many(CredentialEvidence, "The newest, at most ten.")
    evidence_total = number()

    @staticmethod
    async def resolve_name(_root: Row, info: GraphQLResolveInfo) -> str:
        """From profiles: the badges service knows no names."""
        return str((await _viewer(info))["person"]["display_name"])

    @staticmethod
    async def resolve_email(_root: Row, info: GraphQLResolveInfo) -> str | None:
        """The main one."""
        return _address(await _viewer(info))


class PublishCredentialInput(graphene.InputObjectType):
    """What to publish, and what of it."""

    award = graphene.ID(required=True)
    name = graphene.String(description="What to be called; by default one's own name.")
    evidence = graphene.Boolean(default_value=True, description="Whether to tell by name what counted.")


class CredentialsQuery(graphene.ObjectType):
    """Reads about credentials."""

    credential_preview = graphene.Field(CredentialPreview, award=graphene.ID(required=True))

    @staticmethod
    async def resolve_credential_preview(_root: None, info: GraphQLResolveInfo, award: str) -> Any:
        """For the holder alone; null where there is no such award."""
        asked = {"award": award, "locale": context(info).locale}
        try:
            return await context(info).services.read(SERVICE, "credential-preview", asked)
        except Refusal as refusal:
            if refusal.code == NOT_FOUND:
                return None
            raise


class CredentialsMutation(graphene.ObjectType):
    """What holders decide about their awards, and who signs them."""

    publish_credential = graphene.Field(
        AWARD,
        input=PublishCredentialInput(required=True),
        required=True,
        description="Make an award of one's own public; again, to change what is said.",
    )
    withdraw_credential = graphene.Field(AWARD, award=graphene.ID(required=True), required=True)
    rotate_issuer_key = graphene.Field(
        graphene.List(graphene.NonNull(graphene.String)),
        required=True,
        description="Sign with a fresh key from now on; the names of all keys. What was signed before still verifies.",
    )

    @staticmethod
    async def resolve_publish_credential(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Publishes; the name and the address come from profiles."""
        viewer = await _viewer(info)
        name = viewer["person"]["display_name"] if input.get("name") is None else input["name"]
        body = {"award": input["award"], "name": name, "email": _address(viewer), "evidence": input["evidence"]}
        await context(info).services.command(SERVICE, "publish-credential", body)
        return await _award(info, input["award"])

    @staticmethod
    async def resolve_withdraw_credential(_root: None, info: GraphQLResolveInfo, award: str) -> Any:
        """It is private again."""
        await context(info).services.command(SERVICE, "withdraw-credential", {"award": award})
        return await _award(info, award)

    @staticmethod
    @needs("admin", "change the issuer's keys")
    async def resolve_rotate_issuer_key(_root: None, info: GraphQLResolveInfo) -> Any:
        """A fresh key signs."""
        return (await context(info).services.command(SERVICE, "rotate-issuer-key", {}))["keys"]


async def _viewer(info: GraphQLResolveInfo) -> Row:
    return await context(info).services.read("profiles", "viewer", {})


async def _award(info: GraphQLResolveInfo, award: str) -> Any:
    return await context(info).loaders.by_id(SERVICE, "awards").load(award)


def _address(viewer: Row) -> str | None:
    emails: list[str] = viewer["emails"]
    return emails[0] if emails else None
