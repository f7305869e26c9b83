"""The platform as it runs: every service and the gateway as processes, with three people; once for all tests here, and
gone after them."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from deploy.local.process import tethered
from gateway import tokens
from shared.config import SERVICES, settings
from tests import namespaces as names
from tests.gateway.support import Platform
from tests.namespaces import Namespaces

ROOT = Path(__file__).parents[2]
PATIENCE = 240.0  # seconds; ten starting processes share two cores
PEOPLE = """kind,id,name,managers,unit,member_since,joined_at,locale,admin,identities
unit,u-org,Laurel,,,,,,,
unit,u-sea,Seafaring,e-max,,,,,,
person,e-ada,Ada Admin,,u-org,2024-01-01,2024-01-01,en,yes,lms:ada
person,e-max,Max Manager,,u-sea,2024-01-01,2024-01-01,en,no,lms:max
person,e-eva,Eva Employee,,u-sea,2024-01-01,2024-01-01,en,no,lms:eva
"""


@pytest.fixture(scope="package")
def platform(namespaces: Namespaces, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """All services and the gateway, with people; the namespace is these tests' own."""
    ports = dict(zip(("web", *SERVICES), _free_ports(1 + len(SERVICES)), strict=True))
    with pytest.MonkeyPatch.context() as env:
        namespace = names.new()
        env.setenv("LAUREL_NAMESPACE", namespace)
        env.setenv("LAUREL_PORT", str(ports["web"]))
        for name in SERVICES:
            env.setenv(f"LAUREL_PORT_{name.upper()}", str(ports[name]))
        settings.cache_clear()
        with _processes(tmp_path_factory.mktemp("platform"), ports):
            running = Platform(f"http://127.0.0.1:{ports['web']}", f"http://127.0.0.1:{ports['intake']}")
            _populate(running)
            yield running
        namespaces.drop(namespace)
    settings.cache_clear()


@contextlib.contextmanager
def _processes(logs: Path, ports: dict[str, int]) -> Iterator[None]:
    commands = {"gateway": ["gateway"], **{name: [f"services.{name}", "all"] for name in SERVICES}}
    processes = []
    with contextlib.ExitStack() as stack:
        for name, arguments in commands.items():
            log = stack.enter_context((logs / f"{name}.log").open("wb"))
            process = subprocess.Popen(tethered([sys.executable, "-m", *arguments]), cwd=ROOT, stdout=log, stderr=log)
            stack.callback(_end, process)
            processes.append(process)
        for name in commands:
            _wait(ports["web" if name == "gateway" else name], logs / f"{name}.log")
        yield
        for process in processes:
            process.terminate()  # all at once; each is waited for below


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(25)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    said = "nothing"
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx2.HTTPError):
            answer = httpx2.get(f"http://127.0.0.1:{port}/readyz", timeout=5)
            if answer.status_code == 200:
                return
            said = answer.text
        time.sleep(0.2)
    pytest.fail(f"{log.stem} is not ready, it says {said}: {log.read_text()[-2000:]}")


def _populate(running: Platform) -> None:
    running.tokens["system"] = tokens.create(tokens.SYSTEM, "test", backdate=True)
    query = "mutation ($csv: String!) { importPeople(csv: $csv) { refused rows { problem } } }"
    report = running.data("system", query, {"csv": PEOPLE})["importPeople"]
    assert report["refused"] == 0, report
    for who, employee in {"admin": "e-ada", "manager": "e-max", "employee": "e-eva"}.items():
        running.tokens[who] = tokens.create(employee, "test", backdate=who == "admin")


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@pytest.fixture
def extra_gateway(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "Iterator[subprocess.Popen[bytes]]":
    """A further gateway beside the platform's; while it runs, ``platform.web`` is its address."""
    [port] = _free_ports(1)
    log = tmp_path / "gateway.log"
    command = [sys.executable, "-m", "gateway"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=output, env={**os.environ, "LAUREL_PORT": str(port)}
        )
        try:
            _wait(port, log)
            monkeypatch.setattr(platform, "web", f"http://127.0.0.1:{port}")
            yield process
        finally:
            _end(process)
