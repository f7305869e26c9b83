"""Looking at what is stored of one person while they are judged: rarely, for what states ask of the past."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from pymongo.database import Database

from services.badges import rows
from services.badges.domain.recalled import Records
from services.badges.loading import facts_of, of_types
from shared.criteria import Fact, Past, Types, Wanted
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


def records_of(db: Database[Row], person: str, shelf: Shelf) -> Records:
    """How to look at what is stored of a person."""
    return Records(
        fetch=partial(_fetch, db, person, shelf),
        gone=partial(_gone, db, person),
        compensated=partial(_compensated, db, person),
    )


def _fetch(db: Database[Row], person: str, shelf: Shelf, wanted: Wanted) -> Past:
    found = shelf.facts[person] if shelf.holds(person, wanted) else _facts(db, person, wanted)
    facts = sorted((fact for fact in found if wanted.touches(fact)), key=lambda fact: fact.moment)
    return Past(facts, _entries(db, person) if wanted.entries else ())


def _facts(db: Database[Row], person: str, wanted: Wanted) -> Iterable[Fact]:
    query: dict[str, Any] = {"employee": person, "retracted_at": None}
    if not wanted.every_type:
        query["type"] = {"$in": of_types(wanted.types)}
    if between := {sign: at for sign, at in (("$gte", wanted.since), ("$lt", wanted.until)) if at}:
        query["at"] = _widened(between)
    return map(rows.fact, db.facts.find(query, {"body": 1}))


def _widened(between: dict[str, datetime]) -> dict[str, datetime]:
    """The store keeps milliseconds, facts microseconds: the bounds include the millisecond they lie in."""
    signs = {"$gte": "$gte", "$lt": "$lte"}
    return {signs[sign]: at.replace(microsecond=at.microsecond // 1000 * 1000) for sign, at in between.items()}


def _entries(db: Database[Row], person: str) -> Sequence[Any]:
    return sorted(map(rows.entry, db.entries.find({"employee": person})), key=lambda one: (one.at, one.id))


def _gone(db: Database[Row], person: str, completions: Iterable[str]) -> bool:
    wanted = set(completions)
    query = {"employee": person, "completion": {"$in": list(wanted)}, "retracted_at": None}
    return bool(wanted) and wanted != set(db.facts.distinct("completion", query))


def _compensated(db: Database[Row], person: str, until: datetime) -> bool:
    query = {"employee": person, "amount": {"$lt": 0}, "at": {"$lte": until}}
    return db.entries.find_one(query, {"_id": 1}) is not None
