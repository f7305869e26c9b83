"""Recognition on its real database, with three people it has heard of."""

import pytest

from services.recognition.api import make_app
from services.recognition.documents import DOCUMENTS
from shared.delivery.setup import ensure_delivery
from shared.store import database, ensure_indexes
from tests.integration.recognition.colleagues import Colleagues, state


@pytest.fixture
def colleagues(namespace: str) -> Colleagues:
    """Ada, Ben and Cy are here, Di has left."""
    db = database("recognition")
    ensure_delivery(db)
    ensure_indexes(db, DOCUMENTS)
    found = Colleagues(db, make_app({}).test_client())
    found.hear(*(state(key, 1) for key in ("e-ada", "e-ben", "e-cy")), state("e-di", 1, status="left"))
    return found
