"""`make dev`: a changed Python file restarts the processes that it belongs to."""

from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, PythonFilter
from watchfiles import watch as file_changes

from deploy.local.programs import ROOT
from deploy.local.supervisor import Supervisor
from shared.config import SERVICES

WATCHED = [ROOT / "services", ROOT / "shared", ROOT / "gateway"]
OF_LAUREL = {*SERVICES, "gateway"}


class Sources(PythonFilter):
    """Python files and the GraphQL schema; nothing of the page, which Vite watches itself."""

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change of `path` counts."""
        return "/gateway/web/" not in path and (path.endswith(".graphql") or super().__call__(change, path))


def watch(supervisor: Supervisor) -> None:
    """Supervises, and restarts on change, for ever."""
    for changes in file_changes(*WATCHED, watch_filter=Sources(), rust_timeout=200, yield_on_timeout=True):
        supervisor.check()
        if concerned := affected(path for _, path in changes):
            supervisor.restart(concerned)


def affected(paths: Iterable[str]) -> list[str]:
    """The processes to restart when these files change: a service's own files concern it alone, shared ones all."""
    names: set[str] = set()
    for path in paths:
        area, _, rest = str(Path(path).relative_to(ROOT)).partition("/")
        owner = {"services": rest.partition("/")[0], "gateway": "gateway"}.get(area)
        names |= {owner} & OF_LAUREL if owner else OF_LAUREL
    return sorted(names)
