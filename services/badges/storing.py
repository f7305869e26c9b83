"""Storing what a batch tells, each fact once whatever comes twice, and noting of whom something has changed."""

from collections.abc import Mapping

from pymongo import InsertOne, ReplaceOne, UpdateOne

from services.badges import catalog, rows
from services.badges.batch import Batch
from services.badges.domain.awards import UNIT
from services.badges.domain.facts import Told
from services.badges.units.loading import tree
from shared.bus import lane_of
from shared.criteria import Units
from shared.store import Row
from shared.telemetry import DUPLICATES

UNKNOWN_UNIT: Row = {"sequence": -1, "unit": None, "parent": None, "timezone": None}


def store(batch: Batch) -> None:
    """Write everything that is new in the batch."""
    _store_retractions(batch)
    _store_facts(batch)
    _store_people(batch)
    _store_units(batch)
    _store_entries(batch)


def _store_retractions(batch: Batch) -> None:
    """Remember each as a tombstone, and take back the facts that are stored already."""
    if not batch.retracted:
        return
    db, now = batch.tx.db, batch.tx.now
    known = batch.tx.known("retractions", [_tombstone(*key) for key in batch.retracted])
    fresh = {key: at for key, at in batch.retracted.items() if _tombstone(*key) not in known}
    if not fresh:
        return
    db.retractions.insert_many([{"_id": _tombstone(*key), "at": at} for key, at in fresh.items()], ordered=False)
    concerned = {
        "employee": {"$in": list({employee for _, employee in fresh})},
        "completion": {"$in": list({completion for completion, _ in fresh})},
        "retracted_at": None,
    }
    stored = db.facts.find(concerned, {"employee": 1, "completion": 1, "body": 1})
    gone = [row for row in stored if (row["completion"], row["employee"]) in fresh]
    for row in gone:
        batch.dirt[row["employee"]].gone.append(rows.fact(row))
    if gone:
        db.facts.update_many({"_id": {"$in": [row["_id"] for row in gone]}}, {"$set": {"retracted_at": now}})


def _store_facts(batch: Batch) -> None:
    """Insert what is new, replace what is told anew; what was taken back before it came is stored as taken back."""
    if not batch.told:
        return
    db = batch.tx.db
    stored = {row["_id"]: row for row in db.facts.find({"_id": {"$in": list(batch.told)}}, {"rank": 1})}
    fresh = [told for name, told in batch.told.items() if name not in stored or told.rank > stored[name]["rank"]]
    DUPLICATES.labels(batch.tx.service).inc(len(batch.told) - len(fresh))
    tombstones = _tombstones(batch, fresh)
    _note_replaced(batch, [told.fact.id for told in fresh if told.fact.id in stored])
    writes: list[InsertOne[Row] | ReplaceOne[Row]] = []
    for told in fresh:
        fact = told.fact
        gone = told.gone or _tombstone(fact.completion, fact.employee) in tombstones
        row = rows.fact_row(told, batch.tx.now if gone else None)
        writes.append(ReplaceOne({"_id": fact.id}, row) if fact.id in stored else InsertOne(row))
        if not gone:
            batch.dirt[fact.employee].added.append(fact)
    if writes:
        db.facts.bulk_write(writes, ordered=False)


def _note_replaced(batch: Batch, names: list[str]) -> None:
    """What is told anew is gone as it was."""
    if names:
        for row in batch.tx.db.facts.find({"_id": {"$in": names}, "retracted_at": None}, {"body": 1}):
            fact = rows.fact(row)
            batch.dirt[fact.employee].gone.append(fact)


def _tombstones(batch: Batch, fresh: list[Told]) -> set[str]:
    keys = {_tombstone(told.fact.completion, told.fact.employee) for told in fresh}
    return batch.tx.known("retractions", keys) if keys else set()


def _tombstone(completion: str, employee: str) -> str:
    return f"{completion}|{employee}"


def _store_people(batch: Batch) -> None:
    if not batch.people:
        return
    db = batch.tx.db
    shown = {"sequence": 1, "active": 1, "units": 1}
    stored = {row["_id"]: row for row in db.people.find({"_id": {"$in": list(batch.people)}}, shown)}
    writes, appeared = [], 0
    for name, (sequence, state) in batch.people.items():
        known = stored.get(name, {"sequence": -1, "active": False})
        if sequence > known["sequence"]:
            row = rows.person_row(state, sequence)
            writes.append(ReplaceOne({"_id": name}, row, upsert=True))
            batch.dirt[name].inputs |= {"profile", "clock"}
            batch.was_in[name] = known.get("units", [])
            appeared += row["active"] - known["active"]
    if writes:
        db.people.bulk_write(writes, ordered=False)
    if appeared:
        count_up(batch, {"people": appeared})


def _store_units(batch: Batch) -> None:
    """Where a unit stands in the tree may change what its people are entitled to: they are judged anew, as a task."""
    if not batch.units:
        return
    db, lane = batch.tx.db, batch.tx.lane
    stored = {row["unit"]: row for row in db.units.find({"lane": lane, "unit": {"$in": list(batch.units)}})}
    before = tree(db, lane)
    writes, moved = [], []
    for name, (sequence, state) in batch.units.items():
        known = stored.get(name, UNKNOWN_UNIT)
        if sequence > known["sequence"]:
            row = {"unit": name, "lane": lane, "sequence": sequence, "parent": state.parent, "timezone": state.timezone}
            writes.append(ReplaceOne({"_id": f"{name}|{lane:02d}"}, row, upsert=True))
            moved += [f"{name}|{sequence}"] if known["parent"] != state.parent else []
            if any(known[what] != row[what] for what in ("parent", "timezone", "unit")):
                batch.moved |= set(before.lineage(name))
    if writes:
        db.units.bulk_write(writes, ordered=False)
        _take_units(batch, stored, before)
    if moved and any(catalog.book(db).reading({"profile"})):
        batch.tx.start_task(f"judge|units|{moved[0]}|{lane}", "judge", {"inputs": ["profile"]})


def _take_units(batch: Batch, stored: Mapping[str, Row], before: Units) -> None:
    """Units whose people may be others now: those above, before and after; whose zone may be, those below. A unit that
    is new has its row, so that it is judged when a badge of units goes live."""
    after = tree(batch.tx.db, batch.tx.lane)
    moved = set(batch.moved)
    batch.moved |= {above for unit in moved for above in after.lineage(unit)}
    batch.moved |= {unit for units in (before, after) for unit in units.by_id if moved & set(units.lineage(unit))}
    mine = [unit for unit in batch.units if lane_of(f"{UNIT}{unit}") == batch.tx.lane]
    batch.tx.touch(*(f"{UNIT}{unit}" for unit in mine))
    count_up(batch, {"units": sum(unit not in stored for unit in mine)})


def _store_entries(batch: Batch) -> None:
    if not batch.entries:
        return
    known = batch.tx.known("entries", batch.entries)
    fresh = [entry for name, entry in batch.entries.items() if name not in known]
    if fresh:
        batch.tx.db.entries.insert_many([rows.entry_row(entry) for entry in fresh], ordered=False)
    for entry in fresh:
        if entry.cause.type != "award":  # criteria leave those out
            batch.dirt[entry.employee].entries.append(rows.entry(rows.entry_row(entry)))


def count_up(batch: Batch, deltas: dict[str, int]) -> None:
    """Add to totals over many people, in this lane's rows."""
    lane = batch.tx.lane
    writes = [
        UpdateOne(
            {"_id": f"{what}|all|{lane:02d}"},
            {"$inc": {"n": n}, "$setOnInsert": {"what": what, "period": "all", "lane": lane}},
            upsert=True,
        )
        for what, n in deltas.items() if n
    ]  # fmt: skip
    if writes:
        batch.tx.db.totals.bulk_write(writes, ordered=False)
