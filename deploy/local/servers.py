"""The three real servers on one machine. Each is left out where its address is given by the environment."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from deploy.local import kafka, mongod, ports, valkey
from deploy.local.home import Home
from deploy.local.process import Program
from deploy.local.supervisor import Supervisor

PORTS_FILE = "ports.json"


@dataclass(frozen=True)
class Servers:
    """Where the servers are, and the supervisor of those that were started here."""

    mongodb_uri: str
    redis_url: str
    kafka_bootstrap_servers: str
    supervisor: Supervisor = field(repr=False)

    def environment(self) -> dict[str, str]:
        """The variables by which every process of Laurel finds them."""
        return {
            "MONGODB_URI": self.mongodb_uri,
            "REDIS_URL": self.redis_url,
            "KAFKA_BOOTSTRAP_SERVERS": self.kafka_bootstrap_servers,
        }

    def stop(self) -> None:
        """Stops those started here: Kafka first, then the others."""
        self.supervisor.stop()


@dataclass(frozen=True)
class Plan:
    """What has to run, and the addresses once it does."""

    programs: list[Program]
    addresses: dict[str, str]


def plan(home: Home, env: Mapping[str, str] = os.environ) -> Plan:
    """Provisions what is missing (jars, storage) and says what to start. Ports of the last start are kept if free."""
    port = _ports(home)
    makers: dict[str, tuple[str, Callable[[], Program]]] = {
        "MONGODB_URI": (mongod.uri(port["mongod"]), lambda: mongod.program(home, port["mongod"])),
        "REDIS_URL": (valkey.url(port["redis"]), lambda: valkey.program(home, port["redis"])),
        "KAFKA_BOOTSTRAP_SERVERS": (
            f"{ports.HOST}:{port['kafka']}",
            lambda: kafka.program(home, port["kafka"], port["controller"]),
        ),
    }
    given = {name: value for name in makers if (value := env.get(name))}
    wanted = [make() for name, (_, make) in makers.items() if name not in given]
    return Plan(wanted, {name: given.get(name, address) for name, (address, _) in makers.items()})


def start(home: Home, env: Mapping[str, str] = os.environ, say: Callable[[str], None] = lambda _: None) -> Servers:
    """Starts the servers that `env` does not name and returns once all answer; LocalError says what is in the way."""
    supervisor = Supervisor(home, say)
    wanted = plan(home, env)
    try:
        for program in wanted.programs:
            supervisor.start([program])
        supervisor.wait_ready()
    except BaseException:
        supervisor.stop()
        raise
    return Servers(**{name.lower(): value for name, value in wanted.addresses.items()}, supervisor=supervisor)


def _ports(home: Home) -> dict[str, int]:
    before = home.read(PORTS_FILE)
    chosen: dict[str, int] = {}
    for name in ("mongod", "redis", "kafka", "controller"):
        chosen[name] = ports.choose(before.get(name), chosen.values())
    home.write(PORTS_FILE, {**before, **chosen})
    return chosen
