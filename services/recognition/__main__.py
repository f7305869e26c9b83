"""`python -m services.recognition api|consumer|all`."""

from services.recognition.api import make_app
from services.recognition.documents import DOCUMENTS
from services.recognition.handlers import SERVICE
from shared.serve import service_main
from shared.store import database, ensure_indexes


def prepare() -> None:
    """Make collections and indexes."""
    ensure_indexes(database("recognition"), DOCUMENTS)


if __name__ == "__main__":
    service_main(SERVICE, make_app, prepare)
