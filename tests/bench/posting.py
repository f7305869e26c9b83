"""A client that costs little: requests made beforehand, sent over connections that stay open, one a thread."""

import socket
import threading
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit


class Connections:
    """So many connections to one path of one server."""

    def __init__(self, url: str, headers: Mapping[str, str], count: int) -> None:
        address = urlsplit(url)
        named = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._head = f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\n{named}Content-Length: "
        place = (address.hostname or "", address.port or 80)
        self._sockets = [socket.create_connection(place, timeout=60) for _ in range(count)]

    def post(self, bodies: Sequence[bytes]) -> float:
        """Send these, each connection every so-manyeth, one after the other; the seconds until all are answered 202."""
        ready = [f"{self._head}{len(body)}\r\n\r\n".encode() + body for body in bodies]
        count, faults = len(self._sockets), list[BaseException]()
        senders = [
            threading.Thread(target=_send, args=(one, ready[number::count], faults))
            for number, one in enumerate(self._sockets)
        ]
        begun = time.perf_counter()
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        took = time.perf_counter() - begun
        assert not faults, faults[0]
        return took

    def close(self) -> None:
        """Hang up."""
        for one in self._sockets:
            one.close()


def _send(connection: socket.socket, requests: Sequence[bytes], faults: list[BaseException]) -> None:
    try:
        for request in requests:
            connection.sendall(request)
            _read_answer(connection)
    except BaseException as fault:  # noqa: BLE001  # told to the thread that measures
        faults.append(fault)


def _read_answer(connection: socket.socket) -> None:
    """Read one answer to its end; its status must be 202."""
    got = b""
    while b"\r\n\r\n" not in got:
        part = connection.recv(65_536)
        assert part, "the server hung up"
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 202"), got[:300]
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0].partition(b":")[2]) - len(body)
    while missing > 0:
        missing -= len(connection.recv(65_536))
