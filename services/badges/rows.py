"""Between rows of the store and what the domain works with."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from bson import Binary
from pymongo import DeleteMany, InsertOne
from pymongo.database import Database

from services.badges.domain.awards import Award, scope_key
from services.badges.domain.facts import Told
from shared.criteria import Entry, Fact, Person, read_person
from shared.events.points import Posted
from shared.events.profiles import EmployeeChanged
from shared.store import Row

PIECES = 1000


def fact_row(told: Told, retracted_at: datetime | None) -> Row:
    """A fact as it is stored."""
    fact = told.fact
    row = {"_id": fact.id, "employee": fact.employee, "type": fact.type, "completion": fact.completion, "at": fact.at}
    return row | {"rank": told.rank, "retracted_at": retracted_at, "body": Binary(orjson.dumps(fact.body))}


def fact(row: Row) -> Fact:
    """A stored fact as criteria judge it."""
    return Fact.of(orjson.loads(row["body"]))


def person_row(state: EmployeeChanged, sequence: int) -> Row:
    """An employee's state as it is stored."""
    body = orjson.dumps(state.model_dump(mode="json", by_alias=True))
    units = sorted({membership.unit for membership in state.memberships})
    row = {"_id": state.id, "sequence": sequence, "active": state.state == "active"}
    return row | {"hidden": state.privacy.hide_from_feed, "units": units, "body": Binary(body)}


def person(row: Row) -> Person:
    """A stored employee as criteria judge them."""
    return _person(row["_id"], bytes(row["body"]))


@lru_cache(maxsize=20_000)
def _person(id_: str, body: bytes) -> Person:
    said = orjson.loads(body)
    said["locale"] = said.pop("locales", None) or said.get("locale")
    if not said.get("timezone"):
        said.pop("timezone", None)
    return read_person({**said, "id": id_})


def entry_row(posted: Posted) -> Row:
    """A ledger entry as it is stored."""
    row = {"_id": posted.id, "employee": posted.employee, "pool": posted.pool, "amount": posted.amount}
    return row | {"at": posted.occurred_at, "by_award": posted.cause.type == "award"}


def entry(row: Row) -> Entry:
    """A stored ledger entry as criteria judge it."""
    return Entry(
        row["_id"], row["employee"], row["pool"] or "", row["amount"], row["at"].astimezone(UTC), row["by_award"]
    )


def award_row(award: Award) -> Row:
    """An award as it is stored."""
    row = {name: value for name, value in vars(award).items() if name not in {"id", "scope", "evidence"}}
    pieces = list(award.evidence[:PIECES])
    return row | {
        "_id": award.id,
        "scope": scope_key(award.scope),
        "evidence": pieces,
        "evidence_count": len(award.evidence),
    }


def award(row: Row, more: Iterable[str] = ()) -> Award:
    """A stored award; ``more`` are the pieces of evidence beyond those in the row."""
    said: dict[str, Any] = {
        name: value for name, value in row.items() if name not in {"_id", "scope", "evidence_count"}
    }
    said["evidence"] = (*row["evidence"], *more)
    return Award(id=row["_id"], scope=orjson.loads(row["scope"]), **said)


def awards_of(db: Database[Row], people: Iterable[str]) -> dict[str, list[Award]]:
    """All awards of these people, whole evidence included."""
    by_person: dict[str, list[Award]] = {}
    for one in whole_awards(db, db.awards.find({"person": {"$in": list(people)}}, batch_size=10_000)):
        by_person.setdefault(one.person, []).append(one)
    return by_person


def whole_awards(db: Database[Row], found: Iterable[Row]) -> list[Award]:
    """Stored awards with their whole evidence."""
    found = list(found)
    long = [row["_id"] for row in found if row["evidence_count"] > PIECES]
    more: dict[str, list[str]] = {}
    if long:
        for piece in db.evidence.find({"award": {"$in": long}}).sort("_id", 1):
            more.setdefault(piece["award"], []).extend(piece["pieces"])
    return [award(row, more.get(row["_id"], ())) for row in found]


def evidence_writes(award: Award) -> list[InsertOne[Row] | DeleteMany]:
    """What keeps the pieces of evidence that an award's own row doesn't hold."""
    writes: list[InsertOne[Row] | DeleteMany] = [DeleteMany({"award": award.id})]
    for start in range(PIECES, len(award.evidence), PIECES):
        pieces = list(award.evidence[start : start + PIECES])
        writes.append(InsertOne({"_id": f"{award.id}|{start // PIECES:04d}", "award": award.id, "pieces": pieces}))
    return writes
