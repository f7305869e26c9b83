"""`make run` and `make dev`: everything on this machine, from nothing to a page to look at, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from deploy.local import access, checks, dev, programs, servers
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.ports import choose
from deploy.local.process import reap, tethered
from deploy.local.supervisor import Supervisor
from shared.config import Settings

console = Console(highlight=False, soft_wrap=True)
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK = 0.2  # seconds between two looks at the processes


def run(home: Home, *, develop: bool = False, demo: bool = True) -> None:
    """Starts all, says where to go, supervises until SIGINT or SIGTERM, stops all."""
    began = time.monotonic()
    with home.lock(), stopping(Supervisor(home, say)) as supervisor:
        settings = Settings()
        if left := reap(home):
            say(f"ended what an earlier run had left: {', '.join(left)}")
        checks.web_port(settings.web_port)
        checks.room(home)
        if not develop:
            checks.page(programs.WEB / "dist")
        env = _start(home, supervisor, settings)
        if demo and programs.has_demo():
            _load_demo(env)
            supervisor.start([programs.trickle(env)])
        page = _start_page(supervisor, env) if develop else None
        _welcome(home, page, time.monotonic() - began)
        dev.watch(supervisor) if develop else _watch(supervisor)


def say(text: str) -> None:
    """One line of progress."""
    console.print(f"  [green]•[/] {text}")


@contextmanager
def stopping(supervisor: Supervisor) -> Iterator[Supervisor]:
    """Turns Ctrl-C, SIGTERM and a closed terminal into a clean stop of all, which no second Ctrl-C interrupts."""
    for number in STOPS:
        signal.signal(number, signal.default_int_handler)
    try:
        yield supervisor
    except KeyboardInterrupt:
        console.print("\nStopping …")
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        supervisor.stop()
    console.print("Stopped; the data stay where they are.")


def _start(home: Home, supervisor: Supervisor, settings: Settings) -> dict[str, str]:
    """The three servers, then Laurel's processes; the environment that they share."""
    with console.status("Starting MongoDB, Redis and Kafka …"):
        wanted = servers.plan(home)
        for program in wanted.programs:
            supervisor.start([program])
        supervisor.wait_ready()
    chosen = programs.choose_ports(settings)
    key = os.environ.get("LAUREL_KEY") or home.key()
    env = {**wanted.addresses, **programs.port_variables(chosen), "LAUREL_KEY": key, "LAUREL_HOME": str(home.path)}
    with console.status("Starting Laurel …"):
        supervisor.start(programs.platform(chosen, env))
        supervisor.wait_ready()
    access.write(home, **programs.addresses(chosen))
    return env


def _start_page(supervisor: Supervisor, env: dict[str, str]) -> str:
    port = choose(programs.VITE_PORT)
    supervisor.start([programs.page_server(port, env)])
    supervisor.wait_ready()
    return f"http://127.0.0.1:{port}"


def _load_demo(env: dict[str, str]) -> None:
    """Runs the loader, which shows its own progress and does nothing where all is there."""
    command = tethered([sys.executable, "-m", "deploy.demo", "load"])
    done = subprocess.run(command, env={**os.environ, **env}, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise LocalError("The demo organization could not be loaded; what went wrong stands above.")


def _welcome(home: Home, page: str | None, seconds: float) -> None:
    known = access.read(home)
    console.print(f"\n[bold green]Laurel is ready[/] after {seconds:.0f} s: [bold]{page or known['web']}[/]")
    for role, person in known.get("people", {}).items():
        console.print(f"  sign in with one click as {person.get('name', person['id'])} ({role})")
    console.print(f"  for programs: {home.path / access.FILE} · GraphQL {known['graphql']} · intake {known['intake']}")
    console.print(f"  logs: {home.logs} · Ctrl-C stops everything\n")


def _watch(supervisor: Supervisor) -> None:
    while True:
        time.sleep(LOOK)
        supervisor.check()
