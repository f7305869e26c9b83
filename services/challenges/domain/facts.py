"""What events say, as facts: completions as they come, Laurel's own happenings under names that criteria can count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.criteria import Fact
from shared.events.completions import Recorded
from shared.events.envelope import event_id
from shared.events.profiles import EmployeeChanged
from shared.events.recognition import Kudos

AWARDED = "laurel.badge.awarded"
KUDOS_GIVEN = "laurel.kudos.given"
KUDOS_RECEIVED = "laurel.kudos.received"
JOINED = "laurel.employee.joined"


@dataclass(frozen=True)
class Told:
    """A fact as an event tells it. ``rank`` orders what is told of one fact: a later one replaces an earlier."""

    fact: Fact
    rank: int = 0


def of_completion(recorded: Recorded, body: dict[str, Any]) -> Told:
    """A completion's fact; ``body`` is the event's data as it came, extra keys and all."""
    return Told(Fact({**body, "occurred_at": _text(recorded.occurred_at)}, recorded.occurred_at))


def of_kudos(kudos: Kudos, type_: str) -> Told:
    """`laurel.kudos.given` to its giver, `laurel.kudos.received` to its receiver; the reason stays with recognition."""
    employee = kudos.giver if type_ == KUDOS_GIVEN else kudos.receiver
    name = event_id(f"fact/kudos/{kudos.id}/{type_}")
    data = {"giver": kudos.giver, "receiver": kudos.receiver, "value": kudos.value}
    happened = {"object": {"type": "kudos", "id": kudos.id}, "data": data}
    return Told(_own(name, type_, employee, kudos.occurred_at, happened))


def of_joining(person: EmployeeChanged, sequence: int) -> Told:
    """`laurel.employee.joined`, at the moment that the person's newest state says."""
    name = event_id(f"fact/joined/{person.id}")
    happened = {"object": {"type": "employee", "id": person.id}}
    return Told(_own(name, JOINED, person.id, person.joined_at, happened), rank=sequence)


def _own(name: str, type_: str, employee: str, at: datetime, more: dict[str, Any]) -> Fact:
    body = {"id": name, "completion": name, "type": type_, "role": "actor", "employee": employee}
    return Fact({**body, "occurred_at": _text(at), "source": "laurel", **more}, at)


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
