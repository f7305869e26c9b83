"""Which rows can stand together: ids, addresses and identities belong to one person, references lead somewhere, and the
tree has no circle. A refused row takes with it what refers to it alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.profiles.domain.merge import Hashed, merged_unit
from services.profiles.domain.people import Unit
from services.profiles.domain.table import Refusal, Row
from services.profiles.domain.tree import Tree


@dataclass(frozen=True)
class Known:
    """What is stored already: units by id, which of the people named exist (with when they joined), and whose each
    claim (an address, the hash of an identity) is."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: Mapping[str, datetime] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Settled:
    """What is left to do: units as they will be, rows of people with their ids; and the rows refused."""

    units: dict[str, tuple[Row, Unit]]
    people: dict[str, Row]
    refused: list[Refusal]


Fault = tuple[str, str]


def settle(rows: Iterable[Row], known: Known, hashed: Hashed) -> Settled:
    """Refuse what can't stand, until the rest does."""
    settled = Settled({}, {}, [])
    claims = dict(known.owners)
    for row in rows:
        if row.kind == "unit":
            fault = _add_unit(settled, row, known)
        else:
            fault = _add_person(settled, row, known, claims, hashed)
        if fault:
            settled.refused.append(Refusal(row.line, row.kind, row.id, *fault))
    while faults := [*_unit_faults(settled, known), *_person_faults(settled, known)]:
        for where, key, (column, problem) in faults:
            _refuse(settled, where, key, column, problem)
    return settled


def _refuse(settled: Settled, where: str, key: str, column: str, problem: str) -> None:
    row = settled.units.pop(key)[0] if where == "unit" else settled.people.pop(key)
    settled.refused.append(Refusal(row.line, row.kind, key, column, problem))


def _add_unit(settled: Settled, row: Row, known: Known) -> Fault | None:
    unit_id = str(row.id)
    if unit_id in settled.units:
        return "id", f"line {settled.units[unit_id][0].line} is about this unit already"
    if unit_id not in known.units and "name" not in row.values:
        return "name", "a new unit needs a name"
    settled.units[unit_id] = (row, merged_unit(row, known.units.get(unit_id)))
    return None


def _add_person(settled: Settled, row: Row, known: Known, claims: dict[str, str], hashed: Hashed) -> Fault | None:
    wanted = list(claims_of(row, hashed))
    owner = next((claims[key] for _, key, _ in wanted if key in claims), None)
    person = row.id or owner or _made_id(wanted, hashed)
    if person is None:
        return "id", "give an id, an e-mail or an identity to know the person by"
    if person in settled.people:
        return "id", f"line {settled.people[person].line} is about this person already"
    if person not in known.people and "name" not in row.values:
        return "name", "somebody new needs a name"
    for column, key, shown in wanted:
        if claims.get(key, person) != person:
            return column, f"{shown!r} belongs to {claims[key]}: take it away there first, or mend the id"
    claims |= {key: person for _, key, _ in wanted}
    settled.people[person] = row
    return None


def claims_of(row: Row, hashed: Hashed) -> Iterator[tuple[str, str, str]]:
    """What the row says to be one person's alone: (column, key, as written)."""
    for address in row.values.get("email", ()):
        yield "email", address, address
    for source, external in row.values.get("identities", ()):
        yield "identities", hashed(source, external), f"{source}:{external}"


def _made_id(wanted: list[tuple[str, str, str]], hashed: Hashed) -> str | None:
    """An id that the same person gets again, and that tells nothing about them."""
    return f"e-{hashed('employee', wanted[0][1])[:20]}" if wanted else None


def _unit_faults(settled: Settled, known: Known) -> Iterator[tuple[str, str, Fault]]:
    tree = Tree((known.units | {key: unit for key, (_, unit) in settled.units.items()}).values())
    for key, (row, unit) in settled.units.items():
        if unit.parent and "parent" in row.values and unit.parent not in tree.units:
            yield "unit", key, ("parent", f"there is no unit {unit.parent!r}: add it, or name one that is there")
        elif "parent" in row.values and tree.in_circle(key):
            yield "unit", key, ("parent", f"{unit.parent!r} lies below {key!r}: a unit can't lie above itself")
        elif unknown := _unknown(row.values.get("managers", ()), settled, known):
            yield "unit", key, ("managers", f"there is no employee {unknown!r}: add a row for them, or mend the id")


def _person_faults(settled: Settled, known: Known) -> Iterator[tuple[str, str, Fault]]:
    units = known.units.keys() | settled.units.keys()
    for key, row in settled.people.items():
        if fault := next((found for check in CHECKS if (found := check(key, row, units, settled, known))), None):
            yield "person", key, fault


def _unknown(people: Iterable[str], settled: Settled, known: Known) -> str | None:
    return next((person for person in people if person not in known.people and person not in settled.people), None)


def _units_exist(_key: str, row: Row, units: set[str], _settled: Settled, _known: Known) -> Fault | None:
    history = (("memberships", span.unit) for span in row.values.get("memberships", ()))
    named = [("unit", row.values.get("unit")), *history]
    wrong = next(((column, unit) for column, unit in named if unit and unit not in units), None)
    return (wrong[0], f"there is no unit {wrong[1]!r}: add a row for it, or mend the id") if wrong else None


def _unit_said_once(_key: str, row: Row, _units: set[str], _settled: Settled, _known: Known) -> Fault | None:
    if "memberships" in row.values and row.values.keys() & {"unit", "member_since"}:
        return "memberships", "say either the whole history (memberships), or unit and member_since"
    if "member_since" in row.values and "unit" not in row.values:
        return "unit", "member_since needs the unit"
    return None


def _manager_exists(key: str, row: Row, _units: set[str], settled: Settled, known: Known) -> Fault | None:
    manager = row.values.get("manager")
    if manager == key:
        return "manager", "nobody is their own manager"
    if manager and _unknown([manager], settled, known):
        return "manager", f"there is no employee {manager!r}: add a row for them, or mend the id"
    return None


def _dates_in_order(key: str, row: Row, _units: set[str], _settled: Settled, known: Known) -> Fault | None:
    joined, left = row.values.get("joined_at") or known.people.get(key), row.values.get("left_at")
    return ("left_at", "one leaves after one has joined") if joined and left and left < joined else None


Check = Callable[[str, Row, set[str], Settled, Known], Fault | None]
CHECKS: tuple[Check, ...] = (_units_exist, _unit_said_once, _manager_exists, _dates_in_order)
