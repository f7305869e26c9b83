"""What must be so before anything is started; each failure says the way out."""

import shutil
from pathlib import Path

import psutil

from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.ports import is_free

ROOM = 2_000_000_000  # bytes: Kafka's and MongoDB's files, logs, and air to stop in good order


def web_port(port: int) -> None:
    """LocalError where the web's port is taken; that one is not moved by itself, people have it in their browser."""
    if not is_free(port):
        raise LocalError(
            f"Port {port} is in use{_by(port)}. Stop that program, or choose another port: "
            f"LAUREL_PORT={port + 1} make run"
        )


def room(home: Home, free: int | None = None) -> None:
    """LocalError where the disk of `home` has less than `ROOM` bytes free (`free` where the caller knows it)."""
    have = shutil.disk_usage(home.path).free if free is None else free
    if have < ROOM:
        raise LocalError(
            f"Only {have / 1e9:.1f} GB are free on the disk of {home.path}, and Laurel needs {ROOM / 1e9:.0f} GB. "
            "Free some, or set LAUREL_HOME to a folder on another disk."
        )


def page(dist: Path) -> None:
    """LocalError where the web frontend was not built."""
    if not (dist / "index.html").exists():
        raise LocalError(f"The web frontend is not built ({dist} is missing): `make run` builds it, `make web` too.")


def _by(port: int) -> str:
    """Who listens there, where this user may know."""
    for process in psutil.process_iter(["name"]):
        try:
            listening = any(c.laddr.port == port and c.status == psutil.CONN_LISTEN for c in process.net_connections())
        except psutil.Error:
            continue
        if listening:
            return f" by process {process.pid} ({process.info['name']})"
    return ""
