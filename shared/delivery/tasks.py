"""Long work on one lane (judging everyone anew), a piece a transaction, between live batches; it goes on after a
crash."""

from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.clock import Clock
from shared.delivery.service import Service, Task
from shared.delivery.transaction import Transaction, transact
from shared.store import Row


class Tasks:
    """Does the pending tasks of the lanes that this process holds."""

    def __init__(self, db: Database[Row], service: Service[Any], clock: Clock, session: ClientSession) -> None:
        self._db = db
        self._session = session
        self._service = service
        self._clock = clock

    def advance(self, lanes: set[int]) -> int:
        """Do one piece of each of these lanes' oldest tasks; how many lanes have work."""
        busy = 0
        if self._service.tasks:
            for lane in sorted(self._db.tasks.distinct("lane", {"lane": {"$in": list(lanes)}})):
                transact(self._db, self._service.name, self._clock(), self._piece, lane=lane, session=self._session)
                busy += 1
        return busy

    def _piece(self, tx: Transaction) -> None:
        row = tx.db.tasks.find_one({"lane": tx.lane}, sort=[("at", 1), ("_id", 1)])
        if row is None:
            return
        batch = self._service.open(tx)
        task = Task(row["_id"], row["kind"], row["lane"], row["cursor"], row["data"])
        cursor = self._service.tasks[row["kind"]](batch, task)
        self._service.conclude(batch)
        if cursor is None:
            tx.db.tasks.delete_one({"_id": row["_id"]})
        else:
            tx.db.tasks.update_one({"_id": row["_id"]}, {"$set": {"cursor": cursor}})
