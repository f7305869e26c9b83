"""How an award stands, as a credential's status says it, and the signed lists of those that no longer do."""

import secrets
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from pymongo.database import Database

from services.badges.credentials import keyring, statuslist
from services.badges.credentials.issuer import Issuer, issuer
from services.badges.credentials.keys import IssuerKey
from services.badges.credentials.proofs import with_proof
from shared import clock
from shared.http import Problem
from shared.store import Row

Json = dict[str, Any]
Status = Literal["valid", "expired", "revoked"]
FULL = statuslist.LENGTH // 2
"""How many entries of a list are given out: beyond, a free one is hard to come by at random."""
MOST = 2**31
"""Lists: the store takes no number that is much larger."""


def status_of(award: Row | None, now: datetime) -> Status:
    """How an award stands; one that is gone no longer does."""
    if award is None or award["state"] == "revoked":
        return "revoked"
    until = award.get("expires_at")
    return "expired" if award["state"] == "expired" or (until and until <= now) else "valid"


def free_place(db: Database[Row]) -> tuple[int, int]:
    """A list and an index that no credential has, at random: an index tells nothing about when it was given out."""
    number = 1 + db.credentials.count_documents({}) // FULL
    while True:
        index = secrets.randbelow(statuslist.LENGTH)
        if not db.credentials.find_one({"status_list": number, "status_index": index}, {"_id": 1}):
            return number, index


def stands(db: Database[Row], number: int, index: int) -> bool:
    """Whether the list of this number says of this index that it stands."""
    standing = {"status_list": number, "status_index": index, "revoked": False}
    return db.credentials.find_one(standing, {"_id": 1}) is not None


def status_list(db: Database[Row], number: int) -> Json:
    """A status list credential as it stands at this moment, signed; 404 for one that no credential is in."""
    if number > MOST or db.credentials.find_one({"status_list": number}, {"_id": 1}) is None:
        raise Problem(404, f"there is no status list {number}")
    gone = db.credentials.find({"status_list": number, "revoked": True}, {"_id": 0, "status_index": 1})
    revoked = tuple(sorted(row["status_index"] for row in gone))
    since = keyring.rows(db)[0]["created_at"]
    return _signed(number, revoked, issuer(), since, keyring.current(db))


@lru_cache(maxsize=64)
def _signed(number: int, revoked: tuple[int, ...], by: Issuer, since: datetime, key: IssuerKey) -> Json:
    told = statuslist.list_credential(number, revoked, by, since)
    return with_proof(told, key.secret, by.method(key.name), clock.now())
