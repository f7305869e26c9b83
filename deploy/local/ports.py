"""Which TCP ports of the loopback interface can be had."""

import random
import socket
from collections.abc import Collection

HOST = "127.0.0.1"
# Below the range from which the kernel picks ports of outgoing connections: a server that restarts finds its own free.
RANGE = range(20_000, 32_000)


def is_free(port: int, host: str = HOST) -> bool:
    """Whether a server could listen on `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose(preferred: int | None, taken: Collection[int] = ()) -> int:
    """`preferred` if it can be had, else another port that can; none of `taken`."""
    if preferred and preferred not in taken and is_free(preferred):
        return preferred
    return next(port for port in random.sample(RANGE, len(RANGE)) if port not in taken and is_free(port))


def answers(port: int, host: str = HOST) -> bool:
    """Whether something listens on `port`."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
