"""Keeps programs running: starts them in order, restarts what dies, stops them in the reverse order.

Our own, because neither honcho (stops everything when one process ends) nor circus (a daemon on sockets of its own, no
readiness, no tie to the parent's life) does what `make run` promises.
"""

import time
from collections.abc import Callable, Iterable

from deploy.local.home import Home
from deploy.local.process import STOP_GRACE, Process, Program, kill_group, stop_all

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a restart; doubled by each that follows soon
STEADY = 60.0  # seconds of life after which a death is a first one again


class Supervisor:
    """The processes of one home. Every method belongs to the main thread: Linux ties children to their thread."""

    def __init__(self, home: Home, say: Callable[[str], None] = lambda _: None) -> None:
        self.home = home
        self.processes: dict[str, Process] = {}
        self._say = say
        self._groups: list[list[str]] = []
        self._ready: set[str] = set()
        self._pauses: dict[str, float] = {}
        self._due: dict[str, float] = {}

    def start(self, programs: Iterable[Program]) -> None:
        """Starts a group of programs, to be stopped together, before all groups that were started earlier."""
        self._groups.append([])
        for program in programs:
            self._groups[-1].append(program.name)
            self.processes[program.name] = Process(self.home, program)

    def wait_ready(self) -> None:
        """Returns once everything started is ready; LocalError if something dies or takes too long."""
        for name, process in self.processes.items():
            if name not in self._ready:
                process.wait_ready()
                self._ready.add(name)
                self._say(f"{name} is ready")

    def check(self) -> None:
        """One look at all: what has died is started again, after pauses that grow."""
        for name, process in self.processes.items():
            if process.exit_code is None:
                continue
            if name not in self._due:
                self._due[name] = time.monotonic() + self._pause(process)
                self._say(f"{name} died ({_cause(process.exit_code)}); see {process.log}. Starting it again …")
            elif time.monotonic() >= self._due[name]:
                self._again(name)

    def restart(self, names: Iterable[str]) -> None:
        """Stops the named processes as a stop of all would, and starts them again."""
        again = [name for name in names if name in self.processes]
        stop_all([self.processes[name] for name in again])
        for name in again:
            self._again(name)
        if again:
            self._say(f"started again: {', '.join(again)}")

    def stop(self, grace: float = STOP_GRACE) -> None:
        """Stops all, group by group, the last started first; nothing is left after `grace` seconds for each group."""
        while self._groups:
            stop_all([self.processes.pop(name) for name in self._groups.pop() if name in self.processes], grace)

    def _pause(self, process: Process) -> float:
        name = process.program.name
        before = 0.0 if process.age > STEADY else self._pauses.get(name, 0.0)
        self._pauses[name] = min(max(before * 2, FIRST_PAUSE), LONGEST_PAUSE)
        return self._pauses[name]

    def _again(self, name: str) -> None:
        dead = self.processes[name]
        kill_group(dead.popen.pid)  # children it may have left, which hold its port
        self._due.pop(name, None)
        self.processes[name] = Process(self.home, dead.program)


def _cause(exit_code: int) -> str:
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
