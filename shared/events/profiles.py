"""Profiles: emitted by profiles; read by every other service. Employees are keyed by id, units travel on every lane."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.events.envelope import Data

TOPIC = "profiles"
EMPLOYEE_CHANGED = "laurel.employee.changed.v1"
UNIT_CHANGED = "laurel.unit.changed.v1"


class Dated(Data):
    """A value held from a moment until another (exclusive); an open end is null."""

    value: Any
    from_: datetime | None = Field(None, alias="from")
    to: datetime | None = None


class Membership(Data):
    """One person in one unit, from a moment until another (exclusive)."""

    unit: str
    from_: datetime | None = Field(None, alias="from")
    to: datetime | None = None


class Zone(Data):
    """A time zone by its IANA name, in force from a moment."""

    zone: str
    from_: datetime | None = Field(None, alias="from")


class Calendar(Data):
    """Which days are worked (1 Monday to 7), and which are not after all."""

    workdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: tuple[date, ...] = ()
    leave: tuple[Any, ...] = ()
    outages: tuple[date, ...] = ()


class Privacy(Data):
    """What others may see; it acts on the past too."""

    hide_from_boards: bool = False
    hide_from_feed: bool = False


class EmployeeChanged(Data):
    """The whole present state of one employee without personal data; the event's ``sequence`` orders states."""

    id: str
    state: str
    joined_at: datetime
    timezone: tuple[Zone, ...] = ()
    locale: str = "en"
    locales: tuple[Dated, ...] = ()
    roles: tuple[Dated, ...] = ()
    attributes: dict[str, tuple[Dated, ...]] = Field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    manager: str | None = None
    calendar: Calendar = Calendar()
    privacy: Privacy = Privacy()
    identities: tuple[str, ...] = ()


class UnitChanged(Data):
    """The whole present state of one unit; ``managers`` are employees' ids."""

    id: str
    parent: str | None = None
    managers: tuple[str, ...] = ()
    timezone: str | None = None
