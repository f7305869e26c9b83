"""Who may do what: the profiles service's word, kept for seconds in Redis and dropped when people or units change."""

import time
from dataclasses import dataclass
from typing import Any

import orjson
import structlog

from gateway import clients
from gateway.cache import CacheError, key, redis
from gateway.tokens import SYSTEM
from shared.auth import Principal

FRESH = 5.0  # seconds
GATEWAY = Principal("gateway", frozenset({"admin"}))
SYSTEM_PRINCIPAL = Principal(SYSTEM, frozenset({"admin"}))
log = structlog.get_logger()


@dataclass(frozen=True)
class Known:
    """A person with their present roles and units, the units they are within, and the language they read."""

    principal: Principal
    locale: str = "en"
    within: frozenset[str] = frozenset()


def known_as(employee: str, request_id: str) -> Known | None:
    """The person as they are known now, None where they are unknown, erased or have left."""
    if employee == SYSTEM:
        return Known(SYSTEM_PRINCIPAL)
    row = _kept(employee)
    if row is None:
        row = ask([employee], request_id).get(employee) or {"roles": []}
        _keep(employee, row)
    if not row["roles"]:
        return None
    principal = Principal(employee, frozenset(row["roles"]), frozenset(row["units"]))
    return Known(principal, row["locale"], frozenset(row["within"]))


def ask(employees: list[str], request_id: str) -> dict[str, dict[str, Any]]:
    """Roles, units and names of these people as profiles knows them now; Refusal where it is away."""
    items: dict[str, dict[str, Any]] = clients.ask(GATEWAY, request_id, "profiles", "principals", {"ids": employees})[
        "items"
    ]
    return items


def forget(employee: str | None = None) -> None:
    """What is kept of this person, or of all, is asked anew."""
    try:
        if employee is None:
            redis().delete(_key())
        else:
            redis().hdel(_key(), employee)
    except CacheError as error:
        log.warning("principals_not_forgotten", error=repr(error)[:200])


def _kept(employee: str) -> dict[str, Any] | None:
    kept = redis().hget(_key(), employee)
    if kept is None:
        return None
    row: dict[str, Any] = orjson.loads(kept)
    return row if row["until"] > time.time() else None


def _keep(employee: str, row: dict[str, Any]) -> None:
    until = time.time() + FRESH
    with redis().pipeline() as pipe:
        pipe.hset(_key(), employee, orjson.dumps({**row, "until": until}))
        pipe.expire(_key(), int(FRESH) + 60)
        pipe.execute()


def _key() -> str:
    return key("principals")
