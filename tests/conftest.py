"""The real servers for tests, and a namespace of its own for each test that touches them.

Where MONGODB_URI, REDIS_URL and KAFKA_BOOTSTRAP_SERVERS are set, those servers are used; the others are started once,
in a folder of their own, for the whole session.
"""

import secrets
from collections.abc import Iterator

import hypothesis
import mongoengine
import pytest

from deploy.local import browser
from deploy.local import servers as real
from deploy.local.home import Home
from shared.config import settings
from tests.namespaces import Namespaces

hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.register_profile("new")
hypothesis.settings.load_profile("same")  # a gate says the same each time; --hypothesis-profile=new looks further


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
    mongoengine.disconnect_all()
    running.stop()


@pytest.fixture(scope="session")
def namespaces(servers: real.Servers) -> Iterator[Namespaces]:
    """Where namespaces come from."""
    lent = Namespaces(servers)
    yield lent
    lent.close()


@pytest.fixture
def namespace(namespaces: Namespaces, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A namespace with nothing in it: its databases, topics and keys are this test's alone, and go with it."""
    name = namespaces.take()
    monkeypatch.setenv("LAUREL_NAMESPACE", name)
    settings.cache_clear()
    yield name
    namespaces.give_back(name)
    settings.cache_clear()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that starts on this machine; it needs `--no-sandbox` where root runs it."""
    return browser.executable()
