"""Where one machine's Laurel keeps its state: the folder `LAUREL_HOME`."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.errors import LocalError

RUNNING = (
    "Laurel is running already, as process {pid}, in {home}. Stop that one with `make stop`, "
    "or set LAUREL_HOME to another folder and LAUREL_PORT to another port."
)


@dataclass(frozen=True)
class Home:
    """Paths below `LAUREL_HOME`. Everything in it belongs to one user (0700)."""

    path: Path

    @classmethod
    def open(cls, path: Path | str | None = None) -> "Home":
        """The home at `path`, else at LAUREL_HOME, else `.laurel`; created where missing."""
        home = cls(Path(path or os.environ.get("LAUREL_HOME") or ".laurel").absolute())
        for folder in (home.path, home.logs, home.pids):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return home

    @property
    def logs(self) -> Path:
        """One `<process>.log` each."""
        return self.path / "logs"

    @property
    def pids(self) -> Path:
        """One `<process>.json` for each that runs."""
        return self.path / "pids"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Held by the one supervisor at work in this home; LocalError where another holds it."""
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LocalError(RUNNING.format(pid=self.supervisor(), home=self.path)) from error
            self.write("supervisor.json", {"pid": os.getpid()})
            yield

    def supervisor(self) -> int | None:
        """The process id of the supervisor that holds the lock; None where nobody does."""
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pid: int | None = self.read("supervisor.json").get("pid")
                return pid
        return None

    def key(self) -> str:
        """LAUREL_KEY of this machine: 256 bits as hex, made at the first start."""
        file = self.path / "key"
        if not file.exists():
            write_private(file, secrets.token_hex(32))
        return file.read_text().strip()

    def read(self, name: str) -> dict[str, Any]:
        """The JSON object kept as `name`; empty where there is none."""
        try:
            content: dict[str, Any] = json.loads((self.path / name).read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return content

    def write(self, name: str, content: dict[str, Any]) -> None:
        """Keeps a JSON object as `name`, readable by the owner only, never half written."""
        write_private(self.path / name, json.dumps(content, indent=2) + "\n")


def write_private(file: Path, text: str) -> None:
    """Replaces `file` in one step; its mode is 0600 from the first byte."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    draft.replace(file)
