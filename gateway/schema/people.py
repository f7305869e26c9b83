# mypy: allow-subclassing-any, allow-untyped-calls
"""People and units, as profiles knows them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

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
    reference,
    text,
)
from gateway.schema.visible import visible_awards
from gateway.speaking import said

Role = enumeration(
    "Role", "What one may do: all are employees, who leads a unit is a manager.", "EMPLOYEE", "MANAGER", "ADMIN"
)
SERVICE = "profiles"


class Person(graphene.ObjectType):
    """Somebody of the organization, as colleagues see them."""

    id = graphene.ID(required=True)
    display_name = text()
    unit = reference(lambda: Unit, SERVICE, "units", "unit")
    active = graphene.Boolean(required=True)
    awards = many("gateway.schema.badges.Award", first=graphene.Int(required=True))

    @staticmethod
    async def resolve_awards(root: Row, info: GraphQLResolveInfo, first: int) -> list[Row]:
        """Their newest, loaded for all people at once; those of badges that the viewer can't see are left out."""
        loader = context(info).loaders.by_id("badges", "awards-of", ids="people", first=first)
        return await visible_awards(info, await loader.load(root["id"]) or [])


def someone(employee: str) -> Row:
    """Stands in for a person who was erased."""
    return {"id": employee, "display_name": "Someone no longer here", "unit": None, "active": False}


def person(name: str, *, alias: str | None = None, required: bool = True, **options: Any) -> graphene.Field:
    """A field with the person whose id the row holds under ``name``; ``options`` are graphene's."""
    return reference(Person, SERVICE, "people", name, required=required, missing=someone, name=alias, **options)


def unit(description: str) -> graphene.Field:
    """A field with the unit whose id the row holds under `unit`, if it does."""
    return reference(Unit, SERVICE, "units", "unit", missing=unknown_unit, description=description)


def unknown_unit(name: str) -> Row:
    """Stands in for a unit that the profiles do not know."""
    return {"id": name, "name": name, "parent": None, "managers": [], "timezone": None}


class Unit(graphene.ObjectType):
    """A team or department; units form a tree."""

    id = graphene.ID(required=True)
    name = text()
    parent = reference(lambda: Unit, SERVICE, "units", "parent")
    managers = many(Person)
    member_count = number("Those who belong to it now, or to a unit below.")
    timezone = text(required=False)

    @staticmethod
    async def resolve_managers(root: Row, info: GraphQLResolveInfo) -> list[Any]:
        """Its managers, loaded with all other people."""
        people = await context(info).loaders.by_id(SERVICE, "people").load_many(root["managers"])
        return [found or someone(id_) for id_, found in zip(root["managers"], people, strict=True)]

    @staticmethod
    async def resolve_member_count(root: Row, info: GraphQLResolveInfo) -> int:
        """Counted only where it is asked for, for all units at once."""
        return await context(info).loaders.by_id(SERVICE, "member-counts").load(root["id"]) or 0


PersonConnection = connection(Person, "Person")


class ImportRow(graphene.ObjectType):
    """What became of one row of a CSV file."""

    row = number("Its line in the file; the header is line 1.")
    status = text("created, changed, unchanged or refused.")
    id = graphene.ID()
    field = text(required=False)
    problem = text("What is wrong, and what would be right.", required=False)

    @staticmethod
    def resolve_problem(root: Row, info: GraphQLResolveInfo) -> str | None:
        """In the language of who imports."""
        return root["problem"] and said(root["problem"], context(info).locale)


class ImportReport(graphene.ObjectType):
    """What an import did, or would do."""

    dry_run = graphene.Boolean(required=True)
    created = number()
    changed = number()
    unchanged = number()
    refused = number()
    rows = many(ImportRow)


class UnitInput(graphene.InputObjectType):
    """A unit to make or change; what is left out stays as it is."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    parent = graphene.ID()
    managers = graphene.List(graphene.NonNull(graphene.ID))
    timezone = graphene.String()


class PeopleQuery(graphene.ObjectType):
    """Reads about people and units."""

    person = graphene.Field(Person, id=graphene.ID(required=True))
    people = graphene.Field(
        PersonConnection, search=graphene.String(), unit=graphene.ID(), **page_arguments(), required=True
    )
    units = many(Unit)

    @staticmethod
    async def resolve_person(_root: None, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002
        """One person, null where unknown."""
        return await context(info).loaders.by_id(SERVICE, "people").load(id)

    @staticmethod
    async def resolve_people(
        _root: None, info: GraphQLResolveInfo, first: int, after: str | None = None, **wanted: Any
    ) -> Row:
        """People by name, those of a unit and below."""
        return await page(info, SERVICE, "people/search", wanted, first, after)

    @staticmethod
    async def resolve_units(_root: None, info: GraphQLResolveInfo) -> list[Row]:
        """All units."""
        return list((await context(info).services.read(SERVICE, "units", {"ids": None}))["items"].values())


class PeopleMutation(graphene.ObjectType):
    """Changes to people and units."""

    import_people = graphene.Field(
        ImportReport,
        csv=graphene.String(required=True),
        dry_run=graphene.Boolean(default_value=False),
        required=True,
        description="Units and people from CSV (columns in README); `dryRun` only reports.",
    )
    save_unit = graphene.Field(Unit, input=UnitInput(required=True), required=True)

    @staticmethod
    @needs("admin", "import people")
    async def resolve_import_people(_root: None, info: GraphQLResolveInfo, csv: str, dry_run: bool = False) -> Row:
        """Row by row; a refused row stops no other."""
        return await context(info).services.command(SERVICE, "import", {"csv": csv, "dry_run": dry_run})

    @staticmethod
    @needs("admin", "change units")
    async def resolve_save_unit(_root: None, info: GraphQLResolveInfo, input: Row) -> Row:  # noqa: A002
        """Makes or changes one unit."""
        return await context(info).services.command(SERVICE, "unit", input)
