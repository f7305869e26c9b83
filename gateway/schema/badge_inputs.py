# mypy: allow-subclassing-any, allow-untyped-calls
"""What a badge is made or changed with."""

import graphene

from gateway.schema.measures import NounInput
from gateway.schema.plumbing import enumeration
from gateway.schema.scalars import JSON, DateTime

Recipient = enumeration("Recipient", "Whose facts are judged together.", "PERSON", "UNIT")
WhoGives = enumeration("WhoGives", "Who may give a badge by hand.", "NOBODY", "ADMINS", "MANAGERS", "EVERYONE")
OnRetraction = enumeration(
    "OnRetraction", "What becomes of an award when what it rests on is taken back.", "REVOKE", "FLAG"
)


class TierInput(graphene.InputObjectType):
    """A step of a badge; thresholds rise."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    at_least = graphene.Float(required=True)


class GrantPolicyInput(graphene.InputObjectType):
    """Who may give a badge by hand, and how often each of them."""

    who = WhoGives(default_value="nobody")
    most = graphene.Int()
    days = graphene.Int(default_value=30)


class BadgeInput(graphene.InputObjectType):
    """A badge to make or change: its rule in the criteria language, and its drawing."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    description = graphene.String(required=True)
    criteria = JSON(description="Without, it is only given by hand.")
    recipient = Recipient(default_value="person")
    repeat = JSON()
    tiers = graphene.List(graphene.NonNull(TierInput))
    points = graphene.Int(default_value=0)
    noun = NounInput()
    start_from = DateTime()
    expiry = graphene.String()
    revokes = OnRetraction(default_value="revoke")
    grant_policy = GrantPolicyInput()
    shape = graphene.String(required=True)
    field = graphene.String(required=True)
    icon = graphene.String(required=True)
    band = graphene.String()
    picture = graphene.String()
