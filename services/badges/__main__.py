"""`python -m services.badges api|consumer|all`."""

from services.badges.api import make_app
from services.badges.collections import ALL
from services.badges.handlers import SERVICE
from shared.serve import service_main
from shared.store import database, ensure_indexes


def prepare() -> None:
    """Make collections and indexes."""
    ensure_indexes(database("badges"), ALL)


if __name__ == "__main__":
    service_main(SERVICE, make_app, prepare)
