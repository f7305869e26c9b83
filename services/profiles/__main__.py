"""`python -m services.profiles api|consumer|all`, and `import FILE` for the operator."""

import sys

from services.profiles.api import make_app
from services.profiles.command_line import cli
from services.profiles.documents import DOCUMENTS
from services.profiles.handlers import SERVICE
from shared.delivery.setup import ensure_delivery
from shared.serve import service_main
from shared.store import database, ensure_indexes


def prepare() -> None:
    """Make collections and indexes."""
    ensure_indexes(database("profiles"), DOCUMENTS)


if __name__ == "__main__":
    if sys.argv[1:2] == ["import"]:
        ensure_delivery(database("profiles"))
        prepare()
        cli()
    else:
        service_main(SERVICE, make_app, prepare)
