# mypy: allow-subclassing-any, allow-untyped-calls
"""Challenges: launched by managers, joined by employees, fulfilled by completions."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.measures import Noun, NounInput
from gateway.schema.people import Unit, person
from gateway.schema.plumbing import (
    Row,
    connection,
    context,
    enumeration,
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

SERVICE = "challenges"
ChallengeStatus = enumeration(
    "ChallengeStatus", "Where a challenge is in its life.", "SCHEDULED", "OPEN", "CLOSED", "CANCELLED"
)


class Enrolment(graphene.ObjectType):
    """One person's part in a challenge."""

    person = person("person")
    joined_at = graphene.Field(DateTime, required=True)
    have = graphene.Float(required=True)
    need = graphene.Float(required=True)
    completed_at = graphene.Field(DateTime)


ParticipantConnection = connection(Enrolment, "Participant")


class Challenge(graphene.ObjectType):
    """A goal within a window, open to a unit."""

    id = graphene.ID(required=True)
    version = number()
    title = text()
    description = text()
    owner = person("owner")
    unit = reference(Unit, "profiles", "units", "unit", required=True)
    status = graphene.Field(ChallengeStatus, required=True)
    starts_at = graphene.Field(DateTime, required=True)
    ends_at = graphene.Field(DateTime, required=True)
    timezone = text()
    rule = text()
    criteria = graphene.Field(JSON, required=True)
    need = graphene.Float(required=True)
    noun = graphene.Field(Noun)
    points = number()
    joined_count = number()
    completed_count = number()
    as_of = graphene.Field(DateTime, required=True)
    cancelled_reason = text(required=False)
    mine = graphene.Field(Enrolment, description="Null where the viewer has not joined.")
    can_join = graphene.Boolean(
        required=True, description="The viewer may join: in the audience, open or scheduled, not joined."
    )
    can_manage = graphene.Boolean(required=True)
    trace = graphene.Field(Trace, person=graphene.ID())
    participants = graphene.Field(ParticipantConnection, **page_arguments(), required=True)

    @staticmethod
    async def resolve_trace(root: Row, info: GraphQLResolveInfo, person: str | None = None) -> Any:
        """From the evaluation itself; null where that person has not joined."""
        return await context(info).loaders.traces(SERVICE, "challenge").load((root["id"], person))

    @staticmethod
    async def resolve_participants(root: Row, info: GraphQLResolveInfo, first: int, after: str | None = None) -> Row:
        """Those who joined, as far as they appear."""
        body = {"challenge": root["id"]}
        return await page(info, SERVICE, "participants", body, first, after, lambda row: row["enrolment"])


ChallengeConnection = connection(Challenge, "Challenge")


class LaunchChallengeInput(graphene.InputObjectType):
    """A challenge to launch: who may join, when it runs, and what fulfils it."""

    title = graphene.String(required=True)
    description = graphene.String(required=True)
    unit = graphene.ID(required=True)
    starts_at = DateTime(required=True)
    ends_at = DateTime(required=True)
    timezone = graphene.String()
    criteria = JSON(required=True)
    noun = NounInput()
    points = graphene.Int(default_value=0)
    idempotency_key = graphene.ID()


class ChallengesQuery(graphene.ObjectType):
    """Reads about challenges."""

    challenges = graphene.Field(
        ChallengeConnection,
        status=ChallengeStatus(),
        mine=graphene.Boolean(),
        search=graphene.String(),
        **page_arguments(),
        required=True,
    )
    challenge = graphene.Field(Challenge, id=graphene.ID(required=True))

    @staticmethod
    async def resolve_challenges(
        _root: None, info: GraphQLResolveInfo, first: int, after: str | None = None, status: Any = None,
        mine: bool | None = None, search: str | None = None,
    ) -> Row:  # fmt: skip
        """Challenges that the viewer may see."""
        body = {"status": plain(status), "mine": bool(mine), "search": search, "locale": context(info).locale}
        return await page(info, SERVICE, "list", body, first, after, lambda row: row["challenge"])

    @staticmethod
    async def resolve_challenge(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """One challenge, null where unknown."""
        return await one(info, id)


class ChallengesMutation(graphene.ObjectType):
    """Changes to challenges."""

    launch_challenge = graphene.Field(Challenge, input=LaunchChallengeInput(required=True), required=True)
    cancel_challenge = graphene.Field(
        Challenge, id=graphene.ID(required=True), reason=graphene.String(required=True), required=True
    )
    join_challenge = graphene.Field(
        Challenge,
        id=graphene.ID(required=True),
        occurred_at=DateTime(description="When they joined; only with an administrator's token made for it."),
        person=graphene.ID(description="Who joins; only with an administrator's token made for it."),
        required=True,
    )
    leave_challenge = graphene.Field(Challenge, id=graphene.ID(required=True), required=True)

    @staticmethod
    @needs("manager", "launch challenges")
    async def resolve_launch_challenge(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """For a unit that one manages."""
        return await change(info, "launch", input)

    @staticmethod
    @needs("manager", "cancel challenges")
    async def resolve_cancel_challenge(_root: None, info: GraphQLResolveInfo, id: str, reason: str) -> Any:  # noqa: A002
        """Ends it early, with a reason."""
        return await change(info, "cancel", {"id": id, "reason": reason})

    @staticmethod
    async def resolve_join_challenge(
        _root: None,
        info: GraphQLResolveInfo,
        id: str,  # noqa: A002
        occurred_at: str | None = None,
        person: str | None = None,
    ) -> Any:
        """The viewer joins."""
        stated = occurred_at is not None or person is not None
        context(info).require(context(info).backdate or not stated, "state who joined, or when")
        return await change(info, "join", {"id": id, "employee": person, "occurred_at": occurred_at})

    @staticmethod
    async def resolve_leave_challenge(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """The viewer leaves; what was done stays credited."""
        return await change(info, "leave", {"id": id})


async def one(info: GraphQLResolveInfo, challenge: str) -> Any:
    """A challenge by its id, loaded with all others."""
    return await context(info).loaders.worded(SERVICE, "challenges").load(challenge)


async def change(info: GraphQLResolveInfo, what: str, body: Row) -> Any:
    """Carries out a command; gives the challenge as the viewer now sees it."""
    return await context(info).services.command(SERVICE, what, body)
