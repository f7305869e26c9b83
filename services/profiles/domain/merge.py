"""What a row changes: the employee or unit as it will be, of what it is now. A blank cell leaves what is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.profiles.domain import dated
from services.profiles.domain.people import Employee, Identity, Unit, departed, returned
from services.profiles.domain.table import Row
from shared.events.profiles import Dated, Membership, Zone

Hashed = Callable[[str, str], str]


@dataclass(frozen=True)
class Ground:
    """What an import stands on: since when changes hold, and what somebody new has where nothing is said."""

    at: datetime
    hashed: Hashed
    timezone: str = "UTC"
    locale: str = "en"


PLAIN = {"name": "display_name", "email": "emails", "manager": "manager"}


def merged_unit(row: Row, current: Unit | None) -> Unit:
    """The unit as the row wants it."""
    base = current or Unit(id=str(row.id), name=row.values["name"])
    return base.model_copy(update=dict(row.values))


def merged_person(row: Row, employee_id: str, current: Employee | None, ground: Ground) -> Employee:
    """The employee as the row wants it; what is new holds from ``ground.at``, for somebody new since they joined."""
    values = row.values
    base = current or _new(employee_id, values, ground)
    since = ground.at if current else None
    employee = base.model_copy(update=_undated(values, base, ground.hashed) | _dated(values, base, since))
    employee = employee.model_copy(update={"memberships": _memberships(values, employee, since)})
    return _here_or_left(values, employee)


def _new(employee_id: str, values: Mapping[str, Any], ground: Ground) -> Employee:
    starts = [span.from_ for span in values.get("memberships", ()) if span.from_]
    joined = values.get("joined_at") or values.get("member_since") or min(starts, default=ground.at)
    return Employee(
        id=employee_id,
        display_name=values["name"],
        joined_at=joined,
        timezone=(Zone(zone=ground.timezone),),
        locale=(Dated(value=ground.locale),),
    )


def _undated(values: Mapping[str, Any], base: Employee, hashed: Hashed) -> dict[str, Any]:
    changes: dict[str, Any] = {own: values[column] for column, own in PLAIN.items() if column in values}
    if "joined_at" in values:
        changes["joined_at"] = values["joined_at"]
    if "identities" in values:
        changes["identities"] = _identities(values["identities"], base.identities, hashed)
    if calendar := {column: values[column] for column in ("workdays", "leave") if column in values}:
        changes["calendar"] = base.calendar.model_copy(update=calendar)
    return changes


def _identities(
    found: tuple[tuple[str, str], ...], known: tuple[Identity, ...], hashed: Hashed
) -> tuple[Identity, ...]:
    if not found:
        return ()
    held = {identity.hash: identity for identity in known}
    for source, external in found:
        key = hashed(source, external)
        held.setdefault(key, Identity(source=source, external_id=external, hash=key))
    return tuple(held.values())


def _dated(values: Mapping[str, Any], base: Employee, since: datetime | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if "timezone" in values:
        changes["timezone"] = dated.zones_changed(base.timezone, values["timezone"], since)
    if "locale" in values:
        changes["locale"] = dated.changed(base.locale, values["locale"], since)
    if "admin" in values:
        changes["roles"] = dated.role_changed(base.roles, "admin", values["admin"], since)
    attributes = dict(base.attributes)
    for column, value in values.items():
        if column.startswith("attribute:"):
            name = column.removeprefix("attribute:")
            attributes[name] = dated.changed(attributes.get(name, ()), value, since)
    return changes | {"attributes": {name: spans for name, spans in attributes.items() if spans}}


def _memberships(values: Mapping[str, Any], employee: Employee, at: datetime | None) -> tuple[Membership, ...]:
    """The memberships wanted; ``at`` is None for somebody new, who is in the unit since joining."""
    if "memberships" in values:
        joined = {"from_": employee.joined_at}
        return tuple(span if span.from_ else span.model_copy(update=joined) for span in values["memberships"])
    if "unit" not in values:
        return employee.memberships
    since = values.get("member_since")
    if since is None and dated.open_unit(employee.memberships) == values["unit"]:
        return employee.memberships
    return dated.moved(employee.memberships, values["unit"], since or at or employee.joined_at)


def _here_or_left(values: Mapping[str, Any], employee: Employee) -> Employee:
    if "left_at" not in values:
        return employee
    return departed(employee, values["left_at"]) if values["left_at"] else returned(employee)
