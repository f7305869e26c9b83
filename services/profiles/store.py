"""Employees and units in MongoDB: read in bulk, written with the state events that tell the other services."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pymongo import ReplaceOne
from pymongo.database import Database

from services.profiles.domain.dated import role_changed
from services.profiles.domain.people import Employee, Unit, employee_state, unit_state
from services.profiles.domain.words import folded, words
from shared.delivery.transaction import Transaction
from shared.events import profiles
from shared.events.envelope import Event, event_id
from shared.store import Row

TREE = "units:tree"


def employee_of(row: Row) -> Employee:
    """The employee that a row is."""
    return Employee.model_validate(row | {"id": row["_id"]})


def load_employees(db: Database[Row], ids: Iterable[str]) -> dict[str, Employee]:
    """The employees with these ids; unknown ones are absent."""
    return {row["_id"]: employee_of(row) for row in db.employees.find({"_id": {"$in": list(ids)}})}


def save_employees(tx: Transaction, employees: Iterable[Employee]) -> None:
    """Write these employees (each at most once a transaction) and tell their state. Takes their rows."""
    employees = list(employees)
    tx.touch(*(employee.id for employee in employees))
    if employees:
        tx.db.employees.bulk_write([_replacing(employee) for employee in employees], ordered=False)
    for employee in employees:
        key = event_id(f"employee/{employee.id}", revision=tx.revs[employee.id])
        data = employee_state(employee).model_dump(mode="json", by_alias=True)
        tx.emit(Event(key, profiles.EMPLOYEE_CHANGED, "profiles", employee.id, tx.now, data), profiles.TOPIC)


def _replacing(employee: Employee) -> ReplaceOne[Row]:
    row = employee.model_dump(by_alias=True, exclude={"id"})
    row |= {"calendar": employee.calendar.model_dump(mode="json"), "sort_name": folded(employee.display_name)}
    return ReplaceOne({"_id": employee.id}, row | {"words": words(employee.display_name)}, upsert=True)


def load_units(db: Database[Row]) -> dict[str, Unit]:
    """Every unit by its id."""
    return {row["_id"]: Unit.model_validate(row | {"id": row["_id"]}) for row in db.units.find()}


def save_units(tx: Transaction, units: Iterable[Unit]) -> None:
    """Write these units and tell their state on every lane."""
    units = list(units)
    tx.touch(*(f"unit:{unit.id}" for unit in units))
    if units:
        rows = [ReplaceOne({"_id": unit.id}, unit.model_dump(exclude={"id"}), upsert=True) for unit in units]
        tx.db.units.bulk_write(rows, ordered=False)
    for unit in units:
        subject = f"unit:{unit.id}"
        key = event_id(f"unit/{unit.id}", revision=tx.revs[subject])
        data = unit_state(unit).model_dump(mode="json")
        event = Event(key, profiles.UNIT_CHANGED, "profiles", subject, tx.now, data)
        tx.emit(event, profiles.TOPIC, every_lane=True)


def give_manager_role(
    tx: Transaction, before: Mapping[str, Unit], after: Mapping[str, Unit], since: datetime, fresh: Iterable[str] = ()
) -> None:
    """The role manager follows from the units' lists: from ``since`` on, for ``fresh`` people since they joined."""
    were, are = _managers(before), _managers(after)
    starts = dict.fromkeys(fresh)
    changed = []
    for key, employee in load_employees(tx.db, were ^ are).items():
        roles = role_changed(employee.roles, "manager", key in are, starts.get(key, since))
        changed.append(employee.model_copy(update={"roles": roles}))
    save_employees(tx, changed)


def _managers(units: Mapping[str, Unit]) -> set[str]:
    return {manager for unit in units.values() for manager in unit.managers}
