"""What the tests of badges share."""

import pytest

from services.badges import catalog, standings
from services.badges.observed import sampling
from services.badges.units import standing
from tests.integration.badges.support import Badges, member, unit


@pytest.fixture
def service(namespace: str) -> Badges:
    """The service with an empty store, of which nothing is remembered."""
    catalog._versions.clear()
    catalog._book.cache_clear()
    standings._shelf.cache_clear()
    standing._standings.cache_clear()
    standing._is_large.cache_clear()
    sampling.forget()
    return Badges()


@pytest.fixture
def teams(service: Badges) -> Badges:
    """A department with two teams, of which each has two people on different lanes."""
    service.everywhere(unit("dept", None), unit("red", "dept"), unit("blue", "dept"))
    for name, of in {"e-1": "red", "e-2": "red", "e-3": "blue", "e-4": "blue"}.items():
        service.hear(member(name, of))
    return service
