"""python -m services.intake api|consumer|all"""

from services.intake.api import make_app
from services.intake.documents import prepare
from services.intake.handlers import SERVICE
from services.intake.outbox import Completions
from shared.serve import service_main
from shared.store import database


def _prepare() -> None:
    """Make collections and indexes."""
    prepare(database("intake"))


if __name__ == "__main__":
    service_main(SERVICE, make_app, _prepare, outbox=Completions)
