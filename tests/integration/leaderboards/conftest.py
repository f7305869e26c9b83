"""What the tests of leaderboards share: one database and one set of boards, emptied for each test."""

import secrets
from collections.abc import Iterator

import pytest

from deploy.local.servers import Servers
from shared import store
from shared.config import settings
from tests.integration.leaderboards.desk import Desk


@pytest.fixture(scope="session")
def leaderboards_namespace(servers: Servers) -> Iterator[str]:
    """Making a dozen collections takes seconds, so these tests share theirs."""
    name = f"t{secrets.token_hex(6)}"
    yield name
    with pytest.MonkeyPatch.context() as env:
        env.setenv("LAUREL_NAMESPACE", name)
        settings.cache_clear()
        store._database.cache_clear()
        Desk().drop()
    settings.cache_clear()


@pytest.fixture
def desk(leaderboards_namespace: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The service with nothing in it, in the organization's zone UTC."""
    monkeypatch.setenv("LAUREL_NAMESPACE", leaderboards_namespace)
    settings.cache_clear()
    store._database.cache_clear()  # a test in another namespace has closed the client of this one
    yield Desk()
    settings.cache_clear()
