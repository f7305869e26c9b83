"""The real servers for tests, and a namespace of its own for each test that touches them.

Where MONGODB_URI, REDIS_URL and KAFKA_BOOTSTRAP_SERVERS are set, those servers are used; the others are started once,
in a folder of their own, for the whole session and all of its workers.
"""

import io
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator

import hypothesis
import mongoengine
import pytest
from rich.console import Console
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from deploy.local import browser
from deploy.local import servers as real
from deploy.local.home import Home
from shared.config import settings
from tests.namespaces import Namespaces

LONG = {"journeys": "journeys", "faults": "machines", "proof": "machines", "gateway": "machines"}
"""Folders whose tests start whole platforms, and whose worker does them."""
SUMMARY = "summary"
_SERVERS = pytest.StashKey[real.Servers]()
_FOLDER = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()
hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.register_profile("new")
hypothesis.settings.load_profile("same")  # a gate says the same each time; --hypothesis-profile=new looks further


def pytest_configure(config: pytest.Config) -> None:
    """Workers find servers in their environment; who works alone starts them when a test first asks."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        folder = config.stash[_FOLDER] = tempfile.TemporaryDirectory()
        running = config.stash[_SERVERS] = real.start(Home.open(folder.name))
        os.environ |= running.environment()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The workers are gone."""
    if _SERVERS in config.stash:
        config.stash[_SERVERS].stop()
        config.stash[_FOLDER].cleanup()


class _Sharing(LoadScopeScheduling):  # type: ignore[misc]  # xdist carries no types
    """Three workers for two cores, because many tests wait for what was killed. Journeys are one worker's, which starts
    one platform for all of them; tests that start machines of their own another's, one after the other; the rest is
    shared file by file."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return LONG.get(_folder(path), path)


def _folder(path: str) -> str:
    return path.removeprefix("tests/").partition("/")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that nobody waits for it at the end."""
    first = list(LONG)
    items.sort(key=lambda item: first.index(folder) if (folder := _folder(item.nodeid)) in LONG else len(first))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Which worker takes which tests. (Marks of groups do nothing: xdist 3.8 sets an id that pytest 9.2 ignores.)"""
    return _Sharing(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Ends with what tests have to say besides that they passed: times, verdicts, sizes."""
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            terminalreporter.write_line("".join(value) if name == SUMMARY else f"{name}: {value}")


class _Lines(io.StringIO):
    """A stream into a list, which a report takes along from a worker to whoever prints it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def write(self, text: str) -> int:
        self._lines.append(text)
        return len(text)


@pytest.fixture
def summary(record_property: Callable[[str, object], None]) -> Console:
    """What is printed here stands at the end of the run."""
    lines: list[str] = []
    record_property(SUMMARY, lines)
    return Console(file=_Lines(lines), width=100)


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
