"""Whether there is a broker to speak to, before a client of it is made."""

import socket
from collections.abc import Iterable

PATIENCE = 3.0


def any_answers(addresses: Iterable[str]) -> bool:
    """Whether one of these (`host:port`, `[::1]:port`) takes a connection.

    kafka-python leaves a thread and its sockets behind whenever a client of it can't be made: none is tried in vain."""
    return any(_answers(address.strip()) for address in addresses)


def _answers(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE).close()
    except (OSError, ValueError):
        return False
    return True
