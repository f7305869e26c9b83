"""The small organization, anew for each test."""

import pytest

from tests.integration.profiles import organization
from tests.integration.profiles.organization import Company


@pytest.fixture
def empty(namespace: str) -> Company:
    """Nobody is here yet."""
    return organization.found()


@pytest.fixture
def company(empty: Company) -> Company:
    """Four units and three people, their states published."""
    assert empty.bring_in(organization.CSV).refused == 0
    empty.forget()
    return empty
