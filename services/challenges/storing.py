"""Storing what a batch tells, each fact once whatever comes twice, and noting of whom something has changed."""

from collections.abc import Mapping
from typing import Any

from pymongo import InsertOne, ReplaceOne

from services.challenges import rows
from services.challenges.batch import Batch
from services.challenges.domain.facts import Told
from shared.store import Row
from shared.telemetry import DUPLICATES


def store(batch: Batch) -> None:
    """Write everything that is new in the batch, but enrolments (see `enrolling`)."""
    _store_retractions(batch)
    _store_facts(batch)
    _store_people(batch)
    _store_units(batch)
    _store_awards(batch)
    _store_entries(batch)


def _store_retractions(batch: Batch) -> None:
    """Remember each as a tombstone, and take back the facts that are stored already."""
    if not batch.retracted:
        return
    db = batch.tx.db
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
    stored = db.facts.find(concerned, {"employee": 1, "completion": 1, "type": 1})
    gone = [row for row in stored if (row["completion"], row["employee"]) in fresh]
    for row in gone:
        batch.dirt[row["employee"]].types.add(row["type"])
    if gone:
        taken = {"$set": {"retracted_at": batch.tx.now}}
        db.facts.update_many({"_id": {"$in": [row["_id"] for row in gone]}}, taken)


def _store_facts(batch: Batch) -> None:
    """Insert what is new, replace what is told anew; what was taken back before it came is stored as taken back."""
    if not batch.told:
        return
    db = batch.tx.db
    stored = {row["_id"]: row["rank"] for row in db.facts.find({"_id": {"$in": list(batch.told)}}, {"rank": 1})}
    fresh = [told for name, told in batch.told.items() if told.rank > stored.get(name, -1)]
    DUPLICATES.labels(batch.tx.service).inc(len(batch.told) - len(fresh))
    tombstones = _tombstones(batch, fresh)
    writes: list[InsertOne[Row] | ReplaceOne[Row]] = []
    for told in fresh:
        row = rows.fact_row(told)
        if _tombstone(told.fact.completion, told.fact.employee) in tombstones:
            row["retracted_at"] = batch.tx.now
        else:
            batch.dirt[told.fact.employee].types.add(told.fact.type)
        writes.append(ReplaceOne({"_id": row["_id"]}, row) if row["_id"] in stored else InsertOne(row))
    if writes:
        db.facts.bulk_write(writes, ordered=False)


def _tombstones(batch: Batch, fresh: list[Told]) -> set[str]:
    keys = {_tombstone(told.fact.completion, told.fact.employee) for told in fresh}
    return batch.tx.known("retractions", keys) if keys else set()


def _tombstone(completion: str, employee: str) -> str:
    return f"{completion}|{employee}"


def _store_people(batch: Batch) -> None:
    newer = _newer(batch, "people", batch.people)
    found = [rows.person_row(state, sequence) for sequence, state in newer.values()]
    _replace(batch, "people", found)
    for row in found:
        batch.dirt[row["_id"]].inputs |= {"profile", "clock"}
    for hidden in (True, False):
        if people := [row["_id"] for row in found if row["hidden"] is hidden]:
            outdated = {"employee": {"$in": people}, "hidden": not hidden}
            batch.tx.db.enrolments.update_many(outdated, {"$set": {"hidden": hidden}})


def _store_units(batch: Batch) -> None:
    """Where a unit stands in the tree may change what its people have done: they are judged anew, as a task."""
    if not batch.units:
        return
    db, lane = batch.tx.db, batch.tx.lane or 0
    stored = {row["unit"]: row for row in db.units.find({"lane": lane, "unit": {"$in": list(batch.units)}})}
    found = []
    for name, (sequence, state) in batch.units.items():
        known = stored.get(name)
        if known is None or sequence > known["sequence"]:
            found.append(rows.unit_row(state, lane, sequence))
            if known and known["parent"] != state.parent:
                batch.tx.start_task(f"judge|unit|{name}|{sequence}|{lane}", "judge", {"inputs": ["profile"]})
    _replace(batch, "units", found)


def _store_awards(batch: Batch) -> None:
    newer = _newer(batch, "awards", batch.awards)
    found = [rows.award_row(said, sequence) for sequence, said in newer.values()]
    _replace(batch, "awards", found)
    for row in found:
        batch.dirt[row["employee"]].inputs.add("awards")


def _store_entries(batch: Batch) -> None:
    if not batch.entries:
        return
    known = batch.tx.known("entries", batch.entries)
    fresh = [entry for name, entry in batch.entries.items() if name not in known]
    if fresh:
        batch.tx.db.entries.insert_many([rows.entry_row(entry) for entry in fresh], ordered=False)
    for entry in fresh:
        batch.dirt[entry.employee].inputs.add("points")


def _newer(batch: Batch, collection: str, told: Mapping[str, tuple[int, Any]]) -> dict[str, tuple[int, Any]]:
    """Of the states that were told, those newer than what is stored."""
    if not told:
        return {}
    known = batch.tx.db[collection].find({"_id": {"$in": list(told)}}, {"sequence": 1})
    sequences = {row["_id"]: row["sequence"] for row in known}
    return {name: said for name, said in told.items() if said[0] > sequences.get(name, -1)}


def _replace(batch: Batch, collection: str, found: list[Row]) -> None:
    if found:
        writes = [ReplaceOne({"_id": row["_id"]}, row, upsert=True) for row in found]
        batch.tx.db[collection].bulk_write(writes, ordered=False)
