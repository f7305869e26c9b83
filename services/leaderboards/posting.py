"""Squaring the ledger with what is due to the people of whom something has changed: a fixed handful of reads and
writes, whatever the size of the batch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pymongo import InsertOne, ReplaceOne, ReturnDocument, UpdateOne

from services.leaderboards import rows
from services.leaderboards.batch import Batch, Dirt
from services.leaderboards.domain.facts import Told
from services.leaderboards.domain.ledger import Change, Entry, Posting, entries, settle
from services.leaderboards.domain.scoring import Rulebook, due
from services.leaderboards.ledgers import Mark, ledger
from services.leaderboards.rules import rulebook
from shared.criteria import Person
from shared.events import points
from shared.events.envelope import Event
from shared.store import Row


@dataclass
class Case:
    """What is known of one person, as far as the origins to be squared look at it (None: all, also those of old)."""

    person: Person
    origins: frozenset[str] | None
    told: list[Told] = field(default_factory=list)
    held: list[Posting] = field(default_factory=list)


def square(batch: Batch) -> None:
    """Post what is due and not posted, compensate what is posted and not due, for everyone in the batch's dirt."""
    if batch.dirt:
        book = rulebook(batch.tx.db)
        cases = _cases(batch, book)
        _load(batch, book, cases)
        _write(batch, _changes(batch, book, cases))
    _number_moves(batch)


def _cases(batch: Batch, book: Rulebook) -> dict[str, Case]:
    """The people to be squared: whose profile is known, and whose points may have changed."""
    wanted = {name: _origins(dirt, book) for name, dirt in batch.dirt.items()}
    wanted = {name: origins for name, origins in wanted.items() if origins is None or origins}
    found = batch.tx.db.people.find({"_id": {"$in": list(wanted)}}) if wanted else ()
    return {row["_id"]: Case(rows.person(row), wanted[row["_id"]]) for row in found}


def _origins(dirt: Dirt, book: Rulebook) -> frozenset[str] | None:
    if dirt.everything:
        return None
    return frozenset(dirt.origins) | {origin for type_ in dirt.types for origin in book.touched(type_)}


def _load(batch: Batch, book: Rulebook, cases: dict[str, Case]) -> None:
    if not cases:
        return
    db = batch.tx.db
    chosen = [case.origins for case in cases.values()]
    whole = any(origins is None for origins in chosen)
    origins = book.origins if whole else frozenset().union(*(origins or () for origins in chosen))
    people: Row = {"employee": {"$in": list(cases)}}
    for row in db.facts.find(people | {"gone": False} | rows.of_types(book.types(origins))):
        cases[row["employee"]].told.append(rows.told(row))
    for row in db.postings.find(people if whole else people | {"origin": {"$in": sorted(origins)}}):
        case = cases[row["employee"]]
        if case.origins is None or row["origin"] in case.origins:
            case.held.append(rows.posting(row))


def _changes(batch: Batch, book: Rulebook, cases: dict[str, Case]) -> list[Change]:
    units = rows.units(batch.tx.db.units.find({"lane": batch.lane})) if cases else rows.units(())
    changes = []
    for case in cases.values():
        origins = book.origins if case.origins is None else case.origins
        changes += settle(due(case.told, origins, book, case.person, units, batch.tx.now), case.held)
    return changes


def _write(batch: Batch, changes: list[Change]) -> None:
    """The entries with their numbers, what the ledger holds from now on, the totals, and an event for each entry."""
    if not changes:
        return
    db = batch.tx.db
    posted = entries(changes)
    last = _advance(batch, n=len(posted)).n
    zone = ledger(db).zone
    written = [
        rows.entry_row(entry, batch.lane, n, batch.tx.now, zone)
        for n, entry in enumerate(posted, last - len(posted) + 1)
    ]
    db.entries.insert_many(written, ordered=False)
    db.postings.bulk_write([_keeping(change.posting) for change in changes], ordered=False)
    db.totals.bulk_write(list(_adding_up(written, batch.lane)), ordered=False)
    for entry in posted:
        _tell(batch, entry)


def _keeping(posting: Posting) -> InsertOne[Row] | ReplaceOne[Row]:
    row = rows.posting_row(posting)
    return InsertOne(row) if posting.revision == 0 and posting.stands else ReplaceOne({"_id": row["_id"]}, row)


def _adding_up(written: Iterable[Row], lane: int) -> Iterable[UpdateOne]:
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in written:
        for period in row["periods"]:
            sums[row["employee"], period] += row["amount"]
    for (employee, period), points_ in sums.items():
        who = {"employee": employee, "period": period, "lane": lane}
        change = {"$inc": {"points": points_}, "$setOnInsert": who}
        yield UpdateOne({"_id": rows.total_id(employee, period)}, change, upsert=True)


def _tell(batch: Batch, entry: Entry) -> None:
    posted = points.Posted(
        id=entry.id, employee=entry.employee, unit=entry.unit, amount=entry.amount, cause=entry.cause,
        occurred_at=entry.occurred_at,
    )  # fmt: skip
    data = posted.model_dump(mode="json")
    event = Event(entry.id, points.POSTED, "leaderboards", entry.employee, entry.occurred_at, data)
    batch.tx.emit(event, points.TOPIC)


def _number_moves(batch: Batch) -> None:
    if not batch.moved:
        return
    last, lane = _advance(batch, v=len(batch.moved)).v, batch.lane
    batch.tx.db.moves.insert_many(
        {"_id": f"{lane:02d}|{v}", "lane": lane, "v": v, "employee": name}
        for v, name in enumerate(batch.moved, last - len(batch.moved) + 1)
    )


def _advance(batch: Batch, *, n: int = 0, v: int = 0) -> Mark:
    """Take the lane's next numbers; the last of them. Whoever else does so at the same time is made to wait, so numbers
    are in order of commit."""
    lane = {"_id": batch.lane}
    found: Any = batch.tx.db.numbers.find_one_and_update(
        lane, {"$inc": {"n": n, "v": v}}, upsert=True, return_document=ReturnDocument.AFTER
    )
    return Mark(found["n"], found["v"])
