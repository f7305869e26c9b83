"""Between rows of the store and what the domain works with."""

from datetime import UTC
from functools import lru_cache
from typing import Any

import orjson
from bson import Binary

from services.challenges.domain.challenge import Challenge
from services.challenges.domain.enrolment import Enrolment
from services.challenges.domain.facts import Told
from services.challenges.domain.progress import Progress
from shared.bus import lane_of
from shared.criteria import Award, Entry, Fact, Person, read_person
from shared.events.badges import Awarded, Revoked
from shared.events.points import Posted
from shared.events.profiles import EmployeeChanged, UnitChanged
from shared.store import Row


def challenge_row(challenge: Challenge) -> Row:
    """A challenge as it is stored."""
    return without(vars(challenge), "id") | {"_id": challenge.id, "folded": challenge.title.casefold()}


def challenge(row: Row) -> Challenge:
    """A stored challenge."""
    return Challenge(id=row["_id"], **without(row, "_id", "folded"))


def enrolment_row(enrolment: Enrolment) -> Row:
    """An enrolment as it is stored, but for ``hidden``."""
    row = without(vars(enrolment), "progress") | vars(enrolment.progress)
    completed = enrolment.completed_at
    order = {"done": int(completed is None), "since": completed or enrolment.joined_at}
    more = {"lane": lane_of(enrolment.employee), "watched": enrolment.watched}
    return row | order | more | {"_id": enrolment.id, "evidence": list(enrolment.evidence)}


def enrolment(row: Row) -> Enrolment:
    """A stored enrolment."""
    said = without(row, "_id", "lane", "watched", "hidden", "done", "since", "have", "need", "missing", "evidence")
    done = Progress(row["have"], row["need"], row["missing"])
    return Enrolment(progress=done, evidence=tuple(row["evidence"]), **said)


def fact_row(told: Told) -> Row:
    """A fact as it is stored."""
    fact = told.fact
    row = {"_id": fact.id, "employee": fact.employee, "type": fact.type, "completion": fact.completion, "at": fact.at}
    return row | {"rank": told.rank, "retracted_at": None, "body": Binary(orjson.dumps(fact.body))}


def fact(row: Row) -> Fact:
    """A stored fact as criteria judge it."""
    return Fact.of(orjson.loads(row["body"]))


def award_row(said: Awarded | Revoked, sequence: int) -> Row:
    """An award as it is stored."""
    row = {"_id": said.award, "employee": said.recipient, "badge": said.badge, "tier": said.tier}
    scope = orjson.dumps(said.scope).decode()
    revoked = isinstance(said, Revoked)
    return row | {"scope": scope, "earned_at": said.earned_at, "revoked": revoked, "sequence": sequence}


def award(row: Row) -> Award:
    """A stored award as criteria judge it."""
    scope, state = orjson.loads(row["scope"]), "revoked" if row["revoked"] else "active"
    return Award(row["badge"], row["tier"], row["employee"], scope, row["earned_at"].astimezone(UTC), state, row["_id"])


def entry_row(posted: Posted) -> Row:
    """A ledger entry as it is stored."""
    row = {"_id": posted.id, "employee": posted.employee, "pool": posted.pool, "amount": posted.amount}
    return row | {"at": posted.occurred_at, "by_award": posted.cause.type == "award"}


def entry(row: Row) -> Entry:
    """A stored ledger entry as criteria judge it."""
    at = row["at"].astimezone(UTC)
    return Entry(row["_id"], row["employee"], row["pool"] or "", row["amount"], at, row["by_award"])


def person_row(state: EmployeeChanged, sequence: int) -> Row:
    """An employee's state as it is stored."""
    body = Binary(orjson.dumps(state.model_dump(mode="json", by_alias=True)))
    active, hidden = state.state == "active", state.privacy.hide_from_boards
    return {"_id": state.id, "sequence": sequence, "active": active, "hidden": hidden, "body": body}


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


def unit_row(state: UnitChanged, lane: int, sequence: int) -> Row:
    """A unit's state as one lane stores it."""
    row = {"_id": f"{state.id}|{lane:02d}", "unit": state.id, "lane": lane, "sequence": sequence}
    return row | {"parent": state.parent, "timezone": state.timezone}


def without(row: Any, *names: str) -> Row:
    """A row without these fields."""
    return {name: value for name, value in row.items() if name not in names}
