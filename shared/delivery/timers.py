"""The clock is an input: a due timer is fired by its lane's owner, deleted and acted upon in one transaction.

A timer that needs a barrier first notes, for every lane, how far the logs reached when it came due; each lane's owner
marks its own as passed, and when all are, the timer's lane fires it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.bus import LANES
from shared.clock import Clock
from shared.delivery.faults import is_unreachable, not_put_off, put_off
from shared.delivery.service import Service, Timer
from shared.delivery.transaction import NotReady, Transaction, Zombie, transact
from shared.store import Row

DUE_AT_ONCE = 100
log = structlog.get_logger()
EndOffsets = Callable[[], dict[str, dict[int, int]]]


class Timers:
    """Fires the due timers of the lanes that this process holds."""

    def __init__(
        self, db: Database[Row], service: Service[Any], end_offsets: EndOffsets, clock: Clock, session: ClientSession
    ) -> None:
        self._db = db
        self._session = session
        self._service = service
        self._end_offsets = end_offsets
        self._clock = clock

    def fire_due(self, lanes: set[int]) -> int:
        """Fire what is due on these lanes, earliest first; how many were."""
        if not self._service.timers:
            return 0
        now = self._clock()
        due = {"lane": {"$in": list(lanes)}, "due_at": {"$lte": now}, "waiting": {"$ne": True}, **not_put_off(now)}
        rows = list(self._db.timers.find(due).sort("due_at", 1).limit(DUE_AT_ONCE))
        for row in rows:
            if row["kind"] in self._service.barriers:
                self._raise_barrier(row, now)
            else:
                self._fire(row, now)
        return len(rows) + (self._pass_barriers(lanes) if self._service.barriers else 0)

    def _fire(self, row: Row, now: datetime) -> None:
        """One that fails by its own fault is put off: it must not keep the others, and all events, from going on."""

        def work(tx: Transaction) -> None:
            if tx.db.timers.delete_one({"_id": row["_id"], "due_at": row["due_at"]}).deleted_count != 1:
                raise Zombie(f"timer {row['_id']} was moved, dropped or fired meanwhile")
            tx.db.barriers.delete_many({"timer": row["_id"]})
            batch = self._service.open(tx)
            timer = Timer(row["_id"], row["kind"], row["due_at"], row["data"])
            self._service.timers[row["kind"]](batch, timer)
            self._service.conclude(batch)

        try:
            transact(self._db, self._service.name, now, work, lane=row["lane"], session=self._session)
            self._service.committed(self._session)
            log.info("timer_fired", timer=row["_id"], kind=row["kind"])
        except Zombie as stale:
            log.info("timer_stale", reason=str(stale))
        except NotReady:
            raise
        except Exception as error:
            if is_unreachable(error):
                raise
            put_off(self._service.name, self._db.timers, row, now, error)

    def _raise_barrier(self, row: Row, now: datetime) -> None:
        ends = self._end_offsets()

        def work(tx: Transaction) -> None:
            tx.db.timers.update_one({"_id": row["_id"], "due_at": row["due_at"]}, {"$set": {"waiting": True}})
            tx.db.barriers.delete_many({"timer": row["_id"]})
            tx.db.barriers.insert_many(
                {"_id": f"{row['_id']}|{lane:02d}", "timer": row["_id"], "lane": lane, "passed": False,
                 "needs": {log_: offsets.get(lane, 0) for log_, offsets in ends.items()}}
                for lane in range(LANES)
            )  # fmt: skip

        transact(self._db, self._service.name, now, work, lane=row["lane"], session=self._session)

    def _pass_barriers(self, lanes: set[int]) -> int:
        """Mark what these lanes have passed, and fire the timers for which all lanes have."""
        rows = list(self._db.barriers.find({"lane": {"$in": list(lanes)}, "passed": False}))
        if rows:
            reached = {row["_id"]: row["offsets"] for row in self._db.lanes.find({"_id": {"$in": list(lanes)}})}
            passed = [row["_id"] for row in rows if _reached(reached.get(row["lane"], {}), row["needs"])]
            self._db.barriers.update_many({"_id": {"$in": passed}}, {"$set": {"passed": True}})
        return self._fire_released(lanes)

    def _fire_released(self, lanes: set[int]) -> int:
        now = self._clock()
        waiting = list(self._db.timers.find({"lane": {"$in": list(lanes)}, "waiting": True, **not_put_off(now)}))
        released = [row for row in waiting if not self._db.barriers.find_one({"timer": row["_id"], "passed": False})]
        for row in released:
            self._fire(row, now)
        return len(released)


def _reached(offsets: dict[str, int], needs: dict[str, int]) -> bool:
    return all(offset == 0 or offsets.get(log_, 0) >= offset for log_, offset in needs.items())
