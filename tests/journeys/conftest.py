"""The whole platform as a new user starts it, with the demo organization, and one Chromium; once for all journeys, and
gone when they are over: its demo keeps moving, which takes a quarter of a core."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.local import access, ports
from deploy.local.home import Home
from tests.journeys.playing import ARTIFACTS, Stage, chromium_server

ROOT = Path(__file__).parents[2]
PATIENCE = 600.0  # seconds until the demo organization is loaded, on a busy machine
SERVERS_OF_ITS_OWN = {"MONGODB_URI": "", "REDIS_URL": "", "KAFKA_BOOTSTRAP_SERVERS": ""}
RUNNING = "LAUREL_JOURNEYS_HOME"


@pytest.fixture(scope="package")
def stage(chromium: str, platform_access: dict[str, Any]) -> Iterator[Stage]:
    """Where journeys are played."""
    shutil.rmtree(ARTIFACTS, ignore_errors=True)
    ARTIFACTS.mkdir(parents=True)
    with chromium_server(chromium) as address:
        yield Stage(platform_access, address)


@pytest.fixture(scope="package")
def platform_access(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """`access.json` of a platform started for these tests; of the running one whose home LAUREL_JOURNEYS_HOME names."""
    if running := os.environ.get(RUNNING):
        yield access.read(running)
        return
    home = Home.open(tmp_path_factory.mktemp("journeys"))
    output = home.path / "run.log"
    with output.open("wb") as log:
        command = [sys.executable, "-m", "deploy.local", "run"]
        platform = subprocess.Popen(command, cwd=ROOT, env=_environment(home), stdout=log, stderr=log)
    try:
        _wait(platform, output)
        yield access.read(home)
    finally:
        platform.terminate()
        platform.wait(timeout=120)


def _environment(home: Home) -> dict[str, str]:
    """What a new user has: no address of a server, nothing of Laurel's; and a home and a port that are free."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LAUREL_")}
    return {
        **inherited,
        **SERVERS_OF_ITS_OWN,
        "LAUREL_HOME": str(home.path),
        "LAUREL_PORT": str(ports.choose(None)),
    }


def _wait(platform: "subprocess.Popen[bytes]", output: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while "Laurel is ready" not in output.read_text():
        if platform.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the platform did not come up:\n{output.read_text()[-2000:]}", pytrace=False)
        time.sleep(0.2)
