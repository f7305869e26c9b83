"""Which faults waiting mends, and what becomes of a timer or a task at fault itself: it is tried again later, ever more
seldom, while everything else goes on."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from pymongo.collection import Collection
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
)

from shared.store import Row
from shared.telemetry import PUT_OFF

DUPLICATE = 11000
INTERRUPTED = 11601
"""An operation that is at work when its session is killed says so; only the one after it bears the label of what is to
be run again."""
MOST_TRIES = 12
log = structlog.get_logger()


def is_transient(error: PyMongoError) -> bool:
    """Whether the server asks for the transaction to be run again."""
    killed = isinstance(error, OperationFailure) and error.code == INTERRUPTED
    return killed or error.has_error_label("TransientTransactionError")


def is_duplicate(error: PyMongoError) -> bool:
    """Whether all that is wrong is that something of this key is there already."""
    if isinstance(error, BulkWriteError):
        faults = (error.details or {}).get("writeErrors", [])
        return bool(faults) and all(fault["code"] == DUPLICATE for fault in faults)
    return isinstance(error, DuplicateKeyError)


def is_unreachable(error: BaseException) -> bool:
    """Whether the server can't be reached."""
    return isinstance(error, ConnectionFailure | ExecutionTimeout)


def server_is_away(error: BaseException) -> bool:
    """Whether waiting helps: the server can't be reached, or asks for the transaction to be run again."""
    return is_unreachable(error) or (isinstance(error, PyMongoError) and is_transient(error))


def not_put_off(now: datetime) -> dict[str, Any]:
    """The query for rows whose turn it is."""
    return {"not_before": {"$not": {"$gt": now}}}


def put_off(service: str, rows: Collection[Row], row: Row, now: datetime, error: Exception) -> None:
    """Try this timer or task again after 2 s, then 4, and so on to 68 minutes; its row says how often and why, unless
    it has been moved meanwhile."""
    tries = row.get("tries", 0) + 1
    later = now + timedelta(seconds=2 ** min(tries, MOST_TRIES))
    same: Row = {name: row[name] for name in ("_id", "due_at", "cursor") if name in row}
    rows.update_one(same, {"$set": {"tries": tries, "not_before": later, "error": repr(error)[:300]}})
    PUT_OFF.labels(service, row["kind"]).inc()
    log.error("put_off", row=row["_id"], kind=row["kind"], tries=tries, until=later.isoformat(), exc_info=error)
