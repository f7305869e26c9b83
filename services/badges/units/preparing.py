"""Large units, judged from all that their people ever did before the transaction begins that needs it: that takes
longer than a transaction may last.

What is read beside a lane may be newer than what the lane was told, and is told to it again: that changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pymongo.database import Database

from services.badges import rows
from services.badges.batch import Batch
from services.badges.domain.awards import Change
from services.badges.domain.desk import Desk, unknown
from services.badges.domain.recalled import Known, Recipient, RecipientUnit
from services.badges.domain.ruling import Ruling
from services.badges.loading import everything_of
from services.badges.looking_up import Shelf, records_of
from services.badges.units.loading import recipients
from shared.delivery.transaction import NotReady
from shared.store import Row

LARGE = 20_000
"""With so many facts or more, which are judged in some three seconds."""


@dataclass(frozen=True)
class Prepared:
    """A unit judged as of a revision of its row by these rules: what is known of it, and the changes of its awards,
    which are not written yet."""

    rev: int
    ruling: Ruling
    known: Known
    changes: list[Change]


_prepared: dict[tuple[str, str], Prepared] = {}


def is_large(db: Database[Row], people: Sequence[str]) -> bool:
    """Whether what these people ever did is much."""
    return db.facts.count_documents({"employee": {"$in": people}}, limit=LARGE) >= LARGE


def prepared(batch: Batch, ruling: Ruling, fresh: Mapping[str, Recipient | RecipientUnit]) -> dict[str, Prepared]:
    """Those of these units that are large, taken out. Raises NotReady where one is not prepared, or no longer as it
    is; the others wait until all are."""
    units = {name: one for name, one in fresh.items() if isinstance(one, RecipientUnit) and batch.tx.waits}
    large = {name: one for name, one in units.items() if is_large(batch.tx.db, list(one.people))}
    missing = [name for name, one in large.items() if not _is_ready(batch, ruling, name, one)]
    if missing:
        raise NotReady(partial(_prepare, batch, ruling, missing))
    return {name: _prepared.pop((batch.tx.db.name, name)) for name in large}


def _is_ready(batch: Batch, ruling: Ruling, name: str, unit: RecipientUnit) -> bool:
    found = _prepared.get((batch.tx.db.name, name))
    as_of = batch.tx.revs[name] - 1, unit.mark
    return found is not None and found.ruling is ruling and (found.rev, found.known.mark) == as_of


def _prepare(batch: Batch, ruling: Ruling, names: Iterable[str]) -> None:
    for name in names:
        _prepared[batch.tx.db.name, name] = _judged(batch, ruling, name)


def _judged(batch: Batch, ruling: Ruling, name: str) -> Prepared:
    db: Database[Row] = batch.tx.db
    row = db.subjects.find_one({"_id": name}, {"rev": 1})
    unit = recipients(db, batch.tx.lane, [name], ruling)[name]
    known = unknown(ruling, rows.awards_of(db, [name]).get(name, ()), unit.mark)
    dirt = everything_of(db, {name: unit}, ruling)[name]
    changes = Desk(ruling, unit, known, records_of(db, unit, Shelf()), batch.tx.now).judge_anew(dirt)
    known.size += len(dirt.added) + len(dirt.entries)
    return Prepared(row["rev"] if row else 0, ruling, known, changes)
