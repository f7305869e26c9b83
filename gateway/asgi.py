"""ASGI, as little of it as the gateway needs: one process, two applications, and answers that are short."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

import orjson
from flask import Flask

from gateway.pictures import LARGEST
from shared.wsgi import Threaded

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
THREADS = 16
STREAM = "/graphql/stream"
LIMITS = {"/badges/images": LARGEST}


def route(app: Flask, live: App) -> App:
    """Streams to ``live``, all else to the Flask application on threads of its own."""
    threaded = Threaded(app, THREADS, app.config["MAX_CONTENT_LENGTH"], LIMITS)

    async def routed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["path"] == STREAM:
            await live(scope, receive, send)
        else:
            await threaded(scope, receive, send)

    return routed


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by their names as they are usually written, the last of each."""
    return {name.decode("latin-1").title(): value.decode("latin-1") for name, value in scope["headers"]}


async def body_of(receive: Receive, largest: int) -> bytes | None:
    """The request's body; None where it is larger, or the asker has gone."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += bytes(message.get("body", b""))
        if len(body) > largest:
            return None
        if not message.get("more_body"):
            return body


async def begin(send: Send, status: int, headers: Mapping[str, str]) -> None:
    """Sends the head of a response."""
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def write(send: Send, text: str, *, more: bool = True) -> None:
    """Sends a part of a response's body."""
    await send({"type": "http.response.body", "body": text.encode(), "more_body": more})


async def reply(send: Send, status: int, content: Any, headers: Mapping[str, str]) -> None:
    """Sends a whole response in JSON."""
    await begin(send, status, headers)
    await write(send, orjson.dumps(content).decode(), more=False)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return
