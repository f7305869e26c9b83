"""What the tests of badges share."""

import pytest

from tests.integration.badges.support import Badges


@pytest.fixture
def service(namespace: str) -> Badges:
    """The service with an empty store."""
    return Badges()
