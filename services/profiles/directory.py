"""Reads of people and units: a fixed number of queries, however many are asked for."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.profiles import models
from services.profiles.domain.dated import present_value, zone_at
from services.profiles.domain.people import Employee, Unit, roles_at, units_at
from services.profiles.domain.tree import Tree
from services.profiles.domain.words import words
from services.profiles.store import employee_of, load_employees, load_units
from shared.config import settings
from shared.requests import cursor, place
from shared.store import Row

KNOWN = {"$ne": "erased"}


def organization() -> models.Organization:
    """Whose platform this is."""
    own = settings()
    return models.Organization(
        name=own.organization_name,
        timezone=own.organization_timezone,
        locale=own.organization_locale,
        week_start=own.organization_week_start,
    )


def shown(employee: Employee, now: datetime) -> models.Person:
    """Somebody as everyone sees them."""
    units = units_at(employee, now)
    return models.Person(
        id=employee.id,
        display_name=employee.display_name,
        unit=units[0] if units else None,
        units=units,
        active=employee.active,
        joined_at=employee.joined_at,
    )


def people(db: Database[Row], ids: Iterable[str], now: datetime) -> models.People:
    """These people."""
    found = load_employees(db, ids).values()
    return models.People(items={one.id: shown(one, now) for one in found if one.state != "erased"})


def reading(employee: Employee, now: datetime) -> models.Reading:
    """In which language and time zone somebody reads."""
    own = settings()
    locale = present_value(employee.locale, now) or own.organization_locale
    return models.Reading(locale=locale, timezone=zone_at(employee.timezone, now) or own.organization_timezone)


def principal(employee: Employee, tree: Tree, now: datetime) -> models.Principal:
    """What somebody may do at present; who has left may do nothing."""
    units = units_at(employee, now)
    return models.Principal(
        roles=roles_at(employee, now),
        units=sorted(tree.managed_by(employee.id)) if employee.active else [],
        unit=units[0] if units else None,
        within=sorted({above for unit in units for above in tree.lineage(unit)}),
        active=employee.active,
        **reading(employee, now).model_dump(),
    )


def principals(db: Database[Row], ids: Iterable[str], now: datetime) -> models.Principals:
    """What these people may do."""
    tree = Tree(load_units(db).values())
    found = load_employees(db, ids).values()
    return models.Principals(items={one.id: principal(one, tree, now) for one in found if one.state != "erased"})


def viewer(db: Database[Row], employee: Employee, now: datetime) -> models.Viewer:
    """The person who asks, with all that a first page needs."""
    may = principal(employee, Tree(load_units(db).values()), now)
    return models.Viewer(
        person=shown(employee, now),
        roles=may.roles,
        units=may.units,
        locale=may.locale,
        timezone=may.timezone,
        privacy=models.Switches.model_validate(employee.privacy.model_dump()),
        emails=list(employee.emails),
        organization=organization(),
    )


def search(db: Database[Row], asked: models.PeopleSearched, now: datetime) -> models.PeoplePage:
    """A page of people, sorted by name: each word asked for begins a word of the name, case and accents ignored."""
    wanted: Row = {"state": KNOWN if asked.left else "active"}
    if asked.search and asked.search.strip():
        prefixes = [{"words": {"$regex": f"^{re.escape(word)}"}} for word in words(asked.search)]
        wanted["$and"] = prefixes or [{"words": {"$in": []}}]
    if asked.unit is not None:
        units = Tree(load_units(db).values()).below(asked.unit)
        wanted["memberships"] = {"$elemMatch": _present(now) | {"unit": {"$in": list(units)}}}
    page = wanted | ({} if asked.after is None else {"$or": _behind(*place(asked.after, str, str))})
    rows = list(db.employees.find(page).sort([("sort_name", 1), ("_id", 1)]).limit(asked.first + 1))
    last = rows[asked.first - 1] if len(rows) > asked.first else None
    return models.PeoplePage(
        items=[shown(employee_of(row), now) for row in rows[: asked.first]],
        next=cursor(last["sort_name"], last["_id"]) if last else None,
        total=db.employees.count_documents(wanted),
    )


def _behind(name: str, key: str) -> list[Row]:
    return [{"sort_name": {"$gt": name}}, {"sort_name": name, "_id": {"$gt": key}}]


def _present(now: datetime) -> Row:
    """A membership in force."""
    return {"from": {"$lte": now}, "$or": [{"to": None}, {"to": {"$gt": now}}]}


def units(db: Database[Row], ids: list[str] | None) -> models.Units:
    """These units, or all."""
    known = load_units(db)
    wanted = known.keys() if ids is None else known.keys() & set(ids)
    return models.Units(items={key: unit_shown(known[key]) for key in sorted(wanted)})


def unit_shown(unit: Unit) -> models.UnitShown:
    """A unit."""
    return models.UnitShown(**unit.model_dump())


def member_counts(db: Database[Row], ids: list[str] | None, now: datetime) -> models.MemberCounts:
    """How many active people these units, or all, have at present, those below included."""
    tree = Tree(load_units(db).values())
    wanted = tree.units.keys() if ids is None else tree.units.keys() & set(ids)
    counts = tree.members(_present_people(db, tree.below(*wanted), now))
    return models.MemberCounts(items={key: counts[key] for key in sorted(wanted)})


def _present_people(db: Database[Row], units: Iterable[str], now: datetime) -> dict[tuple[str, ...], int]:
    """How many active people are in each combination of units, of those who ever were in one of these."""
    in_force = {"$and": [{"$lte": ["$$m.from", now]}, {"$or": [{"$eq": ["$$m.to", None]}, {"$gt": ["$$m.to", now]}]}]}
    present: Any = {"$filter": {"input": "$memberships", "as": "m", "cond": in_force}}
    grouped = db.employees.aggregate(
        [
            {"$match": {"state": "active", "memberships.unit": {"$in": sorted(units)}}},
            {"$project": {"held": {"$map": {"input": present, "as": "m", "in": "$$m.unit"}}}},
            {"$group": {"_id": "$held", "people": {"$sum": 1}}},
        ]
    )
    return {tuple(row["_id"]): row["people"] for row in grouped}
