"""A Flask application behind an ASGI server: each request on a thread of its own pool, with its whole body read before.

a2wsgi schedules `receive` from its threads, which Granian's awaitables refuse, and knows no body without a
Content-Length (chunked); reading first also spares two changes of thread a request."""

import asyncio
import contextvars
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.types import WSGIApplication

MOST_BYTES = 8 * 1024 * 1024
"""What a request's body may have, here and as Flask's MAX_CONTENT_LENGTH."""
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
_PLAIN = {b"content-length": "CONTENT_LENGTH", b"content-type": "CONTENT_TYPE"}


class Threaded:
    """The ASGI application made of a WSGI one; responses are sent whole.

    A body of more than ``most_bytes`` is read no further: the application sees one byte too many and refuses it.
    ``limits`` are narrower ones by path; there a body that says to be larger is not read at all."""

    def __init__(
        self, app: WSGIApplication, threads: int, most_bytes: int, limits: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._limits = limits or {}
        self._threads = ThreadPoolExecutor(threads, "http")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One HTTP request; other protocols are not spoken."""
        if scope["type"] != "http":
            return
        most = self._limits.get(scope["path"])
        announced = _announced(scope) if most is not None else 0
        too_long = most is not None and announced > most
        body = b"" if too_long else await self._body(receive, self._most_bytes if most is None else most)
        if body is None:
            return
        environ = _environ(scope, body, announced if too_long else len(body))
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(self._threads, context.run, self._answer, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content, "more_body": False})

    async def _body(self, receive: Receive, most_bytes: int) -> bytes | None:
        """The request's body, None where the client went away."""
        chunks, size = [], 0
        while size <= most_bytes:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if not message.get("more_body", False):
                break
        return b"".join(chunks)[: most_bytes + 1]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        begun: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start(status: str, headers: Iterable[tuple[str, str]], _exc_info: Any = None) -> Callable[[bytes], None]:
            named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            begun[:] = [(int(status.split(" ", 1)[0]), named)]
            return written.append

        written: list[bytes] = []
        chunks = self._app(environ, start)
        try:
            content = b"".join([*chunks])
        finally:
            if close := getattr(chunks, "close", None):
                close()
        return (*begun[0], b"".join(written) + content)


def _announced(scope: Message) -> int:
    """How long the request says that its body is; 0 where it does not."""
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(said) if said.isdigit() else 0


def _environ(scope: Message, body: bytes, length: int) -> dict[str, Any]:
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", "").encode().decode("latin-1"),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = _PLAIN.get(name) or f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"
        separator = "; " if key == "HTTP_COOKIE" else ","
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]}{separator}{text}" if key in environ else text
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # the body is whole here, whichever way it came
    return environ | {"CONTENT_LENGTH": str(length)}
