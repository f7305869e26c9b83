"""The rate limit of a source: events let in by the minute, over all processes.

Each process takes a share of the minute's events from MongoDB at a time and lets requests in from it, so that most
cost no look at the store. A request that begins within the limit is taken whole, however many events it has."""

import threading
from collections.abc import Mapping
from datetime import datetime

from pymongo import ReturnDocument
from pymongo.database import Database

from shared.store import Row

DEFAULT = 600_000
SHARES = 20
MINUTE = 60


class Limiter:
    """Counts events against their sources' rates."""

    def __init__(self, db: Database[Row]) -> None:
        self._db = db
        self._left: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def wait(self, counts: Mapping[str, int], rates: Mapping[str, int | None], now: datetime) -> int:
        """Let these events in (number by source) and give 0, or give the seconds after which to try again."""
        with self._lock:
            admitted = [
                self._admit(source, count, rates.get(source) or DEFAULT, now) for source, count in counts.items()
            ]
        return 0 if all(admitted) else MINUTE - int(now.timestamp()) % MINUTE

    def _admit(self, source: str, count: int, rate: int, now: datetime) -> bool:
        minute = int(now.timestamp()) // MINUTE
        begun, left = self._left.get(source, (minute, 0))
        if begun != minute:
            left = 0
        if left <= 0:
            left += self._take(source, minute, rate, max(1 - left, rate // SHARES), now)
        self._left[source] = (minute, left - count if left > 0 else left)
        return left > 0

    def _take(self, source: str, minute: int, rate: int, share: int, now: datetime) -> int:
        """Up to ``share`` more of the minute's events, none if all are taken."""
        change = {"$inc": {"taken": share}, "$setOnInsert": {"at": now}}
        key = {"_id": f"{minute}|{source}"}
        row = self._db.rates.find_one_and_update(key, change, upsert=True, return_document=ReturnDocument.BEFORE)
        taken = int(row["taken"]) if row else 0
        return max(0, min(share, rate - taken))
