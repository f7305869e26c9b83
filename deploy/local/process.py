"""One program that Laurel keeps running on this machine: started, watched, stopped, never orphaned."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.local.errors import LocalError
from deploy.local.home import Home, write_private

TETHER = str(Path(__file__).with_name("tether.py"))
STOP_GRACE = 25.0  # seconds from SIGTERM to SIGKILL
POLL = 0.05
LOG_LIMIT = 20_000_000  # bytes


@dataclass(frozen=True)
class Program:
    """What to run and how to tell that it works."""

    name: str
    argv: Sequence[str]
    missing: Callable[[], str | None] = lambda: None  # what readiness still lacks; None when ready
    env: Mapping[str, str] = field(default_factory=dict)  # over this process's own
    patience: float = 60.0  # seconds it may take to become ready


class Process:
    """A running `Program`: leader of its own process group, its output in `logs/<name>.log`."""

    def __init__(self, home: Home, program: Program) -> None:
        self.program = program
        self.log = home.logs / f"{program.name}.log"
        self._pid_file = home.pids / f"{program.name}.json"
        self._started = time.monotonic()
        _rotate(self.log)
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(
                tethered(program.argv),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **program.env},
                start_new_session=True,
            )
        born = psutil.Process(self.popen.pid).create_time()
        write_private(self._pid_file, json.dumps({"pid": self.popen.pid, "born": born}))

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative for the signal that ended it."""
        return self.popen.poll()

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self._started

    def wait_ready(self) -> None:
        """Returns once the program is ready; LocalError with the end of its log if it dies or takes too long."""
        deadline = time.monotonic() + self.program.patience
        while missing := self.program.missing():
            if self.exit_code is not None:
                raise LocalError(f"{self.program.name} ended with code {self.exit_code}.{self._log_end()}")
            if time.monotonic() > deadline:
                waited = f"{self.program.patience:.0f} s"
                raise LocalError(f"{self.program.name} is not ready after {waited}: {missing}.{self._log_end()}")
            time.sleep(POLL)

    def ask_to_stop(self) -> None:
        """SIGTERM to the program, which tells its own children."""
        if self.exit_code is None:
            self.popen.terminate()

    def finish(self, deadline: float) -> None:
        """Waits until `deadline` (monotonic seconds), then ends whatever of its group is left."""
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(max(0.0, deadline - time.monotonic()))
        kill_group(self.popen.pid)
        self.popen.wait()
        self._pid_file.unlink(missing_ok=True)

    def _log_end(self, lines: int = 12) -> str:
        end = self.log.read_text(errors="replace").splitlines()[-lines:]
        return "\n".join([f" The end of {self.log}:", *end])


def tethered(argv: Sequence[str]) -> list[str]:
    """The command that runs `argv` tied to this process's life."""
    return [sys.executable, "-I", "-S", TETHER, str(os.getpid()), *argv]


def _rotate(log: Path) -> None:
    """Keeps one older log of a process that has written much; only at its start, when nobody writes."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


def kill_group(leader: int) -> None:
    """SIGKILL to every process of the group; none left is fine."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def stop_all(processes: Sequence[Process], grace: float = STOP_GRACE) -> None:
    """Stops them together: SIGTERM to each, SIGKILL to what is left after `grace` seconds."""
    deadline = time.monotonic() + grace
    for process in processes:
        process.ask_to_stop()
    for process in processes:
        process.finish(deadline)


def reap(home: Home, grace: float = STOP_GRACE) -> list[str]:
    """Ends what a killed supervisor left behind; the names of those that were found."""
    found: dict[str, psutil.Process] = {}
    for file in sorted(home.pids.glob("*.json")):
        if leftover := _alive(file):
            found[file.stem] = leftover
            leftover.terminate()
        else:
            file.unlink()
    psutil.wait_procs(list(found.values()), timeout=grace)
    for name, leftover in found.items():
        kill_group(leftover.pid)
        (home.pids / f"{name}.json").unlink(missing_ok=True)
    return list(found)


def _alive(pid_file: Path) -> psutil.Process | None:
    """The process a pid file means: pids are used again, so its birth must match."""
    try:
        note = json.loads(pid_file.read_text())
        process = psutil.Process(note["pid"])
    except (json.JSONDecodeError, psutil.NoSuchProcess):
        return None
    same = abs(process.create_time() - note["born"]) < 1 and process.status() != psutil.STATUS_ZOMBIE
    return process if same else None
