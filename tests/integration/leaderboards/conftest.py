"""What the tests of leaderboards share."""

import pytest

from tests.integration.leaderboards.desk import Desk


@pytest.fixture
def desk(namespace: str) -> Desk:
    """The service with nothing in it, in the organization's zone UTC."""
    return Desk()
