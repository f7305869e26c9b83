"""The peers of row 7, in a folder of the cache: they are no dependencies of Laurel's, not even of its tests."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

PEERS = {"json_logic": "json-logic-qubit==0.9.1", "rule_engine": "rule-engine==5.1.0"}
FOLDER = Path.home() / ".cache" / "laurel" / "bench" / "rule-peers"


@contextmanager
def peers() -> Iterator[dict[str, ModuleType]]:
    """The peers by their module's name, as far as they can be installed."""
    if not all((FOLDER / name).exists() for name in PEERS):
        _install()
    before = set(sys.modules)
    sys.path.append(str(FOLDER))
    try:
        yield {name: importlib.import_module(name) for name in PEERS if (FOLDER / name).exists()}
    finally:
        sys.path.remove(str(FOLDER))
        for name in set(sys.modules) - before:
            if name.partition(".")[0] in PEERS:
                del sys.modules[name]


def _install() -> None:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "pip", "install", "--quiet", "--target", str(FOLDER), *PEERS.values()], check=False)
