"""HTTP commands: one transaction each, with the caller's idempotency key in place of an offset."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import orjson
from pymongo.database import Database

from shared import clock
from shared.delivery.transaction import Transaction, transact
from shared.store import Row


class KeyReused(Exception):
    """The idempotency key was used before, with another body."""


def command(
    db: Database[Row],
    service: str,
    work: Callable[[Transaction], Row],
    *,
    key: str | None = None,
    body: Any = None,
    now: clock.Clock = clock.now,
    lane: int | None = None,
) -> Row:
    """Run ``work`` in one transaction and give its answer (a JSON object). With a ``key``, the same command again
    gives the first answer and changes nothing; the same key with another ``body`` raises KeyReused.
    ``lane`` is that of the person whom the command is about, where it judges one."""
    # The standard library's json: a body may hold integers beyond 64 bits, until its own rules refuse them.
    fingerprint = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()

    def once(tx: Transaction) -> Row:
        if key is None:
            return work(tx)
        if known := tx.db.commands.find_one({"_id": key}):
            if known["fingerprint"] != fingerprint:
                raise KeyReused(f"the idempotency key {key!r} was used for another command")
            answer: Row = orjson.loads(known["answer"])
            return answer
        answer = work(tx)
        row = {"_id": key, "fingerprint": fingerprint, "answer": orjson.dumps(answer), "at": tx.now}
        tx.db.commands.insert_one(row)
        return answer

    return transact(db, service, now(), once, lane=lane)
