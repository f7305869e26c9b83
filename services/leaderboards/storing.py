"""Storing what a batch tells, each fact once whatever comes twice, and noting of whom something has changed."""

import orjson
from pymongo import InsertOne, ReplaceOne

from services.leaderboards import rows
from services.leaderboards.batch import Batch
from services.leaderboards.domain.facts import Told
from services.leaderboards.rules import asks_for_units
from shared.store import Row
from shared.telemetry import DUPLICATES


def store(batch: Batch) -> None:
    """Write everything that is new in the batch."""
    _store_retractions(batch)
    _store_facts(batch)
    _store_people(batch)
    _store_units(batch)


def _store_retractions(batch: Batch) -> None:
    """Remember each as a tombstone, and take back the facts that are stored already."""
    if not batch.retracted:
        return
    db = batch.tx.db
    known = batch.tx.known("retractions", [_tombstone(*key) for key in batch.retracted])
    fresh = {key for key in batch.retracted if _tombstone(*key) not in known}
    if not fresh:
        return
    db.retractions.insert_many([{"_id": _tombstone(*key)} for key in sorted(fresh)], ordered=False)
    concerned = {
        "employee": {"$in": sorted({employee for _, employee in fresh})},
        "completion": {"$in": sorted({completion for completion, _ in fresh})},
        "gone": False,
    }
    stored = db.facts.find(concerned, {"employee": 1, "completion": 1, "type": 1})
    taken_back = [row for row in stored if (row["completion"], row["employee"]) in fresh]
    for row in taken_back:
        batch.dirt[row["employee"]].types.add(row["type"])
    if taken_back:
        db.facts.update_many({"_id": {"$in": [row["_id"] for row in taken_back]}}, {"$set": {"gone": True}})


def _store_facts(batch: Batch) -> None:
    """Insert what is new, replace what is told anew; what was taken back before it came is stored as gone."""
    if not batch.told:
        return
    db = batch.tx.db
    stored = {row["_id"]: row for row in db.facts.find({"_id": {"$in": list(batch.told)}}, {"rank": 1})}
    fresh = [told for name, told in batch.told.items() if name not in stored or told.rank > stored[name]["rank"]]
    DUPLICATES.labels(batch.tx.service).inc(len(batch.told) - len(fresh))
    if not fresh:
        return
    tombstones = batch.tx.known("retractions", [_tombstone(told.fact.completion, told.fact.employee) for told in fresh])
    db.facts.bulk_write([_writing(told, tombstones, told.fact.id in stored) for told in fresh], ordered=False)
    for told in fresh:
        batch.dirt[told.fact.employee].types.add(told.fact.type)


def _writing(told: Told, tombstones: set[str], known: bool) -> InsertOne[Row] | ReplaceOne[Row]:
    gone = told.gone or _tombstone(told.fact.completion, told.fact.employee) in tombstones
    row = rows.fact_row(told, gone=gone)
    return ReplaceOne({"_id": told.fact.id}, row) if known else InsertOne(row)


def _tombstone(completion: str, employee: str) -> str:
    return f"{completion}|{employee}"


def _store_people(batch: Batch) -> None:
    """Keep newer states. Whoever is no longer shown on boards, or again, makes a numbered move for them to follow."""
    if not batch.people:
        return
    db = batch.tx.db
    stored = {row["_id"]: row for row in db.people.find({"_id": {"$in": list(batch.people)}})}
    fresh = {
        name: rows.person_row(state, sequence)
        for name, (sequence, state) in batch.people.items()
        if name not in stored or sequence > stored[name]["sequence"]
    }
    if fresh:
        writes = [ReplaceOne({"_id": name}, row, upsert=True) for name, row in fresh.items()]
        db.people.bulk_write(writes, ordered=False)
    for name, row in fresh.items():
        was = stored.get(name)
        batch.dirt[name].everything |= was is None or _scored_by(was) != _scored_by(row)
        if was and was["place"] != row["place"]:
            batch.moved.append(name)


def _scored_by(row: Row) -> Row:
    return rows.scored_by(orjson.loads(bytes(row["body"])))


def _store_units(batch: Batch) -> None:
    """Where a unit stands in the tree may change what rules give to its people: they are scored anew, as a task."""
    if not batch.units:
        return
    db, lane = batch.tx.db, batch.lane
    stored = {row["unit"]: row for row in db.units.find({"lane": lane, "unit": {"$in": list(batch.units)}})}
    newer = {
        name: (sequence, state)
        for name, (sequence, state) in batch.units.items()
        if name not in stored or sequence > stored[name]["sequence"]
    }
    writes = [_unit_row(name, lane, sequence, state.parent) for name, (sequence, state) in newer.items()]
    if writes:
        db.units.bulk_write([ReplaceOne({"_id": row["_id"]}, row, upsert=True) for row in writes], ordered=False)
    moved = [row for row in writes if (stored.get(row["unit"]) or {}).get("parent") != row["parent"]]
    if moved and (origins := asks_for_units(db)):
        name, sequence = moved[-1]["unit"], moved[-1]["sequence"]
        batch.tx.start_task(f"score|unit|{name}|{sequence}|{lane}", "score", {"origins": origins})


def _unit_row(name: str, lane: int, sequence: int, parent: str | None) -> Row:
    return {"_id": f"{name}|{lane:02d}", "unit": name, "lane": lane, "sequence": sequence, "parent": parent}
