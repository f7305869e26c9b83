"""Retractions: exactly what a completion gave is taken back, also when the retraction comes first."""

from datetime import datetime

from pymongo.database import Database

from services.intake.domain.people import shares
from services.intake.domain.refusals import Refused
from services.intake.rows import (
    COMPLETION,
    RETRACTION,
    TOMBSTONE,
    Entry,
    Outcome,
    parts_in,
    retraction_row,
    tombstone_row,
)  # fmt: skip
from shared.delivery.transaction import Transaction, transact
from shared.events.completions import completion_id
from shared.store import Row


def retract(db: Database[Row], entry: Entry, external_id: str, now: datetime) -> Outcome | None:
    """Take back what the completion gave, or leave a tombstone where it has not come yet; None where this retraction's
    own key is taken."""
    target = completion_id(entry.occurrence.source, external_id)

    def work(tx: Transaction) -> Outcome | None:
        found = {row["_id"]: row for row in tx.db.completions.find({"_id": {"$in": [entry.completion, target]}})}
        if (mine := found.get(entry.completion)) and mine["kind"] != TOMBSTONE:
            return None
        if mine:
            tx.db.completions.delete_one({"_id": entry.completion})
        return _take_back(tx, entry, target, found.get(target))

    return transact(db, "intake", now, work)


def _take_back(tx: Transaction, entry: Entry, target: str, row: Row | None) -> Outcome:
    employees: list[str] = []
    if row is None:
        tx.db.completions.insert_one(tombstone_row(target, entry, tx.now))
    elif row["kind"] == RETRACTION:
        faults = [("data.retracts", "is a retraction itself: send the completion again under a new id")]
        return Outcome("refused", refusal=Refused(422, "a retraction can't be retracted", faults))
    elif row["kind"] == COMPLETION and "retracted_by" not in row:
        employees = list(dict.fromkeys(employee for employee, _ in shares(parts_in(row))))
        taken_back = {"$set": {"retracted_by": entry.completion}, "$unset": {"unlinked": ""}}
        tx.db.completions.update_one({"_id": target}, taken_back)
    stored = retraction_row(entry, target, employees, tx.now)
    tx.db.completions.insert_one(stored)
    return Outcome("accepted", stored)
