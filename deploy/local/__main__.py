"""The command line of one machine's Laurel: `python -m deploy.local servers|…`."""

import signal
import subprocess
import sys
import threading
import time
from typing import Annotated

import typer

from deploy.local import servers as real
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.process import reap

app = typer.Typer(add_completion=False, no_args_is_help=True)
SERVERS_FILE = "servers.json"


@app.callback()
def main() -> None:
    """Runs Laurel on this machine."""


@app.command()
def servers(detach: Annotated[bool, typer.Option(help="Leave them running in the background.")] = False) -> None:
    """Starts mongod, Redis and Kafka alone, writes their addresses to LAUREL_HOME/servers.json, runs until stopped."""
    home = Home.open()
    if detach:
        _detach(home)
        return
    reap(home)
    running = real.start(home, say=typer.echo)
    home.write(SERVERS_FILE, running.environment())
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    (home.path / SERVERS_FILE).unlink(missing_ok=True)
    running.stop()


def _detach(home: Home) -> None:
    addresses = home.path / SERVERS_FILE
    addresses.unlink(missing_ok=True)
    with (home.logs / "servers.log").open("ab") as log:
        command = [sys.executable, "-m", "deploy.local", "servers"]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    while not addresses.exists():
        if child.poll() is not None:
            raise LocalError(f"The servers did not start; see {home.logs / 'servers.log'}.")
        time.sleep(0.1)
    typer.echo(f"running as process {child.pid}; their addresses: {addresses}")


if __name__ == "__main__":
    try:
        app()
    except LocalError as error:
        typer.secho(str(error), fg="red", err=True)
        sys.exit(1)
