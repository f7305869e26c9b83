"""Import of units and people: read the file, settle what can stand, apply it in batches, report row by row.

Each batch is a transaction, and the same file again changes nothing: after a crash in the middle, import it again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.profiles.domain.merge import Ground, merged_person, merged_unit
from services.profiles.domain.people import Employee, Unit
from services.profiles.domain.settle import Known, Settled, claims_of, settle
from services.profiles.domain.table import FileRefused, Refusal, Row, read
from services.profiles.domain.tree import Tree
from services.profiles.report import Report, ReportRow, Status, report
from services.profiles.store import TREE, give_manager_role, load_employees, load_units, save_employees, save_units
from shared import clock
from shared.auth import identity_hash
from shared.config import settings
from shared.delivery.faults import is_duplicate
from shared.delivery.transaction import Transaction, transact
from shared.store import Row as Document

BATCH = 500
MEANWHILE = "something that the file is about was changed meanwhile: import it again"
People = list[tuple[Employee | None, Employee]]
Units = tuple[dict[str, Unit], dict[str, Unit]]


@dataclass
class Import:
    """One import under way."""

    db: Database[Document]
    ground: Ground
    dry_run: bool
    now: datetime
    rows: list[ReportRow] = field(default_factory=list)
    created: set[str] = field(default_factory=set)

    def note(self, row: Row, was: Employee | Unit | None, will: Employee | Unit) -> None:
        """Say what became of a row."""
        status: Status = "created" if was is None else "unchanged" if was == will else "changed"
        self.rows.append(ReportRow(row=row.line, kind=row.kind, status=status, id=will.id))
        if was is None:
            self.created.add(will.id)


def import_csv(
    db: Database[Document],
    text: str,
    *,
    dry_run: bool = False,
    effective_at: datetime | None = None,
    now: clock.Clock = clock.now,
) -> Report:
    """Import this CSV, or only say what would happen. Changes hold from ``effective_at`` (default: now) where the file
    says no date. Raises FileRefused where the file as a whole can't be read, or others change the same things."""
    own, begun = settings(), now()
    ground = Ground(effective_at or begun, identity_hash, own.organization_timezone, own.organization_locale)
    work = Import(db, ground, dry_run, begun)
    found = list(read(text, ZoneInfo(own.organization_timezone)))
    rows = [row for row in found if isinstance(row, Row)]
    settled = settle(rows, _known(db, rows), identity_hash)
    try:
        _apply_people(work, settled.people)
        _apply_units(work, settled)
    except (DuplicateKeyError, BulkWriteError) as error:
        if not is_duplicate(error):
            raise
        raise FileRefused(MEANWHILE) from error
    refusals = [*(row for row in found if isinstance(row, Refusal)), *settled.refused]
    return report([*work.rows, *map(_refused, refusals)], dry_run=dry_run)


def _refused(refusal: Refusal) -> ReportRow:
    return ReportRow(
        row=refusal.line,
        kind=refusal.kind,
        status="refused",
        id=refusal.id,
        field=refusal.field,
        problem=refusal.problem,
    )


def _known(db: Database[Document], rows: list[Row]) -> Known:
    claims = {key for row in rows for _, key, _ in claims_of(row, identity_hash)}
    owners = _owners(db, list(claims))
    named = {row.id for row in rows if row.kind == "person"} | {row.values.get("manager") for row in rows}
    named |= {manager for row in rows for manager in row.values.get("managers", ())} | set(owners.values())
    people = db.employees.find({"_id": {"$in": list(named - {None})}}, {"joined_at": 1})
    return Known(load_units(db), {row["_id"]: row["joined_at"] for row in people}, owners)


def _owners(db: Database[Document], claims: list[str]) -> dict[str, str]:
    """Whose each of these addresses and hashes is."""
    owners: dict[str, str] = {}
    fields = {"emails": 1, "identities.hash": 1}
    for path in ("emails", "identities.hash"):
        for row in db.employees.find({path: {"$in": claims}}, fields):
            held = [*row["emails"], *(identity["hash"] for identity in row["identities"])]
            owners |= dict.fromkeys(held, row["_id"])
    return owners


def _apply_people(work: Import, people: Mapping[str, Row]) -> None:
    for batch in _batches(people):
        if work.dry_run:
            found = _people(work, batch, work.db)
        else:
            found = transact(work.db, "profiles", work.now, partial(_write_people, work, batch))
        for row, (was, will) in zip(batch.values(), found, strict=True):
            work.note(row, was, will)


def _batches(people: Mapping[str, Row]) -> Iterator[dict[str, Row]]:
    left = iter(people.items())
    while batch := dict(islice(left, BATCH)):
        yield batch


def _people(work: Import, batch: Mapping[str, Row], db: Database[Document]) -> People:
    """Each person as they are and as they will be."""
    current = load_employees(db, batch)
    return [(current.get(key), merged_person(row, key, current.get(key), work.ground)) for key, row in batch.items()]


def _write_people(work: Import, batch: Mapping[str, Row], tx: Transaction) -> People:
    found = _people(work, batch, tx.db)
    save_employees(tx, (will for was, will in found if will != was))
    return found


def _apply_units(work: Import, settled: Settled) -> None:
    if not settled.units:
        return
    rows = {key: row for key, (row, _) in settled.units.items()}
    if work.dry_run:
        before, after = _units(rows, work.db)
    else:
        before, after = transact(work.db, "profiles", work.now, partial(_write_units, work, rows))
    for key, row in rows.items():
        work.note(row, before.get(key), after[key])


def _units(rows: Mapping[str, Row], db: Database[Document]) -> Units:
    """All units as they are and as they will be."""
    before = load_units(db)
    return before, before | {key: merged_unit(row, before.get(key)) for key, row in rows.items()}


def _write_units(work: Import, rows: Mapping[str, Row], tx: Transaction) -> Units:
    tx.touch(TREE)
    before, after = _units(rows, tx.db)
    tree = Tree(after.values())
    if any(tree.in_circle(key) for key in rows):
        raise FileRefused(MEANWHILE)
    save_units(tx, (after[key] for key in rows if after[key] != before.get(key)))
    give_manager_role(tx, before, after, work.ground.at, work.created)
    return before, after
