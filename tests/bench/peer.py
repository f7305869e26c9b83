"""The peer of row 5: `leaderboard` of PyPI, in a folder of the cache. It is no dependency of Laurel's, not even of its
tests: it serves this comparison only."""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

VERSION = "3.7.3"
FOLDER = Path.home() / ".cache" / "laurel" / "bench" / f"leaderboard-{VERSION}"


def leaderboard(key: str, redis: Any) -> Any:
    """The peer's view of the sorted set under this key, over the same client; None where it can't be installed."""
    if not (FOLDER / "leaderboard").exists() and not _install():
        return None
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module("leaderboard.leaderboard").Leaderboard(key, redis_connection=redis)
    finally:
        sys.path.remove(str(FOLDER))


def _install() -> bool:
    command = ["uv", "pip", "install", "--quiet", "--no-deps", "--target", str(FOLDER), f"leaderboard=={VERSION}"]
    return subprocess.run([str(Path(sys.executable).with_name(command[0])), *command[1:]], check=False).returncode == 0
