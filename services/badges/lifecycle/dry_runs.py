"""Dry runs: begun and cancelled by administrators, worked off by a thread of the process that began them, and kept with
what they found. One badge has one running at a time: beginning another cancels the one before."""

import uuid
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.badges import catalog
from services.badges.domain.editions import Version
from services.badges.lifecycle.proof import fingerprint
from services.badges.lifecycle.requests import StartDryRun
from shared import clock
from shared.http import Problem
from shared.store import Row

SILENT = timedelta(seconds=30)
RUNNING, DONE, CANCELLED, FAILED = "running", "done", "cancelled", "failed"
INTERRUPTED = "the process that ran it has ended; start it again"


def start(db: Database[Row], said: StartDryRun, by: str) -> Row:
    """Note a dry run that is to be worked off; the stored row. 404 where there is no such version."""
    version = _version(db, said)
    stop = {"badge": said.badge, "state": RUNNING}
    db.dry_runs.update_many(stop, {"$set": {"state": CANCELLED, "ended_at": clock.now()}})
    choices = {"backfill": said.backfill, "start": said.start, "edits": said.edits}
    row = {"_id": str(uuid.uuid4()), "badge": said.badge, "version": said.version, "state": RUNNING, "by": by} | choices
    row |= {"fingerprint": fingerprint(version), "started_at": clock.now(), "beat_at": clock.now(), "ended_at": None}
    row |= {"scanned": 0, "total": 0, "found": None, "problem": None}
    db.dry_runs.insert_one(row)
    return row


def cancel(db: Database[Row], name: str) -> Row:
    """Have it stop at its next piece; one that has ended stays as it is."""
    row = known(db, [name]).get(name)
    if row is None:
        raise Problem(404, f"there is no dry run {name}", [("id", "unknown")])
    ended = {"state": CANCELLED, "ended_at": clock.now()}
    changed = db.dry_runs.find_one_and_update({"_id": name, "state": RUNNING}, {"$set": ended}, return_document=True)
    return changed or row


def known(db: Database[Row], names: list[str]) -> dict[str, Row]:
    """Dry runs by id. One whose process fell silent has failed."""
    return {row["_id"]: _as_of_now(row) for row in db.dry_runs.find({"_id": {"$in": names}})}


def newest(db: Database[Row], badge: str, version: int) -> Row | None:
    """The last one of a version."""
    row = db.dry_runs.find_one({"badge": badge, "version": version}, sort=[("started_at", -1)])
    return row and _as_of_now(row)


def beat(db: Database[Row], name: str, **said: Any) -> bool:
    """Note how far it is; False where it was cancelled meanwhile."""
    alive = db.dry_runs.update_one({"_id": name, "state": RUNNING}, {"$set": {**said, "beat_at": clock.now()}})
    return bool(alive.matched_count)


def end(db: Database[Row], name: str, state: str, **said: Any) -> None:
    """Note how it ended."""
    db.dry_runs.update_one({"_id": name, "state": RUNNING}, {"$set": {**said, "state": state, "ended_at": clock.now()}})


def _version(db: Database[Row], said: StartDryRun) -> Version:
    key = (said.badge, said.version)
    found = catalog.versions(db, [key]).get(key)
    if found is None:
        raise Problem(404, f"there is no version {said.version} of a badge {said.badge}", [("version", "unknown")])
    return found


def _as_of_now(row: Row) -> Row:
    if row["state"] == RUNNING and clock.now() - row["beat_at"] > SILENT:
        return row | {"state": FAILED, "problem": INTERRUPTED, "ended_at": row["beat_at"]}
    return row
