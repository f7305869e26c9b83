"""A machine of its own for each test of faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.config import settings
from tests.faults.machine import Machine


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Servers and services of this test alone, not started yet; this process has their settings."""
    made = Machine(tmp_path / "laurel")
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield made
    made.stop()
    settings.cache_clear()
