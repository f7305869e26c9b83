"""Who may import whom, and what every module keeps to: read from the source code, without importing any of it."""

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ("deploy", "gateway", "services", "shared", "tests")
PRODUCT = ("deploy", "gateway", "services", "shared")
NOT_OURS = {"node_modules", "dist", "__pycache__"}
PURE = ("shared.criteria", "shared.events")
FLASK = {"flask", "spectree"}
FLASK_PLACES = {"shared.http", "shared.requests", "shared.serve", "shared.wsgi"}
CLOCKS_AND_DICE = {"time", "random", "secrets"}
NOT_REPEATABLE = {"now", "utcnow", "today", "uuid1", "uuid4", "urandom"}
LONGEST = 250  # lines


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, path and syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """What it imports, wherever in the file, as (dotted name, line); `from a import b` counts as `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)

    def calls(self) -> Iterator[tuple[str, int]]:
        """The last names of what it calls, as (name, line)."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.func.attr, node.lineno
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, node.lineno

    def _base(self, node: ast.ImportFrom) -> str:
        package = self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        return ".".join([*above, *([node.module] if node.module else [])])


@cache
def files() -> tuple[Path, ...]:
    """The repository's files, without what is installed, built or cached."""
    found: list[Path] = []
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(name for name in below if name not in NOT_OURS and (name == ".ci" or name[0] != "."))
        found += (Path(folder, name) for name in names)
    return tuple(found)


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of ours."""
    ours = (file for file in files() if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in OURS)
    return tuple(Module(_name(file), file, ast.parse(file.read_text(encoding="utf-8"))) for file in ours)


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def within(name: str, *places: str) -> bool:
    """Whether a dotted name is one of these packages or modules, or below one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def owner(module: Module) -> str:
    """`services.badges` for everything in that service, else the top package."""
    parts = module.name.split(".")
    return ".".join(parts[:2]) if parts[0] == "services" and len(parts) > 1 else parts[0]


def is_domain(module: Module) -> bool:
    """Whether it is one of a service's pure rules."""
    return within(module.name, f"{owner(module)}.domain") and owner(module).startswith("services.")


def of(*tops: str) -> list[Module]:
    """The modules of these top packages."""
    return [module for module in modules() if module.name.split(".")[0] in tops]


def where(module: Module, line: int, what: str) -> str:
    """One finding, as a person looks for it."""
    return f"{module.path.relative_to(ROOT)}:{line} {what}"


def importers(library: str, *tops: str) -> set[str]:
    """The names of the modules that import a library."""
    return {module.name for module in of(*tops) for name, _ in module.imports() if within(name, library)}


def test_the_modules_are_found() -> None:
    """The rules below look at real files: every service's domain is among them."""
    domains = {owner(module) for module in modules() if is_domain(module)}
    services = {path.name for path in (ROOT / "services").iterdir() if (path / "__main__.py").exists()}
    assert domains == {f"services.{name}" for name in services}
    assert len(services) == 6


def test_domain_imports_only_pure_things() -> None:
    """Rules import the standard library, Pydantic, shared.events, shared.criteria, and one another in their service."""
    allowed = {*sys.stdlib_module_names, "pydantic", "pydantic_core"}
    assert [
        where(module, line, f"imports {name}")
        for module in modules()
        if is_domain(module)
        for name, line in module.imports()
        if name.split(".")[0] not in allowed and not within(name, *PURE, f"{owner(module)}.domain")
    ] == []


def test_rules_know_neither_clock_nor_dice() -> None:
    """What a rule says follows from what it is given: no present time, no randomness."""
    pure = [m for m in modules() if is_domain(m) or within(m.name, *PURE)]
    imported = [
        where(module, line, f"imports {name}")
        for module in pure
        for name, line in module.imports()
        if within(name, *CLOCKS_AND_DICE, "shared.clock")
    ]
    called = [
        where(module, line, f"calls {name}()")
        for module in pure
        for name, line in module.calls()
        if name in NOT_REPEATABLE
    ]
    assert imported + called == []


def test_one_place_asks_for_the_date() -> None:
    """Services, gateway and shared take the time from shared.clock, so that tests can give another."""
    assert [
        where(module, node.lineno, f"calls {ast.unparse(node.func)}()")
        for module in of("services", "shared", "gateway")
        if module.name != "shared.clock"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"datetime.now", "datetime.utcnow", "date.today"}
    ] == []


def test_services_keep_to_themselves() -> None:
    """A service imports its own modules and shared, never another service, the gateway or what deploys it."""
    assert [
        where(module, line, f"imports {name}")
        for module in of("services")
        for name, line in module.imports()
        if within(name, *OURS) and not within(name, "shared", owner(module))
    ] == []


def test_shared_and_gateway_look_down_only() -> None:
    """shared imports none of ours but shared; the gateway imports shared, and no service."""
    allowed = {"shared": ("shared",), "gateway": ("gateway", "shared")}
    assert [
        where(module, line, f"imports {name}")
        for module in of(*allowed)
        for name, line in module.imports()
        if within(name, *OURS) and not within(name, *allowed[module.name.split(".")[0]])
    ] == []


def test_kafka_is_spoken_in_one_place() -> None:
    """kafka-python is imported within shared.bus alone (and where one machine's broker is started)."""
    found = importers("kafka", "services", "shared", "gateway", "deploy") - {"deploy.local.kafka"}
    assert found
    assert {name for name in found if not within(name, "shared.bus")} == set()


def test_redis_is_spoken_in_two_places() -> None:
    """redis-py is imported by the leaderboards' boards and the gateway's connection helper alone."""
    assert importers("redis", *PRODUCT) == {"services.leaderboards.boards", "gateway.cache"}


def test_graphql_stays_in_the_gateway() -> None:
    """graphene and graphql-core are imported by the gateway alone."""
    found = {name for library in ("graphene", "graphql", "graphql_server") for name in importers(library, *PRODUCT)}
    assert [name for name in sorted(found) if not within(name, "gateway")] == []


def test_flask_stays_at_the_doors() -> None:
    """Flask is imported by the services' api modules, shared's HTTP modules and the gateway alone."""
    found = {name for library in FLASK for name in importers(library, *PRODUCT)}
    allowed = FLASK_PLACES | {module.name for module in of("services") if module.path.name == "api.py"}
    assert [name for name in sorted(found) if name not in allowed and not within(name, "gateway")] == []


def test_modules_stay_short() -> None:
    """No module is longer than a person reads at one sitting."""
    lengths = {module.path: len(module.path.read_text(encoding="utf-8").splitlines()) for module in of(*PRODUCT)}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_no_path_of_one_machine() -> None:
    """Nothing that is committed names the folder in which somebody happens to work."""
    here = {str(path) for path in (ROOT, ROOT.parent, Path.home()) if path != Path("/")}
    pattern = re.compile("|".join(rf"(?<![\w.~-]){re.escape(path)}(?![\w-])" for path in sorted(here)))
    assert [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in files()
        if (match := pattern.search(file.read_text(encoding="utf-8", errors="ignore")))
    ] == []
