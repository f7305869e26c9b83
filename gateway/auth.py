"""Who asks: a session's cookie or a bearer token, and the guard against requests forged by other sites (CSRF)."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog
from pymongo.errors import PyMongoError

from gateway import sessions, tokens
from gateway.cache import CacheError
from gateway.errors import FORBIDDEN, UNAUTHENTICATED, UNAVAILABLE, Refusal
from gateway.principals import known_as
from shared.auth import Principal
from shared.config import settings

GUARD = "X-Laurel"
log = structlog.get_logger()


@dataclass(frozen=True)
class Asker:
    """Who a request speaks for (None: nobody), whether they may state when things happened, their language, and the
    units that they are within."""

    principal: Principal | None
    backdate: bool = False
    locale: str = "en"
    within: frozenset[str] = frozenset()


NOBODY = Asker(None)


def cookie_name() -> str:
    """The session's cookie; in production its prefix makes browsers insist on HTTPS, this host and all paths."""
    return "__Host-laurel" if settings().production else "laurel"


def who(headers: Mapping[str, str], cookies: Mapping[str, str], request_id: str) -> Asker:
    """Who asks. Refusal for a bearer token that is none, a cookie without the guard's header, a store that is away."""
    return _known(headers, cookies, request_id, use=True)


def peek(headers: Mapping[str, str], cookies: Mapping[str, str], request_id: str) -> Asker:
    """As ``who``, without counting as a use of the session."""
    return _known(headers, cookies, request_id, use=False)


def _known(headers: Mapping[str, str], cookies: Mapping[str, str], request_id: str, *, use: bool) -> Asker:
    try:
        if authorization := headers.get("Authorization"):
            return _bearer(authorization, request_id)
        return _session(headers.get(GUARD), cookies.get(cookie_name()), request_id, use=use)
    except (CacheError, PyMongoError) as error:
        log.warning("store_away", error=repr(error)[:200])
        raise Refusal(UNAVAILABLE, "Who you are can't be looked up just now; try again shortly.") from error


def _session(guard: str | None, name: str | None, request_id: str, *, use: bool) -> Asker:
    employee = sessions.employee_of(name, use=use) if name else None
    if employee is None:
        return NOBODY
    if guard != "1":
        raise Refusal(FORBIDDEN, f"With a session's cookie the header {GUARD}: 1 is needed.")
    known = known_as(employee, request_id)
    return Asker(known.principal, locale=known.locale, within=known.within) if known else NOBODY


def _bearer(authorization: str, request_id: str) -> Asker:
    scheme, _, secret = authorization.partition(" ")
    token = tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
    known = known_as(token.employee, request_id) if token else None
    if token is None or known is None:
        raise Refusal(UNAUTHENTICATED, "The bearer token is not valid here.")
    return Asker(known.principal, token.backdate and known.principal.admin, known.locale, known.within)
