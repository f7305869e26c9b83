"""`python -m services.badges api|consumer|all`."""

from services.badges.api import make_app
from services.badges.correcting.documents import DOCUMENTS as CORRECTING
from services.badges.credentials.documents import DOCUMENTS as CREDENTIALS
from services.badges.documents import DOCUMENTS
from services.badges.handlers import SERVICE
from services.badges.images.documents import DOCUMENTS as IMAGES
from services.badges.lifecycle.documents import DOCUMENTS as LIFECYCLE
from shared.serve import service_main
from shared.store import database, ensure_indexes


def prepare() -> None:
    """Make collections and indexes."""
    ensure_indexes(database("badges"), DOCUMENTS + CORRECTING + CREDENTIALS + IMAGES + LIFECYCLE)


if __name__ == "__main__":
    service_main(SERVICE, make_app, prepare)
