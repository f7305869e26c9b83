"""Long work on one lane (judging everyone anew), a piece a transaction, between live batches; it goes on after a
crash."""

import time
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.clock import Clock
from shared.delivery.faults import is_unreachable, not_put_off, put_off
from shared.delivery.service import Service, Task
from shared.delivery.transaction import NotReady, Transaction, transact
from shared.store import Row

log = structlog.get_logger()
ALONE, BESIDE = 0.05, 0.01
"""Seconds that a piece may take, alone and beside live events: one that comes meanwhile waits that long."""
SMALLEST, LARGEST = 20, 200
LONG = 1.0
"""Seconds; what takes so long with few may be made smaller still."""


class Tasks:
    """Does the pending tasks of the lanes that this process holds, one piece at a time, lane after lane."""

    def __init__(self, db: Database[Row], service: Service[Any], clock: Clock, session: ClientSession) -> None:
        self._db = db
        self._session = session
        self._service = service
        self._clock = clock
        self._sizes: dict[int, int] = {}
        self._last = -1
        self.took = 0.0

    def advance(self, lanes: set[int], *, beside: bool = False) -> int:
        """Do one piece of one lane's oldest task, a small one ``beside`` live events; how many lanes have work.
        ``took`` is how many seconds the piece took. One that fails is halved, and put off where one thing alone
        does; that the server can't be reached is raised."""
        if not self._service.tasks:
            return 0
        now = self._clock()
        busy = sorted(self._db.tasks.distinct("lane", {"lane": {"$in": list(lanes)}, **not_put_off(now)}))
        if busy:
            self._last = next((lane for lane in busy if lane > self._last), busy[0])
            begun = time.monotonic()
            size = self._sizes.get(self._last, SMALLEST)
            done = self._do(now, size)
            self.took = time.monotonic() - begun
            if done:
                self._adapt(size, BESIDE if beside else ALONE)
        return len(busy)

    def _do(self, now: datetime, size: int) -> bool:
        piece = partial(self._piece, size)
        try:
            done = transact(self._db, self._service.name, now, piece, lane=self._last, session=self._session)
        except NotReady:
            raise
        except Exception as error:
            if is_unreachable(error):
                raise
            self._sizes[self._last] = max(1, size // 2)
            self._blame(size, now, error)
            return False
        if done:
            self._service.committed(self._session)
        return done

    def _blame(self, size: int, now: datetime, error: Exception) -> None:
        row = self._next(now)
        if size == 1 and row:
            put_off(self._service.name, self._db.tasks, row, now, error)
        else:
            log.warning("piece_failed", lane=self._last, size=size, error=repr(error)[:300])

    def _adapt(self, size: int, seconds: float) -> None:
        """Make the lane's next piece as large as fits, at most twice this one."""
        fitting = int(size * seconds / max(self.took, 0.001))
        least = SMALLEST if self.took < LONG else 1
        self._sizes[self._last] = min(2 * size, max(least, min(LARGEST, fitting)))

    def _next(self, now: datetime) -> Row | None:
        return self._db.tasks.find_one({"lane": self._last, **not_put_off(now)}, sort=[("at", 1), ("_id", 1)])

    def _piece(self, size: int, tx: Transaction) -> bool:
        row = self._next(tx.now)
        if row is None:
            return False
        batch = self._service.open(tx)
        task = Task(row["_id"], row["kind"], row["lane"], row["cursor"], row["data"], size)
        cursor = self._service.tasks[row["kind"]](batch, task)
        self._service.conclude(batch)
        if cursor is None:
            tx.db.tasks.delete_one({"_id": row["_id"]})
        else:
            done = {"$set": {"cursor": cursor}, "$unset": {"tries": "", "not_before": "", "error": ""}}
            tx.db.tasks.update_one({"_id": row["_id"]}, done)
        return True
