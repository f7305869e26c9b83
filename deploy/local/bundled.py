"""Programs that come inside Python packages."""

import importlib.util
from pathlib import Path


def bundled(package: str, file: str) -> str | None:
    """The path of `file` inside an installed package (not imported for it); None where either is missing."""
    try:
        spec = importlib.util.find_spec(package)
    except ModuleNotFoundError:
        return None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / file).is_file():
            return str(path)
    return None
