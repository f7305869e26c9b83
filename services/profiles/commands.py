"""What commands do inside their transaction. Each takes the rows of those it changes, and tells their new state."""

from collections.abc import Callable
from datetime import datetime

from services.profiles import directory, models
from services.profiles.domain.dated import changed, moved, zones_changed
from services.profiles.domain.people import Employee, Unit, departed
from services.profiles.domain.tree import Tree
from services.profiles.store import TREE, give_manager_role, load_employees, load_units, save_employees, save_units
from shared.delivery.transaction import Transaction
from shared.http import Problem
from shared.store import Row

Change = Callable[[Employee], Employee]


def _change(tx: Transaction, key: str, change: Change, path: str = "employee") -> Employee:
    """Change one employee and tell it; the same again is told to nobody."""
    tx.touch(key)
    was = load_employees(tx.db, [key]).get(key)
    if was is None or was.state == "erased":
        raise Problem(404, "there is no such employee", [(path, "give the id of an employee")])
    will = change(was)
    if will != was:
        save_employees(tx, [will])
    return will


def set_privacy(tx: Transaction, key: str, wanted: models.PrivacyWanted) -> Row:
    """Switch what others see of oneself, now and of the past."""
    switches = wanted.model_dump(include={"hide_from_boards", "hide_from_feed"}, exclude_none=True)

    def change(was: Employee) -> Employee:
        return was.model_copy(update={"privacy": was.privacy.model_copy(update=switches)})

    return _change(tx, key, change).privacy.model_dump()


def set_locale(tx: Transaction, key: str, wanted: models.LocaleWanted) -> Row:
    """Choose one's language and time zone, from now on."""

    def change(was: Employee) -> Employee:
        update: Row = {}
        if wanted.locale:
            update["locale"] = changed(was.locale, wanted.locale, tx.now)
        if wanted.timezone:
            update["timezone"] = zones_changed(was.timezone, wanted.timezone, tx.now)
        return was.model_copy(update=update)

    return directory.reading(_change(tx, key, change), tx.now).model_dump()


def move(tx: Transaction, wanted: models.MembershipWanted) -> Row:
    """Put somebody into a unit from a moment on."""
    if wanted.unit not in load_units(tx.db):
        raise Problem(422, "there is no such unit", [("unit", "give the id of a unit")])

    def change(was: Employee) -> Employee:
        if not was.active:
            raise Problem(422, "this person has left", [("employee", "give somebody who is here")])
        return was.model_copy(update={"memberships": moved(was.memberships, wanted.unit, wanted.since or tx.now)})

    return directory.shown(_change(tx, wanted.employee, change), tx.now).model_dump(mode="json")


def deactivate(tx: Transaction, wanted: models.DepartureWanted) -> Row:
    """Let somebody leave at a moment: memberships and roles end there."""
    at = wanted.left_at or tx.now

    def change(was: Employee) -> Employee:
        if at < was.joined_at:
            raise Problem(422, "one leaves after one has joined", [("left_at", f"after {was.joined_at.isoformat()}")])
        return was if not was.active and wanted.left_at in (None, was.left_at) else departed(was, at)

    return directory.shown(_change(tx, wanted.employee, change), tx.now).model_dump(mode="json")


def save_unit(tx: Transaction, wanted: models.UnitWanted) -> Row:
    """Make or change a unit; its managers hold their role from ``effective_at`` on."""
    tx.touch(TREE)
    before = load_units(tx.db)
    unit = _unit(before.get(wanted.id), wanted)
    after = before | {unit.id: unit}
    _refuse_circle(unit, after)
    _refuse_unknown_managers(tx, unit, before.get(unit.id))
    if before.get(unit.id) != unit:
        save_units(tx, [unit])
        give_manager_role(tx, before, after, _since(wanted.effective_at, tx.now))
    shown: Row = directory.unit_shown(unit).model_dump()
    return shown


def _since(stated: datetime | None, now: datetime) -> datetime:
    return stated or now


def _unit(was: Unit | None, wanted: models.UnitWanted) -> Unit:
    said = wanted.model_dump(include=wanted.model_fields_set & {"name", "parent", "managers", "timezone"})
    if said.get("name") is None:
        said.pop("name", None)
    if was is None and "name" not in said:
        raise Problem(422, "a new unit needs a name", [("name", "give its name")])
    if "managers" in said:
        said["managers"] = tuple(dict.fromkeys(said["managers"] or ()))
    return (was or Unit(id=wanted.id, name="")).model_copy(update=said)


def _refuse_circle(unit: Unit, units: dict[str, Unit]) -> None:
    if unit.parent and unit.parent not in units:
        raise Problem(422, "there is no such unit", [("parent", "give the id of a unit, or null for a root")])
    if Tree(units.values()).in_circle(unit.id):
        raise Problem(
            422, "a unit can't lie above itself", [("parent", f"{unit.parent} is below {unit.id}, or itself")]
        )


def _refuse_unknown_managers(tx: Transaction, unit: Unit, was: Unit | None) -> None:
    new = [manager for manager in unit.managers if was is None or manager not in was.managers]
    known = load_employees(tx.db, new)
    if wrong := [manager for manager in new if manager not in known or not known[manager].active]:
        path = f"managers.{unit.managers.index(wrong[0])}"
        raise Problem(422, "a manager is not here", [(path, "give the id of an active employee")])
