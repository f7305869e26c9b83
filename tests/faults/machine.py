"""One machine with servers and services of its own, each of which can be killed; a supervisor starts what dies.

Only the thread that made it may start, stop or look after processes: Linux ties children to their parent's thread."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from redis import Redis
from redis.exceptions import RedisError

from deploy.local import ports, programs, servers
from deploy.local.home import Home
from deploy.local.process import Program, stop_all
from deploy.local.supervisor import Supervisor
from shared.config import settings
from tests.faults.disk import SmallDisk

SERVICES = ("intake", "profiles", "badges", "leaderboards", "challenges")
LOOK = 0.2


@contextmanager
def machine_of(folder: Path, **settings_: str) -> Iterator["Machine"]:
    """A machine, not started yet; this process has its settings. All is stopped in the end."""
    made = Machine(folder, **settings_)
    with patch.dict(os.environ, made.environment):
        settings.cache_clear()
        try:
            yield made
        finally:
            made.stop()
    settings.cache_clear()


@dataclass
class Fault:
    """One fault: what was done, when (seconds of the monotonic clock), and after how long it was mended."""

    what: str
    at: float
    mended: Callable[[], bool] = field(repr=False)
    seconds: float | None = None
    asked: Future[bool] | None = field(default=None, repr=False)


class Machine:
    """mongod, Redis, Kafka and the services, as `make run` starts them."""

    def __init__(self, folder: Path, **settings_: str) -> None:
        self.home = Home.open(folder)
        self.supervisor = Supervisor(self.home)
        self.faults: list[Fault] = []
        self._asking = ThreadPoolExecutor()
        wanted = servers.plan(self.home, {})
        taken: list[int] = []
        for _ in ("web", *SERVICES, "recognition"):
            taken.append(ports.choose(None, taken))
        self._ports = dict(zip(("web", *SERVICES, "recognition"), taken, strict=True))
        self.environment = {
            **wanted.addresses, **programs.port_variables(self._ports),
            "LAUREL_HOME": str(folder), "LAUREL_KEY": "f" * 64, "LAUREL_NAMESPACE": "laurel", **settings_,
        }  # fmt: skip
        self._servers = wanted.programs

    def start(self, names: Iterable[str] = SERVICES) -> None:
        """Start the servers, then these services; returns when all are ready."""
        for program in self._servers:
            self.supervisor.start([program])
        self.supervisor.wait_ready()
        self.start_services(names)

    def start_services(self, names: Iterable[str]) -> None:
        """Start these services too; returns when they are ready."""
        known = {program.name: program for program in programs.platform(self._ports, self.environment)}
        self.supervisor.start([known[name] for name in names])
        self.supervisor.wait_ready()

    @property
    def services(self) -> list[str]:
        """The names of the services' processes."""
        servers_ = {program.name for program in self._servers}
        return [name for name in self.supervisor.processes if name not in servers_]

    def put_on(self, disk: SmallDisk) -> None:
        """Have the servers that keep files keep them there; before they are started."""
        self._servers = [disk.within(program) if program.name in disk.holds else program for program in self._servers]

    def second(self, name: str) -> None:
        """Start another process of a service beside the first, on a port of its own."""
        port = ports.choose(None, self._ports.values())
        chosen = {**self._ports, name: port}
        env = {**self.environment, **programs.port_variables(chosen)}
        found = next(program for program in programs.platform(chosen, env) if program.name == name)
        again = f"{name}-2"
        self.supervisor.start(
            [Program(again, found.argv, found.missing, {**found.env, **programs.instance(again)}, found.patience)]
        )

    def stop(self) -> None:
        """Stop everything; the data go with the folder."""
        for process in self.supervisor.processes.values():
            with suppress(ProcessLookupError):
                process.popen.send_signal(signal.SIGCONT)
        self.supervisor.stop(grace=10)
        self._asking.shutdown(cancel_futures=True)

    def url(self, service: str) -> str:
        """Where a service answers."""
        return f"http://{ports.HOST}:{self._ports[service]}"

    def pid(self, name: str) -> int:
        """The process id at this moment."""
        return self.supervisor.processes[name].popen.pid

    def kill(self, name: str) -> None:
        """kill -9; mended when another process is ready in its place."""
        pid = self.pid(name)
        os.kill(pid, signal.SIGKILL)
        missing = self.supervisor.processes[name].program.missing
        self.broken(f"kill -9 {name}", lambda: self.pid(name) != pid and missing() is None)

    def flush(self) -> None:
        """Redis loses all that it holds; mended when the boards are marked as the ledger's again."""
        with Redis.from_url(self.environment["REDIS_URL"]) as redis:
            redis.flushall()
        self.broken("FLUSHALL", lambda: self._redis_keys() > 0)

    def suspend(self, name: str) -> None:
        """SIGSTOP: it holds its connections and leases, and knows of nothing."""
        os.kill(self.pid(name), signal.SIGSTOP)

    def resume(self, name: str) -> None:
        """SIGCONT: it goes on where it was, a minute late; mended when it is ready, or another in its place."""
        os.kill(self.pid(name), signal.SIGCONT)
        self.broken(f"SIGCONT {name}", lambda: self.supervisor.processes[name].program.missing() is None)

    def broken(self, what: str, mended: Callable[[], bool]) -> None:
        """Note a fault, which is over when it is mended."""
        self.faults.append(Fault(what, time.monotonic(), mended))

    def look(self) -> None:
        """Start again what has died, and note which faults are mended."""
        self.supervisor.check()
        for fault in self.faults:
            if fault.seconds is None:
                self._ask(fault)

    def wait(self, until: Callable[[], Any], seconds: float, what: str) -> None:
        """Look after the processes until it holds; fails when it never does."""
        deadline = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < deadline, f"after {seconds:.0f} s not yet: {what}"
            self.look()
            time.sleep(LOOK)

    def mended(self) -> bool:
        """Whether no fault is left."""
        return all(fault.seconds is not None for fault in self.faults)

    def stand_still(self, names: Iterable[str], change: Callable[[], None]) -> Mapping[str, int | None]:
        """Stop these processes cleanly, change something, have them started again; their exit codes."""
        stopped = [self.supervisor.processes[name] for name in names]
        stop_all(stopped)
        codes = {process.program.name: process.exit_code for process in stopped}
        change()
        ready = [process.program.missing for process in stopped]
        pids = {process.program.name: process.popen.pid for process in stopped}
        self.wait(
            lambda: all(self.pid(name) != pid for name, pid in pids.items()) and not any(one() for one in ready),
            120, "the services are ready again",
        )  # fmt: skip
        return codes

    def _ask(self, fault: Fault) -> None:
        """On a thread: what hangs answers after five seconds, and what has died meanwhile would wait for its start."""
        if fault.asked is None:
            fault.asked = self._asking.submit(fault.mended)
        elif fault.asked.done():
            if fault.asked.result():
                fault.seconds = time.monotonic() - fault.at
            fault.asked = None

    def _redis_keys(self) -> int:
        try:
            with Redis.from_url(self.environment["REDIS_URL"]) as redis:
                return int(redis.exists("laurel:board"))
        except RedisError:
            return 0
