"""Who an outside identity is, learned from profiles; what was parked for it is told as soon as that is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pymongo import UpdateOne

from services.intake.accepting import known_people
from services.intake.domain.people import link
from services.intake.rows import parts_in, people_fields
from shared.delivery.service import Service, Task
from shared.delivery.transaction import Transaction
from shared.events import profiles
from shared.events.envelope import Event, event_id, parse
from shared.store import Row

LINK = "link"
AT_ONCE = 500
NOBODY: Row = {"sequence": -1, "identities": []}


@dataclass
class Batch:
    """The newest state of each employee in this transaction, with its sequence."""

    tx: Transaction
    states: dict[str, tuple[int, profiles.EmployeeChanged]] = field(default_factory=dict)


def on_employee_changed(batch: Batch, event: Event) -> None:
    """Note the state; of two, the newer."""
    state = parse(event, profiles.EmployeeChanged)
    if state.id not in batch.states or batch.states[state.id][0] < event.sequence:
        batch.states[state.id] = (event.sequence, state)


def conclude(batch: Batch) -> None:
    """Store who has which identity, and have what was parked for the new ones linked."""
    if not batch.states:
        return
    stored = {row["_id"]: row for row in batch.tx.db.people.find({"_id": {"$in": list(batch.states)}})}
    newer = [
        (number, state) for number, state in batch.states.values() if number > stored.get(state.id, NOBODY)["sequence"]
    ]
    if not newer:
        return
    changes = [
        change for _, state in newer for change in _identity_changes(state, stored.get(state.id, NOBODY)["identities"])
    ]
    if changes:
        batch.tx.db.identities.bulk_write(changes)
    batch.tx.db.people.bulk_write([_person(sequence, state) for sequence, state in newer], ordered=False)
    _begin_linking(batch.tx, [identity for _, state in newer for identity in state.identities])


def link_parked(batch: Batch, task: Task) -> int | None:
    """Link up to 500 completions that were parked for the task's identities; None when none is left."""
    identities = task.data["identities"]
    who = known_people(batch.tx.db, identities)
    rows = list(batch.tx.db.completions.find({"unlinked": {"$in": list(who)}}).limit(AT_ONCE))
    if rows:
        batch.tx.db.completions.bulk_write([_linked(row, who) for row in rows], ordered=False)
        return int(task.cursor or 0) + len(rows)
    batch.tx.db.identities.update_many({"_id": {"$in": identities}}, {"$set": {"parked": 0}})
    return None


def _identity_changes(state: profiles.EmployeeChanged, before: Iterable[str]) -> list[UpdateOne]:
    lost = sorted(set(before) - set(state.identities))
    changes = [UpdateOne({"_id": identity, "employee": state.id}, {"$set": {"employee": None}}) for identity in lost]
    given = {"$set": {"employee": state.id}, "$setOnInsert": {"parked": 0}}
    return changes + [UpdateOne({"_id": identity}, given, upsert=True) for identity in state.identities]


def _person(sequence: int, state: profiles.EmployeeChanged) -> UpdateOne:
    return UpdateOne(
        {"_id": state.id}, {"$set": {"sequence": sequence, "identities": list(state.identities)}}, upsert=True
    )


def _begin_linking(tx: Transaction, identities: list[str]) -> None:
    waited_for = sorted(row["_id"] for row in tx.db.identities.find({"_id": {"$in": identities}, "parked": {"$gt": 0}}))
    if waited_for:
        tx.start_task(f"{LINK}|{event_id('|'.join(waited_for))}", LINK, {"identities": waited_for})


def _linked(row: Row, who: dict[str, str]) -> UpdateOne:
    parts, new = link(parts_in(row), who)
    due = [tuple(share) for share in row.get("due", [])] + new
    fields = people_fields(parts, due)
    gone = {name: "" for name in ("unlinked", "due") if name not in fields}
    change: Row = {"$set": fields, "$currentDate": {"seq": {"$type": "timestamp"}}} | ({"$unset": gone} if gone else {})
    return UpdateOne({"_id": row["_id"]}, change)


HANDLERS = {profiles.EMPLOYEE_CHANGED: on_employee_changed}
SERVICE = Service(
    "intake", topics=(profiles.TOPIC,), open=Batch, handlers=HANDLERS, conclude=conclude, tasks={LINK: link_parked}
)  # fmt: skip
