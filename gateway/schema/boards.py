# mypy: allow-subclassing-any, allow-untyped-calls
"""The organization's board, and the rules that give points."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.boards import Asked
from gateway.schema.people import person
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
    plain,
    text,
)
from gateway.schema.scalars import JSON, Date, DateTime

SERVICE = "leaderboards"
BoardPeriod = enumeration(
    "BoardPeriod", "Whose points a board counts: those of one month, or of all time.", "MONTH", "ALL"
)


class Standing(graphene.ObjectType):
    """Where the viewer stands; hidden people see where they would."""

    rank = number()
    points = number()
    ahead_of_percent = number(required=False)
    hidden = graphene.Boolean(required=True)
    to_next = number(required=False)


class BoardRow(graphene.ObjectType):
    """One person's place; ties share a rank."""

    rank = number()
    person = person("person")
    points = number()
    me = graphene.Boolean(required=True)


BoardConnection = connection(BoardRow, "Board")


def head(of: Any, name: str, *, required: bool = True, description: str | None = None) -> graphene.Field:
    """A field of the board itself."""

    async def resolve(root: Row, info: GraphQLResolveInfo) -> Any:
        return (await read(root, info))[name]

    return graphene.Field(of, required=required, description=description, resolver=resolve)


class Board(graphene.ObjectType):
    """Points of a period, highest first."""

    period = graphene.Field(BoardPeriod, required=True)
    starts_at = head(
        DateTime,
        "starts_at",
        required=False,
        description="Start and end (exclusive) of the period in the organization's zone; null for all time.",
    )
    ends_at = head(DateTime, "ends_at", required=False)
    as_of = head(DateTime, "as_of")
    people = head(graphene.Int, "people")
    hidden = head(graphene.Int, "hidden")
    me = head(Standing, "me", required=False)
    around = many(BoardRow, "The viewer and n above and below.", n=graphene.Int(default_value=4))
    rows = graphene.Field(BoardConnection, **page_arguments(), required=True)

    @staticmethod
    async def resolve_around(root: Row, info: GraphQLResolveInfo, n: int = 4) -> list[Row]:
        """The neighbours."""
        found: list[Row] = (await read(root, info, around=n))["around"]
        return found

    @staticmethod
    async def resolve_rows(root: Row, info: GraphQLResolveInfo, first: int, after: str | None = None) -> Row:
        """From the top."""
        return as_connection((await read(root, info, rows=(first, after)))["rows"])


async def read(
    root: Row, info: GraphQLResolveInfo, around: int | None = None, rows: tuple[int, str | None] | None = None
) -> Row:
    """The board with a part of it; whatever a document asks of one board is read at once."""
    board: Row = await context(info).loaders.boards.load(Asked(root["period"], root["at"], around, rows))
    return board


class ScoringRule(graphene.ObjectType):
    """What gives points: completions that match."""

    id = graphene.ID(required=True)
    version = number()
    name = text()
    match = graphene.Field(JSON, required=True)
    points = number()
    active = graphene.Boolean(required=True)


class ScoringRuleInput(graphene.InputObjectType):
    """A scoring rule to make or change."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    match = JSON(required=True)
    points = graphene.Int(required=True)
    active = graphene.Boolean(default_value=True)


class BoardsQuery(graphene.ObjectType):
    """Reads about points."""

    board = graphene.Field(
        Board,
        period=BoardPeriod(default_value="month"),
        at=Date(),
        required=True,
        description="The organization's board. `at` names any day of the period wanted; default today.",
    )
    scoring_rules = many(ScoringRule)

    @staticmethod
    async def resolve_board(
        _root: None, _info: GraphQLResolveInfo, period: Any = "month", at: str | None = None
    ) -> Row:
        """Which board: its fields are read together."""
        return {"period": plain(period), "at": at}

    @staticmethod
    async def resolve_scoring_rules(_root: None, info: GraphQLResolveInfo) -> list[Row]:
        """All of them, by name."""
        rules = (await context(info).services.read(SERVICE, "scoring-rules", {"ids": None}))["items"].values()
        return sorted(rules, key=lambda rule: str(rule["name"]))


class BoardsMutation(graphene.ObjectType):
    """Changes to how points are given."""

    save_scoring_rule = graphene.Field(ScoringRule, input=ScoringRuleInput(required=True), required=True)

    @staticmethod
    @needs("admin", "change scoring rules")
    async def resolve_save_scoring_rule(_root: None, info: GraphQLResolveInfo, input: Row) -> Any:  # noqa: A002
        """Makes or changes one."""
        return await context(info).services.command(SERVICE, "save-scoring-rule", input)
