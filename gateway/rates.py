"""How often one may ask: counted in Redis by token, session or address; in memory while Redis is away."""

import hashlib
from typing import Any

from flask import Flask, Response, g, request
from flask_limiter import ApplicationLimit, Limiter
from flask_limiter.util import get_remote_address

from gateway.auth import cookie_name
from gateway.cache import key
from shared.config import settings
from shared.http import ProblemDocument, problem_response

# Far above what the pages need; programs that load much have tokens.
PER_PROGRAM = "60000/minute"
PER_PERSON = "6000/minute"
PER_ADDRESS = "6000/minute"
IN_ALL = "120000/minute"
SIGN_INS = "300/minute"
UNLIMITED = ("/livez", "/readyz", "/metrics")


def add_rates(app: Flask) -> None:
    """Answers 429 with Retry-After to whoever asks more often; made-up secrets are counted by their address too."""
    by_address = ApplicationLimit(IN_ALL, key_function=get_remote_address, cost=1, exempt_when=_free)
    limiter = Limiter(
        _asker, app=app, application_limits=[_limit, by_address], application_limits_exempt_when=_free,
        storage_uri=settings().redis_url, key_prefix=key("rates"), strategy="fixed-window",
        in_memory_fallback_enabled=True, on_breach=_refuse,
    )  # fmt: skip
    app.after_request(_say_when)
    demo: Any = limiter.limit(SIGN_INS)(app.view_functions["signin.demo"])
    app.view_functions["signin.demo"] = demo


def _say_when(response: Response) -> Response:
    if response.status_code == 429:
        response.headers["Retry-After"] = "60"
    return response


def _asker() -> str:
    """Who is counted: hashed, because Redis is no place for what lets people in."""
    secret = request.headers.get("Authorization") or request.cookies.get(cookie_name())
    return hashlib.sha256(secret.encode()).hexdigest()[:32] if secret else f"address {request.remote_addr}"


def _limit() -> str:
    if "Authorization" in request.headers:
        return PER_PROGRAM
    return PER_PERSON if cookie_name() in request.cookies else PER_ADDRESS


def _free() -> bool:
    return request.path in UNLIMITED or request.path.startswith("/assets/")


def _refuse(_limit: object) -> Response:
    """The answer itself: the library takes an exception here for a storage that is away."""
    detail = "too many requests: wait a minute, then go on more slowly"
    return problem_response(ProblemDocument(title="Too many requests", status=429, detail=detail, id=g.request_id))
