"""Between rows of the store and what the domain works with."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from bson import Binary

from services.leaderboards.domain.facts import Told
from services.leaderboards.domain.ledger import Entry, Posting
from services.leaderboards.domain.periods import keys_of
from services.leaderboards.domain.scoring import Due
from services.leaderboards.domain.standing import place_of
from shared.criteria import Fact, Person, Types, Unit, Units, read_person
from shared.events.points import Cause
from shared.events.profiles import EmployeeChanged
from shared.store import Row


def fact_row(told: Told, *, gone: bool) -> Row:
    """A fact as it is stored."""
    fact = told.fact
    row: Row = {"_id": fact.id, "employee": fact.employee, "type": fact.type, "completion": fact.completion}
    row |= {"cause": told.cause.model_dump(), "points": told.points, "rank": told.rank, "gone": gone}
    return row | {"body": Binary(orjson.dumps(fact.body))}


def told(row: Row) -> Told:
    """A stored fact, with what the ledger calls it."""
    return Told(Fact.of(orjson.loads(row["body"])), Cause(**row["cause"]), row["points"], row["rank"], row["gone"])


def person_row(state: EmployeeChanged, sequence: int) -> Row:
    """An employee's state as it is stored."""
    body = Binary(orjson.dumps(state.model_dump(mode="json", by_alias=True)))
    place = place_of(state.state, hides=state.privacy.hide_from_boards)
    return {"_id": state.id, "sequence": sequence, "place": place, "body": body}


def person(row: Row) -> Person:
    """A stored employee as criteria judge them."""
    return _person(row["_id"], bytes(row["body"]))


@lru_cache(maxsize=20_000)
def _person(id_: str, body: bytes) -> Person:
    return read_person({**scored_by(orjson.loads(body)), "id": id_})


def scored_by(state: dict[str, Any]) -> dict[str, Any]:
    """The parts of an employee's state that scoring looks at, as criteria read a person."""
    said = {name: state.get(name) for name in ("joined_at", "memberships", "roles", "attributes", "calendar")}
    said |= {"locale": state.get("locales") or state.get("locale")}
    return said | ({"timezone": state["timezone"]} if state.get("timezone") else {})


def units(rows: Iterable[Row]) -> Units:
    """The tree of units as one lane knows it."""
    return Units([Unit(row["unit"], row.get("parent")) for row in rows])


def posting_row(posting: Posting) -> Row:
    """What the ledger holds for one key, as it is stored."""
    due = posting.due
    row = {"_id": due.key, "employee": due.employee, "origin": due.origin, "fact": due.fact, "amount": due.amount}
    row |= {"unit": due.unit, "occurred_at": due.occurred_at, "cause": due.cause.model_dump()}
    return row | {"revision": posting.revision, "stands": posting.stands}


def posting(row: Row) -> Posting:
    """A stored posting."""
    said = {name: row[name] for name in ("employee", "origin", "fact", "amount", "unit", "occurred_at")}
    return Posting(Due(**said, cause=Cause(**row["cause"])), row["revision"], row["stands"])


def entry_row(entry: Entry, lane: int, n: int, posted_at: datetime, zone: ZoneInfo) -> Row:
    """An entry as it is stored, for good."""
    row: Row = {"_id": entry.id, "lane": lane, "n": n, "employee": entry.employee, "unit": entry.unit, "pool": None}
    row |= {"amount": entry.amount, "cause": entry.cause.model_dump(), "rule": entry.rule}
    row |= {"occurred_at": entry.occurred_at, "posted_at": posted_at}
    return row | {"periods": list(keys_of(entry.occurred_at, zone))}


def total_id(employee: str, period: str) -> str:
    """The key of a person's points in a period."""
    return f"{employee}|{period}"


def of_types(types: Types) -> Row:
    """A filter for rows of these types: exact ones, and those between a prefix and what follows its last dot."""
    ranges = [{"type": {"$gte": prefix, "$lt": f"{prefix[:-1]}/"}} for prefix in types.prefixes]
    return {"$or": [{"type": {"$in": sorted(types.exact)}}, *ranges]}
