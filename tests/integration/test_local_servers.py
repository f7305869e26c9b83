"""The three real servers as this machine runs them."""

import subprocess
import time
from pathlib import Path

from kafka import KafkaAdminClient
from kafka.admin import NewTopic
from kafka.errors import UnknownTopicOrPartitionError
from pymongo import MongoClient
from redis import Redis

from deploy.local import aot, kafka, ports
from deploy.local import servers as real
from deploy.local.home import Home
from deploy.local.process import Process, stop_all


def test_transactions_are_journaled(servers: real.Servers, namespace: str) -> None:
    """mongod is a replica set whose default write concern is the majority, so a transaction commits."""
    with MongoClient[dict[str, object]](servers.mongodb_uri) as client:
        with client.start_session() as session, session.start_transaction():
            client[f"{namespace}_x"].things.insert_one({"_id": 1}, session=session)
        assert client[f"{namespace}_x"].things.count_documents({}) == 1
        defaults = client.admin.command("getDefaultRWConcern")
        assert defaults["defaultWriteConcern"]["w"] == "majority"
        config = client.admin.command("replSetGetConfig")["config"]
        assert config["writeConcernMajorityJournalDefault"] is True


def test_redis_keeps_what_it_is_given(servers: real.Servers) -> None:
    """Redis never evicts a member of a board."""
    with Redis.from_url(servers.redis_url, decode_responses=True) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_topics_have_twelve_lanes(servers: real.Servers, namespace: str) -> None:
    """A topic made without a number of partitions has twelve; none comes into being by being asked for."""
    admin = KafkaAdminClient(bootstrap_servers=servers.kafka_bootstrap_servers)
    try:
        admin.create_topics([NewTopic(f"{namespace}.lanes", num_partitions=-1, replication_factor=-1)])
        deadline = time.monotonic() + 20  # the broker tells of it once it has heard of it from its controller
        while not (topic := admin.describe_topics([f"{namespace}.lanes"])[0])["partitions"]:
            assert time.monotonic() < deadline, topic
        assert len(topic["partitions"]) == 12
        (missing,) = admin.describe_topics([f"{namespace}.nobody"])
        assert missing["error_code"] == UnknownTopicOrPartitionError.errno
    finally:
        admin.close()


def test_addresses_given_are_not_started(tmp_path: Path) -> None:
    """A server whose address the environment gives is used as it is; nothing is started for it."""
    given = {"MONGODB_URI": "mongodb://m/", "REDIS_URL": "redis://r/", "KAFKA_BOOTSTRAP_SERVERS": "k:9092"}
    running = real.start(Home.open(tmp_path), env=given)
    assert running.environment() == given
    assert running.supervisor.processes == {}


def test_the_broker_starts_from_what_was_learnt(tmp_path: Path) -> None:
    """Its Java maps the file that `make setup` had it write."""
    home = Home.open(tmp_path)
    kafka.prepare()
    process = Process(home, kafka.program(home, port := ports.choose(None), ports.choose(None, [port])))
    try:
        process.wait_ready()
        assert ".aot" in Path(f"/proc/{process.popen.pid}/maps").read_text()
    finally:
        stop_all([process])


def test_what_java_does_not_take_is_passed_over(tmp_path: Path) -> None:
    """Half a file, or one of another Java, is no reason not to start."""
    spoilt = tmp_path / "spoilt.aot"
    assert aot.using([kafka.java(), "-version"], spoilt) == [kafka.java(), "-version"]
    spoilt.write_bytes(b"half a file")
    command = aot.using([kafka.java(), "-version"], spoilt)
    assert str(spoilt) in " ".join(command)
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
