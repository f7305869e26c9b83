"""Reading units and the people in them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from pymongo.database import Database

from services.badges import rows
from services.badges.domain.awards import UNIT
from services.badges.domain.editions import Edition
from services.badges.domain.judging import Case
from services.badges.domain.recalled import RecipientUnit
from services.badges.domain.ruling import Ruling
from services.badges.loading import entries_of, facts_of, types_of
from shared.bus import lane_of
from shared.config import settings
from shared.criteria import Person, Units, read_unit
from shared.store import Row


def tree(db: Database[Row], lane: int | None) -> Units:
    """The units as one lane knows them; where none above says otherwise, they are in the organization's zone."""
    found = list(db.units.find({"lane": lane}))
    return Units(read_unit({"id": row["unit"], "parent": row["parent"], "timezone": _zone(row)}) for row in found)


def recipients(db: Database[Row], lane: int | None, names: Iterable[str], ruling: Ruling) -> dict[str, RecipientUnit]:
    """Units (`unit:id`) of one lane as recipients, with everyone who ever was in them or below."""
    units = tree(db, lane)
    return {name: _recipient(db, units, name, awards=ruling.reads("awards")) for name in names}


def units_of(db: Database[Row], person: str, now: datetime) -> tuple[str, ...]:
    """The units (`unit:id`) that a person is in now, nearest first."""
    row = db.people.find_one({"_id": person})
    inside = tree(db, lane_of(person)).of_person(rows.person(row), now) if row else []
    return tuple(f"{UNIT}{unit}" for unit in inside)


def people_ever_in(db: Database[Row], name: str) -> list[str]:
    """The ids of everyone who ever was in a unit (`unit:id`) or below it."""
    below = _below(tree(db, lane_of(name)), name.removeprefix(UNIT))
    return list(db.people.distinct("_id", {"units": {"$in": below}}))


def seen_in(db: Database[Row], units: Sequence[str], badge: str) -> str:
    """Of a person's units, nearest first, the one whose badge they see: the nearest that holds it, else the nearest;
    `unit:` where they are in none."""
    rows_ = db.holders.find({"_id": {"$in": [f"{badge}|{unit}" for unit in units]}}, {"person": 1})
    held = {row["person"] for row in rows_}
    return next((unit for unit in units if unit in held), units[0] if units else UNIT)


def case_of(db: Database[Row], name: str, editions: Sequence[Edition]) -> Case:
    """What is known of a unit (`unit:id`), as far as these editions look at it."""
    units, reads = tree(db, lane_of(name)), frozenset().union(*(edition.reads for edition in editions))
    who = _recipient(db, units, name, awards="awards" in reads)
    people = list(who.people)
    entries = entries_of(db, people) if "points" in reads else {}
    facts = facts_of(db, people, types_of(editions))
    return Case(
        person=Person(who.unit),
        facts=tuple(who.mine(fact for found in facts.values() for fact in found)),
        awards=tuple(rows.awards_of(db, [name]).get(name, ())),
        entries=tuple(who.mine(entry for found in entries.values() for entry in found)),
        units=units,
        unit=who,
    )


def _recipient(db: Database[Row], units: Units, name: str, *, awards: bool) -> RecipientUnit:
    unit = name.removeprefix(UNIT)
    found = list(db.people.find({"units": {"$in": _below(units, unit)}}).sort("_id", 1))
    members = tuple(map(rows.person, found))
    held = rows.awards_of(db, [person.id for person in members]) if awards else {}
    theirs = tuple(chain.from_iterable(held.values()))
    about = ((one.id, one.parent, repr(one.zones)) for one in units.by_id.values())
    mark = hash((tuple((row["_id"], row["sequence"]) for row in found), tuple(about)))
    return RecipientUnit(unit, members, units, theirs, mark)


def _below(units: Units, unit: str) -> list[str]:
    return [one for one in units.by_id if unit in units.lineage(one)] or [unit]


def _zone(row: Row) -> str | None:
    return row["timezone"] or (None if row["parent"] else settings().organization_timezone)
