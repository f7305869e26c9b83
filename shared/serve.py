"""Running a process: HTTP by Granian in this very process, a consumer and a relay beside it, a graceful end on
SIGTERM."""

import asyncio
import logging
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

import structlog
from flask import Flask
from granian.constants import Interfaces
from granian.server.embed import Server
from pymongo.errors import PyMongoError

from shared.bus import BusError
from shared.config import settings
from shared.delivery.service import Service
from shared.delivery.setup import ensure_delivery
from shared.delivery.worker import Worker
from shared.outbox import Outbox, Relay
from shared.store import database, ensure_safe
from shared.telemetry import configure_logging
from shared.wsgi import MOST_BYTES, Threaded

THREADS = 16
log = structlog.get_logger()


class Part(Protocol):
    """Something that runs beside HTTP until it is stopped."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Finish what is under way and end."""


def run(app: Flask | Any, host: str, port: int, parts: tuple[Part, ...] = ()) -> None:
    """Serve the application (Flask, or ASGI) and run the parts until SIGTERM or Ctrl-C; then requests are finished
    first."""
    asyncio.run(_serve(app, host, port, parts))


async def _serve(app: Flask | Any, host: str, port: int, parts: tuple[Part, ...]) -> None:
    logging.getLogger("_granian").setLevel(logging.WARNING)
    target: Any = Threaded(app, THREADS, MOST_BYTES) if isinstance(app, Flask) else app
    interface = Interfaces.ASGINL if isinstance(app, Flask) else Interfaces.ASGI
    server = Server(
        target, address=host, port=port, interface=interface, backlog=1024, websockets=False, log_enabled=False
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    for part in parts:
        part.start()
    log.info("started", port=port)
    await server.serve()
    for part in parts:
        await loop.run_in_executor(None, part.stop)
    log.info("stopped")


def service_main(
    service: Service[Any],
    app: Callable[[dict[str, Callable[[], str | None]]], Flask],
    prepare: Callable[[], None],
    *,
    outbox: Callable[[Any], Outbox] | None = None,
    parts: tuple[Part, ...] = (),
) -> None:
    """The `__main__` of a service: `api`, `consumer` or `all` from the command line.

    ``app`` makes the Flask application from readiness checks, ``prepare`` makes collections and indexes."""
    role = sys.argv[1] if len(sys.argv) > 1 else "all"
    if role not in ("api", "consumer", "all"):
        sys.exit(f"usage: python -m services.{service.name} api|consumer|all")
    configure_logging(service.name)
    db = database(service.name)
    _wait_for_store(db, prepare)
    relay = Relay(db, service.name, outbox(db) if outbox else None)
    worker = Worker(service, wake=relay.wake)
    running: tuple[Part, ...] = () if role == "api" else (worker, relay, *parts)
    checks = {"mongodb": lambda: _unreachable(db)} | ({} if role == "api" else {"consumer": worker.missing})
    application = app(checks)
    application.extensions["relay"] = relay
    run(application, settings().host, settings().port(service.name), running)


def _wait_for_store(db: Any, prepare: Callable[[], None]) -> None:
    while True:
        try:
            ensure_safe(db)
            ensure_delivery(db)
            prepare()
        except (PyMongoError, BusError) as error:
            log.warning("waiting_for_servers", error=repr(error)[:200])
            time.sleep(1)
        else:
            return


def _unreachable(db: Any) -> str | None:
    try:
        db.client.admin.command("ping")
    except PyMongoError as error:
        return f"MongoDB can't be reached: {error}"[:200]
    return None
