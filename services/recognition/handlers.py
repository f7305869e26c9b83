"""What recognition hears of profiles: the newest state of each person."""

from dataclasses import dataclass, field

from pymongo import ReplaceOne

from services.recognition.domain import Person, person_of
from shared.delivery.service import Service
from shared.delivery.transaction import Transaction
from shared.events import profiles
from shared.events.envelope import Event, parse
from shared.store import Row


@dataclass
class Batch:
    """The newest state of each person in one transaction."""

    tx: Transaction
    people: dict[str, Person] = field(default_factory=dict)


def on_employee(batch: Batch, event: Event) -> None:
    """A person's whole state."""
    person = person_of(parse(event, profiles.EmployeeChanged), event.sequence)
    known = batch.people.get(person.id)
    if known is None or known.sequence < person.sequence:
        batch.people[person.id] = person


def conclude(batch: Batch) -> None:
    """Keep the states that are newer than what is kept."""
    kept = batch.tx.db.people
    rows = kept.find({"_id": {"$in": list(batch.people)}}, {"sequence": 1})
    known = {row["_id"]: row["sequence"] for row in rows}
    newer = [person for person in batch.people.values() if person.sequence > known.get(person.id, -1)]
    if newer:
        kept.bulk_write([_replacing(person) for person in newer], ordered=False)


def _replacing(person: Person) -> ReplaceOne[Row]:
    return ReplaceOne({"_id": person.id}, person.model_dump(by_alias=True, exclude={"id"}), upsert=True)


HANDLERS = {profiles.EMPLOYEE_CHANGED: on_employee}
SERVICE = Service("recognition", topics=(profiles.TOPIC,), open=Batch, handlers=HANDLERS, conclude=conclude)
