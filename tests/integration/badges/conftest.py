"""What the tests of badges share."""

import pytest

from services.badges import catalog, standings
from services.badges.observed import sampling
from tests.integration.badges.support import Badges


@pytest.fixture
def service(namespace: str) -> Badges:
    """The service with an empty store, of which nothing is remembered."""
    catalog._versions.clear()
    catalog._book.cache_clear()
    standings._shelf.cache_clear()
    sampling.forget()
    return Badges()
