"""The real servers for tests, and a namespace of its own for each test that touches them.

Where MONGODB_URI, REDIS_URL and KAFKA_BOOTSTRAP_SERVERS are set, those servers are used; the others are started once,
in a folder of their own, for the whole session.
"""

import secrets
from collections.abc import Iterator

import pytest
from kafka import KafkaAdminClient
from pymongo import MongoClient
from redis import Redis

from deploy.local import browser
from deploy.local import servers as real
from deploy.local.home import Home
from shared.config import settings


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[real.Servers]:
    """Addresses of running servers, also put into the environment of this session and of what it starts."""
    running = real.start(Home.open(tmp_path_factory.mktemp("servers")))
    with pytest.MonkeyPatch.context() as env:
        for name, value in running.environment().items():
            env.setenv(name, value)
        env.setenv("LAUREL_KEY", secrets.token_hex(32))
        env.setenv("LAUREL_HOME", str(tmp_path_factory.mktemp("home")))
        settings.cache_clear()
        yield running
    settings.cache_clear()
    running.stop()


@pytest.fixture
def namespace(servers: real.Servers, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A namespace nobody has used: its databases, topics and keys are this test's alone, and go with it."""
    name = f"t{secrets.token_hex(6)}"
    monkeypatch.setenv("LAUREL_NAMESPACE", name)
    settings.cache_clear()
    yield name
    _drop(servers, name)
    settings.cache_clear()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that starts on this machine; it needs `--no-sandbox` where root runs it."""
    return browser.executable()


def _drop(servers: real.Servers, namespace: str) -> None:
    with MongoClient[dict[str, object]](servers.mongodb_uri) as mongo:
        for database in mongo.list_database_names():
            if database.startswith(f"{namespace}_"):
                mongo.drop_database(database)
    with Redis.from_url(servers.redis_url) as redis:
        if keys := list(redis.scan_iter(f"{namespace}:*", count=1000)):
            redis.delete(*keys)
    admin = KafkaAdminClient(bootstrap_servers=servers.kafka_bootstrap_servers)
    try:
        if topics := [topic for topic in admin.list_topics() if topic.startswith(f"{namespace}.")]:
            admin.delete_topics(topics)
    finally:
        admin.close()
