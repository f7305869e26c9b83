"""Putting a badge in force, as an administrator does: tried first, then published."""

import time
from typing import Any

from deploy.demo import documents
from deploy.demo.doors import GraphQL

LOOK = 0.05


def publish(admin: GraphQL, version: dict[str, Any]) -> None:
    """Try a version ({badge, version}) on what there is, then put it in force."""
    run = admin.ask(documents.TRY, input=version)["startDryRun"]
    while run["state"] == "RUNNING":
        time.sleep(LOOK)
        run = admin.ask(documents.TRIED, id=run["id"])["dryRun"]
    if run["state"] != "DONE":
        raise RuntimeError(f"a badge could not be tried: {run['problem'] or run['state']}")
    admin.ask(documents.PUBLISH, input=version)
