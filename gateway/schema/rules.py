# mypy: allow-subclassing-any, allow-untyped-calls
"""Writing rules: what occurs, what a rule says and means while it is written, and how it would judge somebody."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.schema.measures import NounInput
from gateway.schema.plumbing import Row, context, enumeration, many, needs, number, text
from gateway.schema.scalars import JSON, DateTime
from gateway.schema.traces import Trace
from gateway.speaking import said

SERVICE = "badges"
LOOK = "see what everybody does"
ValueKind = enumeration("ValueKind", "What a path ends at.", "TEXT", "NUMBER", "YES_NO", "LIST")
DoubtKind = enumeration(
    "DoubtKind", "What there is not, or not yet.", "UNKNOWN_BADGE", "UNKNOWN_TIER", "CIRCLE", "UNSEEN_TYPE"
)


class ObservedType(graphene.ObjectType):
    """A type of facts that occurs."""

    type = text()
    count = number()
    last_seen = graphene.Field(DateTime)
    sources = many(graphene.String)
    samples = many(graphene.String, "Names of what they were about, where several people share them.")
    own = graphene.Boolean(required=True, description="One of Laurel's own happenings.")


class Pool(graphene.ObjectType):
    """A pool that points were given in."""

    id = graphene.ID(required=True)
    count = number()


class ObservedTypes(graphene.ObjectType):
    """Every type of facts that occurs, commonest first, and every pool."""

    as_of = graphene.Field(DateTime, required=True)
    facts = number()
    is_sample = graphene.Boolean(required=True, description="Whether the counts are estimates from a part.")
    types = many(ObservedType)
    pools = many(Pool)


class ObservedValue(graphene.ObjectType):
    """A value that facts have at a path."""

    value = graphene.Field(JSON, required=True)
    count = number()
    name = text(required=False)


class ObservedPath(graphene.ObjectType):
    """A path at which facts have something; a value is named only where five people or more have it."""

    path = text()
    kinds = many(ValueKind)
    count = number("Of the facts looked at.")
    values = many(ObservedValue)
    others = number("Values that are left out.")
    low = graphene.Float(description="Where numbers lie, but for the outermost people's.")
    high = graphene.Float()


class ObservedPaths(graphene.ObjectType):
    """What facts of some types say."""

    as_of = graphene.Field(DateTime, required=True)
    facts = number()
    looked_at = number()
    is_sample = graphene.Boolean(required=True)
    paths = many(ObservedPath)


class RuleProblem(graphene.ObjectType):
    """What is wrong with a rule, at its path."""

    path = text()
    message = text()

    @staticmethod
    def resolve_message(root: Row, info: GraphQLResolveInfo) -> str:
        """In the language of who writes the rule."""
        return said(root["message"], context(info).locale)


class RuleDoubt(graphene.ObjectType):
    """What a rule asks for that there is not."""

    path = text()
    kind = graphene.Field(DoubtKind, required=True)
    what = text()


class MatchLeft(graphene.ObjectType):
    """How many facts a match leaves: of its types and roles, then after each of its conditions."""

    path = text()
    left = many(graphene.Int)
    is_sample = graphene.Boolean(required=True)


class RuleCheck(graphene.ObjectType):
    """A rule looked through."""

    problems = many(RuleProblem)
    doubts = many(RuleDoubt)
    words = text("The rule in plain words; null while it has problems.", required=False)
    matches = many(MatchLeft)
    as_of = graphene.Field(DateTime, required=True)


class WouldEarn(graphene.ObjectType):
    """One thing that a rule would give."""

    tier = text(required=False)
    scope = text(required=False)
    earned_at = graphene.Field(DateTime, required=True)


class Simulation(graphene.ObjectType):
    """What a rule would give somebody, and why or why not yet."""

    earned = many(WouldEarn)
    trace = graphene.Field(Trace, required=True)


class RuleInput(graphene.InputObjectType):
    """A rule that is being written: `{criteria, recipient?, repeat?, tiers?, start_from?}`, however unfinished. Without
    criteria the badge is only given by hand."""

    rule = JSON(required=True)
    badge = graphene.ID()
    noun = NounInput()


class SimulationInput(graphene.InputObjectType):
    """A rule, and a person or made-up facts, or both: as if they were theirs too."""

    rule = JSON(required=True)
    badge = graphene.ID()
    noun = NounInput()
    person = graphene.ID()
    tier = graphene.ID()
    facts = graphene.List(graphene.NonNull(JSON))


class RulesQuery(graphene.ObjectType):
    """Reads for those who write rules; nothing is changed by them."""

    observed_types = graphene.Field(ObservedTypes, required=True)
    observed_paths = graphene.Field(
        ObservedPaths, types=graphene.List(graphene.NonNull(graphene.String), required=True), required=True
    )
    check_rule = graphene.Field(RuleCheck, input=RuleInput(required=True), required=True)
    simulate_rule = graphene.Field(Simulation, input=SimulationInput(required=True), required=True)

    @staticmethod
    @needs("admin", LOOK)
    async def resolve_observed_types(_root: None, info: GraphQLResolveInfo) -> Row:
        """What occurs."""
        return await context(info).services.read(SERVICE, "observed-types", {})

    @staticmethod
    @needs("admin", LOOK)
    async def resolve_observed_paths(_root: None, info: GraphQLResolveInfo, types: list[str]) -> Row:
        """What facts say."""
        return await context(info).services.read(SERVICE, "observed-paths", {"types": types})

    @staticmethod
    @needs("admin", "check rules")
    async def resolve_check_rule(_root: None, info: GraphQLResolveInfo, input: Row) -> Row:  # noqa: A002
        """Problems are an answer here, no error."""
        return await context(info).services.read(SERVICE, "check-rule", _body(info, input))

    @staticmethod
    @needs("admin", LOOK)
    async def resolve_simulate_rule(_root: None, info: GraphQLResolveInfo, input: Row) -> Row:  # noqa: A002
        """On real facts, without writing."""
        return await context(info).services.read(SERVICE, "simulate", _body(info, input))


def _body(info: GraphQLResolveInfo, asked: Row) -> dict[str, Any]:
    return {**{name: value for name, value in asked.items() if value is not None}, "locale": context(info).locale}
