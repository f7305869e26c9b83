"""Looking at what is stored of one person while they are judged: rarely, for what states ask of the past."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from pymongo.database import Database

from services.badges import rows
from services.badges.domain.recalled import Recipient, RecipientUnit, Records
from services.badges.loading import facts_of, of_types
from shared.criteria import Entry, Fact, Past, Types, Wanted
from shared.store import Row


@dataclass(frozen=True)
class Shelf:
    """Facts of some types, read for several people at once ({person: facts})."""

    types: Types = field(default_factory=Types)
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)

    @classmethod
    def of(cls, db: Database[Row], people: Sequence[str], types: Types) -> "Shelf":
        """Those of these people, of these types."""
        found = facts_of(db, people, types)
        return cls(types, {person: found.get(person, []) for person in people})

    def holds(self, person: str, wanted: Wanted) -> bool:
        """Whether all that is wanted of a person was read."""
        known = wanted.types.exact <= self.types.exact and set(wanted.types.prefixes) <= set(self.types.prefixes)
        return person in self.facts and known and not wanted.every_type and not wanted.entries


def records_of(db: Database[Row], recipient: Recipient | RecipientUnit, shelf: Shelf) -> Records:
    """How to look at what is stored of a person, or of a unit's people."""
    people = list(recipient.people)
    return Records(
        fetch=partial(_fetch, db, recipient, shelf),
        gone=partial(_gone, db, people),
        compensated=partial(_compensated, db, people),
    )


def _fetch(db: Database[Row], recipient: Recipient | RecipientUnit, shelf: Shelf, wanted: Wanted) -> Past:
    known, people = shelf.holds(recipient.id, wanted), list(recipient.people)
    found = shelf.facts[recipient.id] if known else recipient.mine(_facts(db, people, wanted))
    facts = sorted((fact for fact in found if wanted.touches(fact)), key=lambda fact: fact.moment)
    return Past(facts, list(recipient.mine(_entries(db, people))) if wanted.entries else ())


def _facts(db: Database[Row], people: list[str], wanted: Wanted) -> Iterable[Fact]:
    query: dict[str, Any] = {"employee": {"$in": people}, "retracted_at": None}
    if not wanted.every_type:
        query["type"] = {"$in": of_types(wanted.types)}
    if between := {sign: at for sign, at in (("$gte", wanted.since), ("$lt", wanted.until)) if at}:
        query["at"] = _widened(between)
    return map(rows.fact, db.facts.find(query, {"body": 1}))


def _widened(between: dict[str, datetime]) -> dict[str, datetime]:
    """The store keeps milliseconds, facts microseconds: the bounds include the millisecond they lie in."""
    signs = {"$gte": "$gte", "$lt": "$lte"}
    return {signs[sign]: at.replace(microsecond=at.microsecond // 1000 * 1000) for sign, at in between.items()}


def _entries(db: Database[Row], people: list[str]) -> Sequence[Entry]:
    found = map(rows.entry, db.entries.find({"employee": {"$in": people}}))
    return sorted(found, key=lambda one: (one.at, one.id))


def _gone(db: Database[Row], people: list[str], completions: Iterable[str]) -> bool:
    """Whether any of these was taken back. What belongs to somebody else by now (a unit's former people) is not."""
    wanted = list(completions)
    query = {"employee": {"$in": people}, "completion": {"$in": wanted}}
    found = list(db.facts.find(query, {"completion": 1, "retracted_at": 1})) if wanted else []
    return bool({row["completion"] for row in found} - {row["completion"] for row in found if not row["retracted_at"]})


def _compensated(db: Database[Row], people: list[str], until: datetime) -> bool:
    query = {"employee": {"$in": people}, "amount": {"$lt": 0}, "at": {"$lte": until}}
    return db.entries.find_one(query, {"_id": 1}) is not None
