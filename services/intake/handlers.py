"""Who an outside identity is, learned from profiles; what was parked for it is told as soon as that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pymongo import UpdateOne

from services.intake.domain.people import link
from services.intake.known import forget
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
    """Store who has which identity; one that completions wait for is linked by long work, and known when that is
    done."""
    if not batch.states:
        return
    tx = batch.tx
    stored = {row["_id"]: row for row in tx.db.people.find({"_id": {"$in": list(batch.states)}})}
    newer = [(number, state) for number, state in batch.states.values() if number > _of(stored, state)["sequence"]]
    if not newer:
        return
    waited_for = _waited_for(tx, [state for _, state in newer], stored)
    changes = [change for _, state in newer for change in _changes(state, _of(stored, state)["identities"], waited_for)]
    if changes:
        tx.db.identities.bulk_write(changes)
    tx.db.people.bulk_write([_person(number, state) for number, state in newer], ordered=False)
    if waited_for:
        identities = sorted(waited_for)
        tx.start_task(f"{LINK}|{event_id('|'.join(identities))}", LINK, {"identities": identities})


def link_parked(batch: Batch, task: Task) -> int | None:
    """Link up to 500 completions that wait for the task's identities, in the order in which they came. The last piece
    makes the identities known: until then what comes is parked too, behind the others, so that each person's order
    holds."""
    tx, identities = batch.tx, task.data["identities"]
    who = {
        row["_id"]: row["next"] for row in tx.db.identities.find({"_id": {"$in": identities}, "next": {"$ne": None}})
    }
    rows = list(tx.db.completions.find({"unlinked": {"$in": list(who)}}).sort("seq", 1).limit(AT_ONCE))
    if rows:
        tx.db.completions.bulk_write([_linked(row, who) for row in rows])
    if len(rows) == AT_ONCE:
        return int(task.cursor or 0) + len(rows)
    if who:
        known = [UpdateOne({"_id": identity}, _known(employee)) for identity, employee in who.items()]
        tx.db.identities.bulk_write(known, ordered=False)
    return None


def _waited_for(tx: Transaction, states: Iterable[profiles.EmployeeChanged], stored: Mapping[str, Row]) -> set[str]:
    """The identities that completions wait for, and all others that their person gets with them: what comes under one
    of those must not overtake what waits under another."""
    all_ = [identity for state in states for identity in state.identities]
    held_up: Row = {"$or": [{"parked": {"$gt": 0}}, {"next": {"$ne": None}}]}
    waiting = {row["_id"] for row in tx.db.identities.find({"_id": {"$in": all_}, **held_up}, {"_id": 1})}
    found = set(waiting)
    for state in states:
        if waiting & set(state.identities):
            found |= set(state.identities) - set(_of(stored, state)["identities"])
    return found


def _of(stored: Mapping[str, Row], state: profiles.EmployeeChanged) -> Row:
    return stored.get(state.id, NOBODY)


def _known(employee: str) -> Row:
    return {"$set": {"employee": employee, "next": None, "parked": 0}}


def _changes(state: profiles.EmployeeChanged, before: Iterable[str], waited_for: set[str]) -> list[UpdateOne]:
    lost = sorted(set(before) - set(state.identities))
    changes = [
        UpdateOne({"_id": identity, name: state.id}, {"$set": {name: None}})
        for identity in lost
        for name in ("employee", "next")
    ]
    for identity in state.identities:
        change = {"$set": {"next": state.id, "employee": None}} if identity in waited_for else _known(state.id)
        changes.append(UpdateOne({"_id": identity}, change, upsert=True))
    return changes


def _person(sequence: int, state: profiles.EmployeeChanged) -> UpdateOne:
    return UpdateOne(
        {"_id": state.id}, {"$set": {"sequence": sequence, "identities": list(state.identities)}}, upsert=True
    )


def _linked(row: Row, who: dict[str, str]) -> UpdateOne:
    parts, new = link(parts_in(row), who)
    due = [tuple(share) for share in row.get("due", [])] + new
    fields = people_fields(parts, due)
    gone = {name: "" for name in ("unlinked", "due") if name not in fields}
    change: Row = {"$set": fields, "$currentDate": {"seq": {"$type": "timestamp"}}} | ({"$unset": gone} if gone else {})
    return UpdateOne({"_id": row["_id"]}, change)


HANDLERS = {profiles.EMPLOYEE_CHANGED: on_employee_changed}
SERVICE = Service(
    "intake", topics=(profiles.TOPIC,), open=Batch, handlers=HANDLERS, conclude=conclude, tasks={LINK: link_parked},
    committed=forget,
)  # fmt: skip
