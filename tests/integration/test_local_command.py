"""`python -m deploy.local servers|stop`, with servers of its own: what a person at the keyboard meets."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from kafka import KafkaAdminClient
from kafka.admin import NewTopic
from pymongo import MongoClient

from deploy.local import programs
from deploy.local.home import Home

ALL_HERE = {"MONGODB_URI": "", "REDIS_URL": "", "KAFKA_BOOTSTRAP_SERVERS": ""}
MONGOD_HERE = {"MONGODB_URI": "", "REDIS_URL": "redis://elsewhere/", "KAFKA_BOOTSTRAP_SERVERS": "elsewhere:9092"}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home.open(tmp_path)
    yield home
    command(home, "stop")


def command(home: Home, *arguments: str, given: Mapping[str, str] = MONGOD_HERE) -> "subprocess.CompletedProcess[str]":
    """Runs the command line in `home`; the servers whose address is not `given` are started there."""
    return subprocess.run(
        [sys.executable, "-m", "deploy.local", *arguments],
        env={**os.environ, **given, "LAUREL_HOME": str(home.path)},
        cwd=programs.ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def started(home: Home) -> list[psutil.Process]:
    """The processes that run in `home`."""
    return [psutil.Process(home.read(f"pids/{file.name}")["pid"]) for file in home.pids.iterdir()]


def gone(processes: list[psutil.Process], seconds: float = 30.0) -> bool:
    """Whether all have ended within that time."""
    deadline = time.monotonic() + seconds
    while any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_data_survive_a_stop_and_a_change_of_ports(home: Home) -> None:
    """What was written is there after a clean stop, also where other programs took the ports meanwhile."""
    first = running(home)
    with MongoClient[dict[str, object]](first["MONGODB_URI"]) as client:
        client.proof.things.insert_one({"_id": "kept"})
    make_topic(first["KAFKA_BOOTSTRAP_SERVERS"], "kept")
    processes = started(home)
    assert len(processes) == 3
    assert command(home, "stop").returncode == 0
    assert gone(processes, seconds=0)
    assert command(home, "stop").stdout == "Nothing is running.\n"

    home.write("ports.json", {})
    second = running(home)
    assert set(first.values()).isdisjoint(second.values())
    with MongoClient[dict[str, object]](second["MONGODB_URI"]) as client:
        assert client.proof.things.count_documents({"_id": "kept"}) == 1
    assert "kept" in topics(second["KAFKA_BOOTSTRAP_SERVERS"])


def running(home: Home) -> dict[str, str]:
    """Starts all three servers; their addresses."""
    assert command(home, "servers", "--detach", given=ALL_HERE).returncode == 0
    return home.read("servers.json")


def make_topic(broker: str, name: str) -> None:
    with closing(KafkaAdminClient(bootstrap_servers=broker)) as admin:
        admin.create_topics([NewTopic(name, num_partitions=1, replication_factor=1)])


def topics(broker: str) -> list[str]:
    with closing(KafkaAdminClient(bootstrap_servers=broker)) as admin:
        names: list[str] = admin.list_topics()
        return names


def test_a_second_start_is_told_of_the_first(home: Home) -> None:
    """Two supervisors never share a home; the second says where the first is and how to stop it."""
    command(home, "servers", "--detach")
    second = command(home, "servers")
    assert second.returncode == 1
    assert f"running already, as process {home.supervisor()}" in second.stderr
    assert "make stop" in second.stderr
    assert all(process.is_running() for process in started(home))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_killed_supervisor_leaves_no_server_and_no_wreck(home: Home) -> None:
    """After kill -9 of the supervisor its servers end by themselves, and the next start works."""
    command(home, "servers", "--detach")
    processes = started(home)
    supervisor = home.supervisor()
    assert supervisor
    os.kill(supervisor, signal.SIGKILL)
    assert gone(processes)
    assert home.supervisor() is None
    assert command(home, "servers", "--detach").returncode == 0
