"""Logs in JSON with the event's id bound to every line, and the one list of metrics."""

import logging
import sys

import structlog
from prometheus_client import Counter, Gauge, Histogram

from shared.config import settings

LAG = Gauge("laurel_consumer_lag", "Events a consumer has not yet handled", ["service", "topic"])
OUTBOX_DEPTH = Gauge("laurel_outbox_depth", "Events committed and not yet acknowledged by the broker", ["service"])
DEAD_LETTERS = Counter(
    "laurel_dead_letters_total", "Events put aside because they can't be handled", ["service", "reason"]
)
PUT_OFF = Counter("laurel_put_off_total", "Timers and tasks that failed and are tried again later", ["service", "kind"])
DUPLICATES = Counter("laurel_duplicates_total", "Events seen again and absorbed", ["service"])
HANDLED = Counter("laurel_events_total", "Events handled, by type", ["service", "type"])
BATCH_SECONDS = Histogram("laurel_batch_seconds", "One lane's transaction from first read to commit", ["service"])
EFFECT_SECONDS = Histogram(
    "laurel_effect_seconds",
    "From the moment an event was emitted to the commit of its effects",
    ["service"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600),
)
REQUEST_SECONDS = Histogram("laurel_request_seconds", "One HTTP request", ["service", "route", "status"])


def configure_logging(service: str) -> None:
    """Send this process's log to standard output, one JSON object a line (LAUREL_LOG=console for people)."""
    console = settings().log_format == "console"
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer() if console else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    structlog.contextvars.bind_contextvars(service=service)
    logging.getLogger("kafka").setLevel(logging.ERROR)  # it warns of what it mends by itself
    logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
