"""The supervisor on real processes: what dies comes back, what is stopped is gone, nothing is orphaned."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil
import pytest

from deploy.local import programs
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.process import Program, reap
from deploy.local.supervisor import Supervisor

SLEEP = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
PARENT = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); time.sleep(600)"
NOTES_ITS_END = """
import pathlib, signal, sys, time
def end(*_):
    with open({order!r}, "a") as order: order.write("{name} ")
    sys.exit()
signal.signal(signal.SIGTERM, end)
pathlib.Path({up!r}).touch()
time.sleep(600)
"""


def python(name: str, code: str, missing: Callable[[], str | None] = lambda: None, patience: float = 10.0) -> Program:
    return Program(name, [sys.executable, "-c", code], missing, patience=patience)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(Home.open(tmp_path), said.append)
    yield supervisor
    supervisor.stop(grace=0)


def pid(supervisor: Supervisor, name: str) -> int:
    return supervisor.processes[name].popen.pid


def not_yet(file: Path) -> str | None:
    return None if file.exists() else f"{file.name} is missing"


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def checked_until(supervisor: Supervisor, condition: Callable[[], object]) -> None:
    def look() -> object:
        supervisor.check()
        return condition()

    until(look)


def test_a_killed_process_comes_back_and_it_is_said(supervisor: Supervisor, said: list[str]) -> None:
    """kill -9 is noticed, told with its cause, and answered by a new process."""
    supervisor.start([python("worker", SLEEP)])
    first = pid(supervisor, "worker")
    os.kill(first, signal.SIGKILL)
    checked_until(supervisor, lambda: pid(supervisor, "worker") != first)
    assert supervisor.processes["worker"].exit_code is None
    assert [line for line in said if "worker died (signal 9)" in line]


def test_one_that_keeps_dying_is_tried_ever_less_often(supervisor: Supervisor, said: list[str]) -> None:
    """Pauses double, so a process that cannot start does not eat the machine."""
    supervisor.start([python("broken", "raise SystemExit(3)")])
    began = time.monotonic()
    checked_until(supervisor, lambda: len(said) == 3)
    assert time.monotonic() - began > 1.5  # 0.5 s, then 1 s
    assert all("exit code 3" in line for line in said)


def test_a_stop_goes_from_the_last_group_to_the_first(supervisor: Supervisor, tmp_path: Path) -> None:
    """Whoever started later depends on what started earlier, and so ends first."""
    order = tmp_path / "order"
    for name in ("server", "service"):
        up = tmp_path / f"{name}.up"
        code = NOTES_ITS_END.format(order=str(order), name=name, up=str(up))
        supervisor.start([python(name, code, partial(not_yet, up))])
    supervisor.wait_ready()
    supervisor.stop()
    assert order.read_text().split() == ["service", "server"]


def test_a_stop_leaves_no_process(supervisor: Supervisor) -> None:
    """Neither one that is deaf to SIGTERM nor the children of another survive a stop."""
    supervisor.start([python("deaf", DEAF), python("parent", PARENT)])
    started = [psutil.Process(pid(supervisor, name)) for name in ("deaf", "parent")]
    until(started[1].children)
    started += started[1].children()
    supervisor.stop(grace=1)
    until(lambda: not [process for process in started if alive(process)])
    assert list(supervisor.home.pids.iterdir()) == []


def test_one_that_does_not_become_ready_shows_its_log(supervisor: Supervisor) -> None:
    """The message says what is missing and ends with what the process last wrote."""
    code = "import time; print('cannot find my hat', flush=True); time.sleep(600)"
    supervisor.start([python("hatless", code, lambda: "no hat", patience=1)])
    with pytest.raises(LocalError, match=r"(?s)hatless is not ready after 1 s: no hat\..*cannot find my hat"):
        supervisor.wait_ready()


def test_one_that_dies_at_the_start_is_told_at_once(supervisor: Supervisor) -> None:
    """A death while waiting ends the wait, with exit code and log."""
    supervisor.start([python("stillborn", "raise SystemExit('no hat')", lambda: "it")])
    with pytest.raises(LocalError, match=r"(?s)stillborn ended with code 1\..*no hat"):
        supervisor.wait_ready()


PROGRAM = """
import sys, time
from deploy.local.home import Home
from deploy.local.process import Program
from deploy.local.supervisor import Supervisor
Supervisor(Home.open(sys.argv[1])).start([Program("child", [sys.executable, "-c", "import time; time.sleep(600)"])])
print("started", flush=True)
time.sleep(600)
"""


@pytest.fixture
def killed(tmp_path: Path) -> psutil.Process:
    """The child of a supervisor that was ended by kill -9."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], cwd=programs.ROOT, stdout=subprocess.PIPE
    ) as dying:
        assert dying.stdout
        assert dying.stdout.readline() == b"started\n"
        child = psutil.Process(Home.open(tmp_path).read("pids/child.json")["pid"])
        dying.kill()
    return child


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_killed_supervisor_takes_its_processes_along(killed: psutil.Process) -> None:
    """kill -9 of the supervisor is SIGTERM for all that it started."""
    until(lambda: not alive(killed))


def test_the_next_start_ends_what_was_left(tmp_path: Path) -> None:
    """Processes of an earlier supervisor are found by their pid files and ended; others with that pid are spared."""
    home = Home.open(tmp_path)
    with sleeper() as left, sleeper() as stranger:
        home.write("pids/left.json", {"pid": left.pid, "born": psutil.Process(left.pid).create_time()})
        home.write("pids/reused.json", {"pid": stranger.pid, "born": psutil.Process(stranger.pid).create_time() - 3600})
        assert reap(home, grace=5) == ["left"]
        assert not psutil.pid_exists(left.pid)
        assert stranger.poll() is None
        assert list(home.pids.iterdir()) == []


@contextmanager
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True) as process:
        try:
            yield process
        finally:
            process.kill()
