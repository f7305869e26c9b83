"""What `make run` checks, chooses and writes before anything is started."""

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchfiles import Change

from deploy.local import access, checks, dev, jars, mongod, ports, programs
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.reset import reset
from shared.config import SERVICES


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_free_port_is_kept() -> None:
    """The preferred port is chosen where nothing listens on it."""
    free = ports.choose(None)
    assert ports.choose(free) == free


def test_a_taken_port_is_replaced(taken: int) -> None:
    """A port in use, or promised to another process, gives way to one that can be had."""
    other = ports.choose(taken)
    assert other != taken
    assert ports.is_free(other)
    assert ports.choose(other, taken=[other]) != other


def test_the_webs_port_in_use_names_the_way_out(taken: int) -> None:
    """The message names the port, who holds it, and the variable that moves it."""
    said = rf"Port {taken} is in use by process {os.getpid()} .*LAUREL_PORT={taken + 1}"
    with pytest.raises(LocalError, match=said):
        checks.web_port(taken)


def test_a_full_disk_names_the_way_out(home: Home) -> None:
    """Too little room stops the start with the folder and the variable that moves it."""
    with pytest.raises(LocalError, match=r"Only 0\.5 GB are free on the disk of .*home.*LAUREL_HOME"):
        checks.room(home, free=500_000_000)
    checks.room(home, free=checks.ROOM)


def test_a_page_not_built_names_the_command(tmp_path: Path) -> None:
    """A missing build is told before any server is started."""
    with pytest.raises(LocalError, match="make run"):
        checks.page(tmp_path)


def test_a_registry_out_of_reach_names_the_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the jars and without a way to them, the message says what to set instead."""
    monkeypatch.setenv("M2_REPO", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(LocalError, match=r"KAFKA_BOOTSTRAP_SERVERS.*M2_REPO"):
        jars.classpath()


def test_a_changed_jar_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not the one in the lock is thrown away, not put on the class path."""
    monkeypatch.setenv("M2_REPO", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    changed = tmp_path / "com/google/re2j/re2j/1.8/re2j-1.8.jar"
    changed.parent.mkdir(parents=True)
    changed.write_bytes(b"not that jar")
    with pytest.raises(LocalError):
        jars.classpath()
    assert not changed.exists()


def test_the_key_is_made_once_and_private(home: Home) -> None:
    """LAUREL_KEY has 256 bits, stays the same, and only its owner can read it."""
    first = home.key()
    assert len(bytes.fromhex(first)) == 32
    assert Home.open(home.path).key() == first
    assert mode(home.path / "key") == 0o600
    assert mode(home.path) == 0o700


def test_access_keeps_what_others_wrote(home: Home) -> None:
    """Addresses and the demo's tokens are written apart and stand together, readable by the owner only."""
    chosen = {"web": 8000, "intake": 8010} | dict.fromkeys(SERVICES, 8020)
    access.write(home, **programs.addresses({**chosen, "intake": 8010}))
    access.write(home.path, tokens={"admin": "t"})
    written = access.read(home)
    assert written["graphql"] == "http://127.0.0.1:8000/graphql"
    assert written["services"]["badges"] == "http://127.0.0.1:8020"
    assert written["intake"] == written["services"]["intake"] == "http://127.0.0.1:8010"
    assert written["tokens"] == {"admin": "t"}
    assert mode(home.path / access.FILE) == 0o600


@pytest.mark.parametrize(
    ("path", "restarted"),
    [
        ("services/badges/domain.py", ["badges"]),
        ("gateway/schema/home.py", ["gateway"]),
        ("shared/bus.py", sorted(dev.OF_LAUREL)),
        ("services/__init__.py", []),
    ],
)
def test_a_change_restarts_whom_it_concerns(path: str, restarted: list[str]) -> None:
    """A service's own file restarts that service, a shared one restarts all."""
    assert dev.affected([str(programs.ROOT / path)]) == restarted


def test_the_page_and_caches_restart_nothing() -> None:
    """What Vite watches, and what Python writes, is left out."""
    sources = dev.Sources()
    counted = ["services/badges/api.py", "gateway/schema.graphql"]
    ignored = ["gateway/web/scripts/x.py", "services/badges/__pycache__/api.pyc", "gateway/web/src/home/Home.graphql"]
    assert [path for path in counted + ignored if sources(Change.modified, str(programs.ROOT / path))] == counted


def test_reset_spares_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    """A LAUREL_HOME that points at somebody's documents is refused, and nothing in it is touched."""
    (tmp_path / "letter.txt").write_text("dear …")
    with pytest.raises(LocalError, match="nothing was deleted"):
        reset(Home.open(tmp_path))
    assert (tmp_path / "letter.txt").exists()


def test_reset_waits_for_a_stop(home: Home) -> None:
    """While a supervisor works there, its data stay."""
    home.key()
    with home.lock(), pytest.raises(LocalError, match="make stop"):
        reset(home)
    assert (home.path / "key").exists()


@pytest.mark.parametrize(("flags", "gone"), [([], False), (["--yes"], True)])
def test_reset_asks(home: Home, flags: list[str], gone: bool) -> None:
    """With nobody there to answer nothing is deleted; a script says --yes."""
    home.key()
    done = subprocess.run(
        [sys.executable, "-m", "deploy.local", "reset", *flags],
        env={**os.environ, "LAUREL_HOME": str(home.path)},
        cwd=programs.ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode == 0) is gone
    assert home.path.exists() is not gone


def test_the_cache_of_mongod_is_small_unless_told_otherwise(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop has other things to do; a long replay wants more."""

    def cache() -> str:
        argv = list(mongod.program(home, 1).argv)
        return argv[argv.index("--wiredTigerCacheSizeGB") + 1]

    monkeypatch.delenv("LAUREL_MONGOD_CACHE_GB", raising=False)
    assert cache() == "0.25"
    monkeypatch.setenv("LAUREL_MONGOD_CACHE_GB", "2")
    assert cache() == "2"
