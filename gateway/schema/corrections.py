# mypy: allow-subclassing-any, allow-untyped-calls
"""What people give and take back by hand, and what was said to it."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.badges import Award, Badge
from gateway.schema.people import person
from gateway.schema.plumbing import (
    Row,
    connection,
    context,
    enumeration,
    many,
    needs,
    page,
    page_arguments,
    plain,
    reference,
    text,
)
from gateway.schema.scalars import DateTime

SERVICE = "badges"
Dependents = enumeration("Dependents", "What becomes of awards that rest on a revoked one.", "CASCADE", "FLAG", "KEEP")
AppealState = enumeration("AppealState", "Whether an appeal is answered, and how.", "OPEN", "UPHELD", "REINSTATED")
AppealDecision = enumeration("AppealDecision", "The answer to an appeal.", "UPHELD", "REINSTATED")
DecisionKind = enumeration(
    "DecisionKind", "What somebody did about an award.", "GIVEN", "REVOKED", "APPEALED", "UPHELD", "REINSTATED"
)


class Decision(graphene.ObjectType):
    """One act of somebody about an award; it never changes."""

    id = graphene.ID(required=True)
    kind = graphene.Field(DecisionKind, required=True)
    award = reference(Award, SERVICE, "awards", "award", required=True)
    badge = reference(Badge, SERVICE, "badges", "badge", required=True)
    by = person("by")
    person = person("person", required=False, description="Whose award it was; null for a unit's.")
    text = text("What they said; the person concerned reads it.")
    at = graphene.Field(DateTime, required=True)


class Appeal(graphene.ObjectType):
    """What a holder has to say to a revocation."""

    id = graphene.ID(required=True)
    award = reference(Award, SERVICE, "awards", "award", required=True)
    badge = reference(Badge, SERVICE, "badges", "badge", required=True)
    person = person("person")
    text = text()
    state = graphene.Field(AppealState, required=True)
    at = graphene.Field(DateTime, required=True)
    decisions = many(Decision, "All that was decided about the award, in order.")


AppealConnection = connection(Appeal, "Appeal")
DecisionConnection = connection(Decision, "Decision")


class RevokeAwardInput(graphene.InputObjectType):
    """An award to take back, and why: its holder reads it."""

    award = graphene.ID(required=True)
    reason = graphene.String(required=True)
    dependents = Dependents(default_value="cascade")
    idempotency_key = graphene.String()


class GiveBadgeInput(graphene.InputObjectType):
    """A badge to give, to whom and what for."""

    badge = graphene.ID(required=True)
    tier = graphene.ID()
    person = graphene.ID(required=True)
    reason = graphene.String(required=True)
    earned_at = DateTime(description="By default now; for administrators.")
    idempotency_key = graphene.String()


class AppealInput(graphene.InputObjectType):
    """What one has to say to a revocation."""

    award = graphene.ID(required=True)
    text = graphene.String(required=True)
    idempotency_key = graphene.String()


class DecideAppealInput(graphene.InputObjectType):
    """The answer to an appeal."""

    appeal = graphene.ID(required=True)
    decision = AppealDecision(required=True)
    text = graphene.String(required=True)
    idempotency_key = graphene.String()


class CorrectionsQuery(graphene.ObjectType):
    """Reads about corrections."""

    appeals = graphene.Field(
        AppealConnection, state=AppealState(description="By default open ones."), **page_arguments(), required=True
    )
    decisions = many(Decision, "What was decided about an award, for its holder.", award=graphene.ID(required=True))
    trail = graphene.Field(DecisionConnection, badge=graphene.ID(required=True), **page_arguments(), required=True)

    @staticmethod
    @needs("admin", "read appeals")
    async def resolve_appeals(
        _root: None, info: GraphQLResolveInfo, first: int, state: Any = "open", after: str | None = None
    ) -> Row:
        """Open ones oldest first, others newest first."""
        return await page(info, SERVICE, "appeals", {"state": plain(state)}, first, after)

    @staticmethod
    async def resolve_decisions(_root: None, info: GraphQLResolveInfo, award: str) -> Any:
        """In order."""
        return (await context(info).services.read(SERVICE, "decisions", {"award": award}))["items"]

    @staticmethod
    @needs("admin", "read what was decided about others")
    async def resolve_trail(
        _root: None, info: GraphQLResolveInfo, badge: str, first: int, after: str | None = None
    ) -> Row:
        """Everything that was decided about a badge, newest first."""
        return await page(info, SERVICE, "trail", {"badge": badge}, first, after)


class CorrectionsMutation(graphene.ObjectType):
    """Corrections by hand."""

    revoke_award = graphene.Field(Award, input=RevokeAwardInput(required=True), required=True)
    give_badge = graphene.Field(
        Award, input=GiveBadgeInput(required=True), required=True, description="As far as its policy lets one."
    )
    appeal_award = graphene.Field(Award, input=AppealInput(required=True), required=True)
    decide_appeal = graphene.Field(Award, input=DecideAppealInput(required=True), required=True)

    @staticmethod
    @needs("admin", "revoke awards")
    async def resolve_revoke_award(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Takes an award back."""
        return await _done(info, "revoke-award", input)

    @staticmethod
    async def resolve_give_badge(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Gives a badge."""
        return await _done(info, "give-badge", input)

    @staticmethod
    async def resolve_appeal_award(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Objects to a revocation."""
        return await _done(info, "appeal-award", input)

    @staticmethod
    @needs("admin", "decide appeals")
    async def resolve_decide_appeal(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Answers an appeal."""
        return await _done(info, "decide-appeal", input)


async def _done(info: GraphQLResolveInfo, what: str, said: Row) -> Any:
    body = {name: plain(value) for name, value in said.items()}
    return (await context(info).services.command(SERVICE, what, body))["award"]
