"""`python -m services.challenges api|consumer|all`."""

from services.challenges.api import make_app
from services.challenges.documents import DOCUMENTS
from services.challenges.handlers import SERVICE
from shared.serve import service_main
from shared.store import database, ensure_indexes


def prepare() -> None:
    """Make collections and indexes."""
    ensure_indexes(database("challenges"), DOCUMENTS)


if __name__ == "__main__":
    service_main(SERVICE, make_app, prepare)
