"""`/readyz`: whether this process can answer, and how each service is.

A service that is away takes its own pages with it, not the gateway: it is named here, but readiness is that of sessions
and tokens."""

from collections.abc import Callable

import httpx2
from flask import Flask, Response, jsonify, make_response
from pymongo.errors import PyMongoError

from gateway import clients
from gateway.cache import CacheError, redis
from gateway.watch import Watch
from shared.config import SERVICES, settings
from shared.store import database

PATIENCE = 1.5  # seconds for one service to say how it is


Check = Callable[[], str | None]


def checks(watch: Watch | None) -> dict[str, Check]:
    """What this process can't do without, each None or what is wrong."""
    bus: dict[str, Check] = {"kafka": lambda: watch.away} if watch else {}
    return {"redis": _redis, "mongodb": _mongodb, **bus}


def add_readiness(app: Flask, wanted: dict[str, Check]) -> None:
    """Answers /readyz with `{service, ready, missing, services}`."""

    def readyz() -> Response:
        asked = {name: clients.threads().submit(_service, name) for name in SERVICES}
        missing = {name: problem for name, check in wanted.items() if (problem := check())}
        services = {name: answer.result() for name, answer in asked.items()}
        body = jsonify(service="gateway", ready=not missing, missing=missing, services=services)
        return make_response(body, 503 if missing else 200)

    app.view_functions["readyz"] = readyz


def _service(name: str) -> str:
    try:
        answer = clients.http().get(settings().service_url(name) + "/readyz", timeout=PATIENCE)
    except httpx2.HTTPError as error:
        return f"can't be reached ({type(error).__name__})"
    return "ready" if answer.status_code == 200 else answer.text[:500]


def _redis() -> str | None:
    try:
        redis().ping()
    except CacheError as error:
        return f"Redis can't be reached: {error}"[:200]
    return None


def _mongodb() -> str | None:
    try:
        database("gateway").client.admin.command("ping")
    except PyMongoError as error:
        return f"MongoDB can't be reached: {error}"[:200]
    return None
