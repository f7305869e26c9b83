"""Keys of sources: 256 random bits, shown once, kept as prefix and SHA-256; scopes are the sources that a key may
write."""

import hashlib
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from shared.store import Row

PREFIX = "lrk_"
SHOWN = 12
FRESH = 2.0
TOUCHED_EVERY = timedelta(minutes=1)
MOST_KEYS = 50


@dataclass(frozen=True)
class Key:
    """A key as requests are judged by it: its own source, those it may write, and the rate (events a minute) of
    each."""

    id: str
    source: str
    rates: Mapping[str, int | None]
    expires_at: datetime | None
    last_used_at: datetime | None

    def may_write(self, source: str) -> bool:
        """Whether events of this source may be sent with it."""
        return source in self.rates


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_key(source: str, name: str, sources: Iterable[str], by: str, now: datetime) -> tuple[Row, str]:
    """A key's row and its secret, which is never seen again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    row: dict[str, Any] = {
        "_id": f"k-{secrets.token_hex(8)}", "hash": digest(secret), "prefix": secret[:SHOWN], "name": name,
        "source": source, "sources": list(dict.fromkeys([source, *sources])), "created_at": now, "created_by": by,
        "last_used_at": None, "expires_at": None, "revoked_at": None,
    }  # fmt: skip
    return row, secret


class KeyRing:
    """Finds keys by their secrets; an answer is good for two seconds in this process, less after ``forget``."""

    def __init__(self, db: Database[Row]) -> None:
        self._db = db
        self._found: dict[str, tuple[float, Key]] = {}

    def find(self, secret: str, now: datetime) -> Key | None:
        """The key with this secret, unless it is revoked or has expired; notes its use once a minute."""
        hashed = digest(secret)
        until, key = self._found.get(hashed, (0.0, None))
        if until < time.monotonic():
            key = self._load(hashed)
            if key is None:
                self._found.pop(hashed, None)
                return None
            self._note_use(key, now)
            self._found[hashed] = (time.monotonic() + FRESH, key)
        return key if key and (key.expires_at is None or now < key.expires_at) else None

    def forget(self) -> None:
        """Look every key up again: one was changed."""
        self._found.clear()

    def _load(self, hashed: str) -> Key | None:
        row = self._db.keys.find_one({"hash": hashed, "revoked_at": None})
        if row is None:
            return None
        rates = {s["_id"]: s.get("rate_per_minute") for s in self._db.sources.find({"_id": {"$in": row["sources"]}})}
        return Key(row["_id"], row["source"], rates, row["expires_at"], row["last_used_at"])

    def _note_use(self, key: Key, now: datetime) -> None:
        if key.last_used_at is None or now - key.last_used_at >= TOUCHED_EVERY:
            self._db.keys.update_one({"_id": key.id}, {"$max": {"last_used_at": now}})
