"""`python -m gateway`: GraphQL, sign-in, the web and the live stream in one process, on one port."""

from gateway import tokens
from gateway.app import documents, make_app
from gateway.asgi import route
from gateway.live import Live
from shared.config import settings
from shared.serve import run
from shared.telemetry import configure_logging


def main() -> None:
    """Serve until SIGTERM."""
    configure_logging("gateway")
    tokens.prepare()
    live = Live(documents(closed=settings().production))
    run(route(make_app(live.watch), live), settings().host, settings().web_port, (live,))


if __name__ == "__main__":
    main()
