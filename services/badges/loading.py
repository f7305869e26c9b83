"""Reading what is known of several people at once, as far as some editions look at it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from pymongo.database import Database

from services.badges import rows
from services.badges.domain.awards import Award
from services.badges.domain.editions import Edition
from services.badges.domain.judging import Case, Dirt
from services.badges.domain.recalled import Recipient, RecipientUnit
from services.badges.domain.ruling import Ruling
from shared.criteria import Entry, Fact, Person, Types, Unit, Units
from shared.store import Row

MOST_TYPES = 1000
"""Types that the store is asked for by name; beyond, all facts are read and what nobody looks at is passed over."""
AT_ONCE = 10_000
"""Rows an answer of the store may hold: by itself it would stop at a hundred and be asked again."""


def load_cases(
    db: Database[Row],
    lane: int | None,
    people: Iterable[str],
    awards: Mapping[str, Sequence[Award]],
    editions: Iterable[Edition],
    facts: Mapping[str, Sequence[Fact]] | None = None,
) -> dict[str, Case]:
    """The cases of these people of one lane; a person of whom only facts are known yet is one without a profile.
    ``facts`` are theirs (at least of the types that the editions look at); without, they are read."""
    people, editions = list(people), list(editions)
    if facts is None:
        facts = facts_of(db, people, types_of(editions))
    profiles = {row["_id"]: rows.person(row) for row in db.people.find({"_id": {"$in": people}})}
    entries = entries_of(db, people) if any("points" in one.reads for one in editions) else {}
    units = _units(db, lane) if any("profile" in one.reads for one in editions) else Units()
    return {
        person: Case(
            person=profiles.get(person) or Person(person),
            facts=tuple(facts.get(person, ())),
            awards=tuple(awards.get(person, ())),
            entries=tuple(entries.get(person, ())),
            units=units,
        )
        for person in people
    }


def everything_of(
    db: Database[Row], recipients: Mapping[str, Recipient | RecipientUnit], ruling: Ruling
) -> dict[str, Dirt]:
    """All that is stored of these recipients and that rules may look at, as if it had come just now."""
    people = sorted({person for one in recipients.values() for person in one.people})
    facts = facts_of(db, people, None if ruling.plan.presences else ruling.types)
    entries = entries_of(db, people) if ruling.reads("points") else {}
    return {
        name: Dirt(
            added=list(one.mine(fact for person in one.people for fact in facts.get(person, ()))),
            entries=list(one.mine(entry for person in one.people for entry in entries.get(person, ()))),
        )
        for name, one in recipients.items()
    }


def recipients(db: Database[Row], lane: int | None, people: Sequence[str], ruling: Ruling) -> dict[str, Recipient]:
    """Who these people of one lane are; one of whom only facts are known yet is one without a profile."""
    profiles = {row["_id"]: rows.person(row) for row in db.people.find({"_id": {"$in": people}})}
    units = _units(db, lane) if ruling.reads("profile") else Units()
    return {person: Recipient(profiles.get(person) or Person(person), units) for person in people}


def types_of(editions: Iterable[Edition]) -> Types:
    """The types of facts that these editions look at."""
    return reduce(or_, (edition.compiled.types for edition in editions), Types())


def facts_of(db: Database[Row], people: Sequence[str], types: Types | None) -> dict[str, list[Fact]]:
    """The people's standing facts of these types (None: of all)."""
    if not people or types == Types():
        return {}
    query: dict[str, Any] = {"employee": {"$in": people}, "retracted_at": None}
    if types is not None and len(types.exact) <= MOST_TYPES:
        query["type"] = {"$in": of_types(types)}
    found: dict[str, list[Fact]] = {}
    for row in db.facts.find(query, {"employee": 1, "body": 1}, batch_size=AT_ONCE):
        found.setdefault(row["employee"], []).append(rows.fact(row))
    return found


def of_types(types: Types) -> list[Any]:
    """Types as the store is asked for them."""
    return [*sorted(types.exact), *(re.compile(f"^{re.escape(prefix)}") for prefix in types.prefixes)]


def entries_of(db: Database[Row], people: Sequence[str]) -> dict[str, list[Entry]]:
    """The people's entries of the points ledger."""
    found: dict[str, list[Entry]] = {}
    for row in db.entries.find({"employee": {"$in": list(people)}}):
        found.setdefault(row["employee"], []).append(rows.entry(row))
    return found


def _units(db: Database[Row], lane: int | None) -> Units:
    return Units(Unit(row["unit"], row["parent"]) for row in db.units.find({"lane": lane}))
