"""The issuer's keys as they are stored: made when first needed, rotated, never thrown away."""

from functools import lru_cache

from bson import Binary
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.badges.credentials import keys
from services.badges.credentials.keys import IssuerKey, PublicKey
from shared import clock
from shared.auth import derived_key
from shared.store import Row

PURPOSE = "credentials"
"""What the key that encrypts them is derived from LAUREL_KEY for."""


def current(db: Database[Row]) -> IssuerKey:
    """The key that signs."""
    newest = _newest(db)
    if newest is None:
        rotate(db)
        return current(db)
    return _unsealed(newest["_id"], bytes(newest["sealed"]), derived_key(PURPOSE))


def rotate(db: Database[Row]) -> PublicKey:
    """From now on a fresh key signs; what earlier ones signed still verifies. Two who rotate at once make one key."""
    newest = _newest(db)
    number = 1 + (newest["number"] if newest else 0)
    key = keys.generate(f"key-{number}")
    row = {"number": number, "public": Binary(key.public.raw), "sealed": Binary(keys.seal(key, derived_key(PURPOSE)))}
    try:
        db.issuer_keys.insert_one({"_id": key.name, **row, "created_at": clock.now()})
    except DuplicateKeyError:
        return current(db).public
    return key.public


def rows(db: Database[Row]) -> list[Row]:
    """All keys as they are stored, oldest first; there is always one."""
    current(db)
    return list(db.issuer_keys.find().sort("number", 1))


def public(db: Database[Row]) -> list[PublicKey]:
    """All keys as anybody may know them, oldest first."""
    return [PublicKey(row["_id"], bytes(row["public"])) for row in rows(db)]


def _newest(db: Database[Row]) -> Row | None:
    return db.issuer_keys.find_one(sort=[("number", -1)])


@lru_cache(maxsize=4)
def _unsealed(name: str, sealed: bytes, under: bytes) -> IssuerKey:
    return keys.unseal(name, sealed, under)
