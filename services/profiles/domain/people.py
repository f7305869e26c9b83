"""An employee and a unit as profiles keeps them, and their state as the bus is told: without name or address."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from services.profiles.domain.dated import clipped, holds, present_units
from shared.events.profiles import Calendar, Dated, EmployeeChanged, Membership, Privacy, UnitChanged, Zone


class Identity(BaseModel):
    """Who somebody is in an outside system; ``hash`` is its keyed hash, the only form in which it travels."""

    model_config = ConfigDict(frozen=True)

    source: str
    external_id: str
    hash: str


class Employee(BaseModel):
    """One employee. ``roles`` holds admin and manager as dated; that of employee follows from ``state``."""

    model_config = ConfigDict(frozen=True)

    id: str
    display_name: str
    emails: tuple[str, ...] = ()
    state: str = "active"
    joined_at: datetime
    left_at: datetime | None = None
    timezone: tuple[Zone, ...] = ()
    locale: tuple[Dated, ...] = ()
    roles: tuple[Dated, ...] = ()
    attributes: dict[str, tuple[Dated, ...]] = {}
    memberships: tuple[Membership, ...] = ()
    manager: str | None = None
    calendar: Calendar = Calendar()
    privacy: Privacy = Privacy()
    identities: tuple[Identity, ...] = ()

    @property
    def active(self) -> bool:
        """Whether they are still here."""
        return self.state == "active"


class Unit(BaseModel):
    """One unit of the tree; without a time zone it has that of the unit above."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    parent: str | None = None
    managers: tuple[str, ...] = ()
    timezone: str | None = None


def departed(employee: Employee, at: datetime) -> Employee:
    """The employee as having left at a moment: memberships and roles end there."""
    ended = {"memberships": clipped(employee.memberships, at), "roles": clipped(employee.roles, at)}
    return employee.model_copy(update={"state": "left", "left_at": at, **ended})


def returned(employee: Employee) -> Employee:
    """The employee as being here again; memberships and roles are given anew."""
    return employee.model_copy(update={"state": "active", "left_at": None})


def roles_at(employee: Employee, at: datetime) -> list[str]:
    """The roles held at a moment, none by those who left."""
    if not employee.active:
        return []
    return ["employee", *sorted({str(span.value) for span in employee.roles if holds(span, at)})]


def units_at(employee: Employee, at: datetime) -> list[str]:
    """The units belonged to at a moment, the latest begun first."""
    return present_units(employee.memberships, at)


def employee_state(employee: Employee) -> EmployeeChanged:
    """The whole state for the bus."""
    roles = (Dated(value="employee", to=employee.left_at), *employee.roles)
    return EmployeeChanged(
        id=employee.id,
        state=employee.state,
        joined_at=employee.joined_at,
        timezone=employee.timezone,
        locale=str(employee.locale[-1].value) if employee.locale else "en",
        locales=employee.locale,
        roles=roles,
        attributes=employee.attributes,
        memberships=employee.memberships,
        manager=employee.manager,
        calendar=employee.calendar,
        privacy=employee.privacy,
        identities=tuple(sorted(identity.hash for identity in employee.identities)),
    )


def unit_state(unit: Unit) -> UnitChanged:
    """The whole state for the bus."""
    return UnitChanged(id=unit.id, parent=unit.parent, managers=unit.managers, timezone=unit.timezone)
