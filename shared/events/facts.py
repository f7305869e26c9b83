"""Events as facts that criteria can count: completions as they come, Laurel's own happenings under their own names."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.criteria import Fact
from shared.events.challenges import Completed
from shared.events.completions import Recorded
from shared.events.envelope import event_id
from shared.events.profiles import EmployeeChanged
from shared.events.recognition import Kudos

AWARDED = "laurel.badge.awarded"
CHALLENGE_COMPLETED = "laurel.challenge.completed"
KUDOS_GIVEN = "laurel.kudos.given"
KUDOS_RECEIVED = "laurel.kudos.received"
JOINED = "laurel.employee.joined"


def of_completion(recorded: Recorded, body: Mapping[str, Any]) -> Fact:
    """A completion's fact; ``body`` is the event's data as it came, extra keys and all."""
    return Fact({**body, "occurred_at": _text(recorded.occurred_at)}, recorded.occurred_at)


def of_challenge(completed: Completed) -> Fact:
    """`laurel.challenge.completed`."""
    happened = {"object": {"type": "challenge", "id": completed.challenge}}
    key = f"challenge/{completed.challenge}/{completed.employee}"
    return _own(key, CHALLENGE_COMPLETED, completed.employee, completed.completed_at, happened)


def of_kudos(kudos: Kudos, type_: str) -> Fact:
    """`laurel.kudos.given` to its giver, `laurel.kudos.received` to its receiver; the reason stays with recognition."""
    employee = kudos.giver if type_ == KUDOS_GIVEN else kudos.receiver
    data = {"giver": kudos.giver, "receiver": kudos.receiver, "value": kudos.value}
    happened = {"object": {"type": "kudos", "id": kudos.id}, "data": data}
    return _own(f"kudos/{kudos.id}/{type_}", type_, employee, kudos.occurred_at, happened)


def of_joining(person: EmployeeChanged) -> Fact:
    """`laurel.employee.joined`, at the moment that this state says."""
    happened = {"object": {"type": "employee", "id": person.id}}
    return _own(f"joined/{person.id}", JOINED, person.id, person.joined_at, happened)


def _own(key: str, type_: str, employee: str, at: datetime, more: Mapping[str, Any]) -> Fact:
    name = event_id(f"fact/{key}")
    body = {"id": name, "completion": name, "type": type_, "role": "actor", "employee": employee}
    return Fact({**body, "occurred_at": _text(at), "source": "laurel", **more}, at)


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
