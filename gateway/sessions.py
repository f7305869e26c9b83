"""Sessions of the web: a random name in a cookie, kept hashed in Redis for twelve hours after its last use."""

import hashlib
import secrets

from gateway.cache import key, redis

LIFETIME = 12 * 3600


def begin(employee: str, previous: str | None = None) -> str:
    """A new session's name for this person; the one they came with, if any, ends, so that none is fixed on them."""
    if previous:
        end(previous)
    name = secrets.token_urlsafe(32)
    redis().set(_key(name), employee, ex=LIFETIME)
    return name


def employee_of(name: str, *, use: bool = True) -> str | None:
    """Whose session it is, None where there is none; using it keeps it for another twelve hours."""
    found = redis().getex(_key(name), ex=LIFETIME) if use else redis().get(_key(name))
    return str(found) if found is not None else None


def end(name: str) -> None:
    """The session is no more."""
    redis().delete(_key(name))


def _key(name: str) -> str:
    return key("session", hashlib.sha256(name.encode()).hexdigest())
