"""Long work on one lane (judging everyone anew), a piece a transaction, between live batches; it goes on after a
crash."""

import time
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.clock import Clock
from shared.delivery.service import Service, Task
from shared.delivery.transaction import Transaction, transact
from shared.store import Row

ALONE, BESIDE = 0.05, 0.01
"""Seconds that a piece may take, alone and beside live events: one that comes meanwhile waits that long."""
SMALLEST, LARGEST = 20, 200


class Tasks:
    """Does the pending tasks of the lanes that this process holds, one piece at a time, lane after lane."""

    def __init__(self, db: Database[Row], service: Service[Any], clock: Clock, session: ClientSession) -> None:
        self._db = db
        self._session = session
        self._service = service
        self._clock = clock
        self._size = SMALLEST
        self._last = -1
        self.took = 0.0

    def advance(self, lanes: set[int], *, beside: bool = False) -> int:
        """Do one piece of one lane's oldest task, a small one ``beside`` live events; how many lanes have work.
        ``took`` is how many seconds the piece took."""
        if not self._service.tasks:
            return 0
        busy = sorted(self._db.tasks.distinct("lane", {"lane": {"$in": list(lanes)}}))
        if busy:
            self._last = next((lane for lane in busy if lane > self._last), busy[0])
            begun = time.monotonic()
            transact(self._db, self._service.name, self._clock(), self._piece, lane=self._last, session=self._session)
            self.took = time.monotonic() - begun
            self._service.committed(self._session)
            self._adapt(BESIDE if beside else ALONE)
        return len(busy)

    def _adapt(self, seconds: float) -> None:
        """Make the next piece as large as fits, at most twice this one."""
        fitting = int(self._size * seconds / max(self.took, 0.001))
        self._size = max(SMALLEST, min(LARGEST, 2 * self._size, fitting))

    def _piece(self, tx: Transaction) -> None:
        row = tx.db.tasks.find_one({"lane": tx.lane}, sort=[("at", 1), ("_id", 1)])
        if row is None:
            return
        batch = self._service.open(tx)
        task = Task(row["_id"], row["kind"], row["lane"], row["cursor"], row["data"], self._size)
        cursor = self._service.tasks[row["kind"]](batch, task)
        self._service.conclude(batch)
        if cursor is None:
            tx.db.tasks.delete_one({"_id": row["_id"]})
        else:
            tx.db.tasks.update_one({"_id": row["_id"]}, {"$set": {"cursor": cursor}})
