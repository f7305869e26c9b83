"""The command line of one machine's Laurel: `python -m deploy.local run|servers|stop|reset|browser`."""

import os
import signal
import subprocess
import sys
import time
from typing import Annotated

import psutil
import typer

from deploy.local import browser as web_browser
from deploy.local import kafka
from deploy.local import servers as real
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.process import STOP_GRACE, reap
from deploy.local.reset import KEPT_ELSEWHERE
from deploy.local.reset import reset as delete_all
from deploy.local.run import LOOK, say, stopping
from deploy.local.run import run as run_all
from deploy.local.supervisor import Supervisor

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
SERVERS_FILE = "servers.json"


@app.command()
def run(
    dev: Annotated[bool, typer.Option(help="Restart on change of a file, and serve the page with Vite.")] = False,
    demo: Annotated[bool, typer.Option(help="Load the demo organization.")] = True,
) -> None:
    """Runs the whole platform until Ctrl-C."""
    run_all(Home.open(), develop=dev, demo=demo)


@app.command()
def servers(detach: Annotated[bool, typer.Option(help="Leave them running in the background.")] = False) -> None:
    """Runs MongoDB, Redis and Kafka alone; their addresses are in LAUREL_HOME/servers.json."""
    home = Home.open()
    if detach:
        _detach(home)
        return
    with home.lock(), stopping(Supervisor(home, say)) as supervisor:
        reap(home)
        wanted = real.plan(home)
        for program in wanted.programs:
            supervisor.start([program])
        supervisor.wait_ready()
        home.write(SERVERS_FILE, dict(wanted.addresses))
        while True:
            time.sleep(LOOK)
            supervisor.check()


@app.command()
def stop() -> None:
    """Stops what runs in LAUREL_HOME, cleanly."""
    if (pid := Home.open().supervisor()) is None:
        typer.echo("Nothing is running.")
        return
    os.kill(pid, signal.SIGTERM)
    psutil.wait_procs([psutil.Process(pid)], timeout=4 * STOP_GRACE)


@app.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Deletes all data of this machine's Laurel, after asking."""
    home = Home.open()
    if not yes:
        typer.confirm(f"This deletes all of Laurel's data in {home.path}. Go on?", abort=True)
    delete_all(home)
    typer.echo("Everything was deleted; the next `make run` starts anew.")
    for name in KEPT_ELSEWHERE:
        if name in os.environ:
            typer.echo(f"What is in the server of {name} was left alone.")


@app.command()
def fetch() -> None:
    """Makes Kafka ready ahead of the first start; nothing where KAFKA_BOOTSTRAP_SERVERS names a broker."""
    if not os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        kafka.prepare()


@app.command()
def browser() -> None:
    """Prints the path of a Chromium that starts on this machine."""
    typer.echo(web_browser.executable())


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
