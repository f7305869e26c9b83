"""What the tests of challenges share: one store, emptied for each of them."""

import secrets
from collections.abc import Iterator

import pytest
from pymongo import MongoClient

from deploy.local.servers import Servers
from services.challenges.__main__ import prepare
from shared.config import settings
from shared.delivery.setup import ensure_delivery
from shared.store import database
from tests.integration.challenges.support import Challenges, employee, unit


@pytest.fixture(scope="package")
def store(servers: Servers) -> Iterator[str]:
    """A namespace with all collections and indexes."""
    name = f"t{secrets.token_hex(6)}"
    with pytest.MonkeyPatch.context() as env:
        env.setenv("LAUREL_NAMESPACE", name)
        settings.cache_clear()
        ensure_delivery(database("challenges"))
        prepare()
    settings.cache_clear()
    yield name
    with MongoClient[dict[str, object]](servers.mongodb_uri) as mongo:
        mongo.drop_database(f"{name}_challenges")


@pytest.fixture
def service(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Challenges]:
    """The service; Ada, Ben and Cy work in the unit Platform of Engineering, Di in Sales; Mo manages Engineering."""
    monkeypatch.setenv("LAUREL_NAMESPACE", store)
    settings.cache_clear()
    challenges = Challenges()
    for name in challenges.db.list_collection_names():
        challenges.db[name].delete_many({})
    sales = unit("u-sales", "u-org", timezone="Europe/Lisbon")
    challenges.hear_everywhere(unit("u-org", None), unit("u-eng", "u-org"), unit("u-platform", "u-eng"), sales)
    for name in ("e-ada", "e-ben", "e-cy"):
        challenges.hear(employee(name))
    challenges.hear(employee("e-di", unit="u-sales"))
    challenges.hear(employee("e-mo", unit="u-org"))
    yield challenges
    settings.cache_clear()
