"""What the benchmarks share: the table that all of them write to, printed at the end and kept as Markdown and JSON.

A bench fails when an invariant fails on the data it measured with: a speed is published only with that verdict of the
same build. An aim that is missed is shown, not failed, for machines differ."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest
from rich.console import Console
from rich.table import Table

from tests.bench.rounds import ROUNDS, Line

ARTIFACTS = Path(__file__).parents[2] / ".artifacts" / "bench"
HEADS = ("", "workload", "beside", "Laurel", "limit", "ratio", "aim", "met", "verified")
LINES = pytest.StashKey[list[Line]]()


@pytest.fixture(scope="session")
def lines(pytestconfig: pytest.Config) -> list[Line]:
    """The table; a bench adds its lines once its invariants hold."""
    return pytestconfig.stash.setdefault(LINES, [])


def pytest_terminal_summary(config: pytest.Config) -> None:
    """Prints the table, and keeps it."""
    written: list[Line] = config.stash.get(LINES, [])
    if found := sorted(written, key=lambda line: line.row):
        title = f"medians of {ROUNDS} rounds in turns; {machine()}"
        table = Table(*HEADS, title=title)
        for line in found:
            table.add_row(*_cells(line))
        Console(width=200).print(table)
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        (ARTIFACTS / "bench.md").write_text(f"{title}\n\n{_markdown(found)}")
        (ARTIFACTS / "bench.json").write_text(json.dumps([asdict(line) for line in found], indent=1))


def machine() -> str:
    """The machine, and how busy it is."""
    memory = psutil.virtual_memory().total / 2**30
    load = "/".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, load {load}"


def _cells(line: Line) -> tuple[str, ...]:
    ratio = f"{line.ratio:.2f}"
    return (
        line.row, line.workload, line.beside, line.laurel, line.limit, ratio, line.aimed, line.met, line.verdict
    )  # fmt: skip


def _markdown(found: Iterable[Line]) -> str:
    rows = [HEADS, ("---",) * len(HEADS), *(_cells(line) for line in found)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
