"""`access.json`: where this machine's Laurel answers and how programs get in, for outside programs (0600)."""

from pathlib import Path
from typing import Any

from deploy.local.home import Home

FILE = "access.json"


def read(home: Home | Path | str | None = None) -> dict[str, Any]:
    """What is known so far: `web, graphql, intake, services{name: url}` and, of the demo, `source{id, key}`,
    `tokens{admin, manager, employee}`, `people{admin, manager, employee: {id, subject, unit}}`."""
    return _home(home).read(FILE)


def write(home: Home | Path | str | None = None, **parts: Any) -> None:
    """Replaces the given parts, keeps the others."""
    place = _home(home)
    place.write(FILE, {**place.read(FILE), **parts})


def _home(home: Home | Path | str | None) -> Home:
    return home if isinstance(home, Home) else Home.open(home)
