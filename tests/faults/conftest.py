"""A machine of its own for each test of faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine import Machine, machine_of


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Servers and services of this test alone, not started yet; this process has their settings."""
    with machine_of(tmp_path / "laurel") as made:
        yield made
