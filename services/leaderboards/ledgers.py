"""The one ledger of this installation: its name, with which boards are marked, and the zone whose months it keeps."""

import uuid
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

import structlog
from pymongo.database import Database

from shared.config import settings
from shared.store import Row

ONE = "ledger"


class Mark(NamedTuple):
    """A place on a lane: behind its ``n``-th entry and its ``v``-th move."""

    n: int = 0
    v: int = 0

    def __str__(self) -> str:
        return f"{self.n}:{self.v}"

    def covers(self, other: "Mark") -> bool:
        """Whether nothing lies before the other mark that does not lie before this one."""
        return self.n >= other.n and self.v >= other.v

    @classmethod
    def of(cls, text: str) -> Self:
        """The mark that was written so."""
        n, _, v = text.partition(":")
        return cls(int(n), int(v))


log = structlog.get_logger()


@dataclass(frozen=True)
class Ledger:
    """A database that is made anew gets another ``name``, so boards of the old one are never taken for its own."""

    name: str
    zone: ZoneInfo


def begin_ledger(db: Database[Row]) -> None:
    """Name the ledger where it has no name yet. Its periods stay those of the zone in force now: another zone would
    give months that entries were not posted to."""
    zone = settings().organization_timezone
    said = {"name": uuid.uuid4().hex, "zone": zone}
    db.ledgers.update_one({"_id": ONE}, {"$setOnInsert": said}, upsert=True)
    if (kept := ledger(db).zone.key) != zone:
        log.warning("zone_kept", kept=kept, asked=zone, why="the ledger's months are those of the zone it began in")


@cache
def ledger(db: Database[Row]) -> Ledger:
    """The ledger of this database, once begun."""
    row = db.ledgers.find_one({"_id": ONE})
    if row is None:
        raise RuntimeError("the ledger is begun by prepare(), before anything is posted")
    return Ledger(row["name"], ZoneInfo(row["zone"]))
