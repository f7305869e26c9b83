"""One CloudEvent read as a completion or a retraction."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from services.intake.domain.attributes import BODY, check_attributes
from services.intake.domain.content import TYPE, Content, read_content
from services.intake.domain.refusals import Fault, Refused
from services.intake.domain.times import instant
from services.intake.domain.values import canonical, fault_in

ACTOR = "actor"
NOT_COMPARED = frozenset({"traceparent", "tracestate", "datacontenttype"})
"""Tracing differs at every attempt; the media type is always JSON."""


class Occurrence(NamedTuple):
    """What a source reports. ``people`` are (identity in the source, role), each pair once, the subject first as
    actor; ``time`` None: not stated; ``retracts`` the id of what is taken back, else None."""

    id: str
    source: str
    type: str
    subject: str
    time: datetime | None
    people: tuple[tuple[str, str], ...]
    content: Mapping[str, Any]
    retracts: str | None


def read(event: Mapping[str, Any], *, plain: bool = False) -> Occurrence:
    """The occurrence that a CloudEvent (in its JSON format) reports; Refused says why it is none. ``plain``: the
    caller knows from its bytes that there is nothing in it that can't be kept."""
    given = check_attributes(event)
    time = _check_needs(given)
    content = read_content(event.get("data"))
    if content.retracts == given["id"]:
        raise Refused(422, "the event is no completion", [("data.retracts", "must name another event than this one")])
    if not plain and (fault := fault_in(event["data"], "data")):
        raise Refused(422, "the event's data can't be kept", [fault])
    subject = given["subject"]
    people = _people(subject, content)
    return Occurrence(
        given["id"], given["source"], given["type"], subject, time, people, event["data"], content.retracts
    )


def compared(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event that was read, as it is compared with another under its id: equal for equal JSON in whichever mode."""
    kept = {name: _as_header(value) for name, value in event.items() if _is_compared(name, value)}
    return {**kept, "data": canonical(event["data"])}


def _is_compared(name: str, value: Any) -> bool:
    return name not in BODY and name not in NOT_COMPARED and value is not None


def _check_needs(given: Mapping[str, Any]) -> datetime | None:
    """What a completion needs of its event beyond CloudEvents; its time."""
    faults: list[Fault] = []
    time: datetime | None = None
    try:
        time = instant(given["time"]) if "time" in given else None
    except ValueError as error:
        faults.append(("time", str(error)))
    if "subject" not in given:
        faults.append(("subject", "is required: who did it, by their identity in the source"))
    if fault := _type_fault(given["type"]):
        faults.append(fault)
    if faults:
        raise Refused(422, "the event is no completion", faults)
    return time


@lru_cache(1000)
def _type_fault(name: str) -> Fault | None:
    if not TYPE.fullmatch(name):
        return "type", "must be lower-case words joined by dots, such as course.completed"
    if name.split(".", 1)[0] == "laurel":
        return "type", "must not start with laurel: those are Laurel's own"
    return None


def _people(subject: str, content: Content) -> tuple[tuple[str, str], ...]:
    actor = (subject, ACTOR)
    if not content.participants:
        return (actor,)
    return tuple(dict.fromkeys([actor, *((person.id, person.role) for person in content.participants)]))


def _as_header(value: str | int) -> str:
    """An attribute's value in its canonical text, as a header carries it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
