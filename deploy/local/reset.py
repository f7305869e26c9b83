"""`make reset`: back to the state before the first start."""

import shutil

from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.process import reap

KEPT_ELSEWHERE = "MONGODB_URI", "REDIS_URL", "KAFKA_BOOTSTRAP_SERVERS"


def reset(home: Home) -> None:
    """Deletes a home and all data in it; LocalError while a supervisor works there, or if it is no home of Laurel's."""
    if not any((home.path / known).exists() for known in ("key", "ports.json")):
        raise LocalError(f"{home.path} holds no data of Laurel's; nothing was deleted.")
    with home.lock():
        reap(home)
        shutil.rmtree(home.path)
