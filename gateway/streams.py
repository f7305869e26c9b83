"""One open stream: GraphQL over SSE, an event for each hint, a comment as a ping."""

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from graphql import ExecutionResult

from gateway import auth
from gateway.asgi import Receive, Send, begin, write
from gateway.clients import threads
from gateway.context import Context
from gateway.documents import Document, Documents
from gateway.errors import Refusal, public_error
from gateway.execution import answer, run_async
from gateway.hub import Hub, Listener, Told
from gateway.protocol import Parameters

PING = 15.0  # seconds
AGE = (600.0, 900.0)  # seconds that a stream lives, spread so that they do not all come back at once
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Request:
    """What a stream was asked for, by whom, and how they proved it."""

    document: Document
    parameters: Parameters
    asker: auth.Asker
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    request_id: str


class Stream:
    """Tells one listener its hints until they go, sign out, the stream is old, or the process ends."""

    def __init__(self, hub: Hub, request: Request, documents: Documents) -> None:
        assert request.asker.principal  # noqa: S101 - whoever is not signed in has been refused
        self._hub = hub
        self._request = request
        self._schema = documents.schema
        self._listener: Listener = hub.join(request.asker.principal, request.asker.within)

    async def run(self, receive: Receive, send: Send) -> None:
        """Carries the stream to its end."""
        writing = asyncio.create_task(self._write(send))
        leaving = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait((writing, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._hub.leave(self._listener)
            for task in (writing, leaving):
                task.cancel()
            await asyncio.gather(writing, leaving, return_exceptions=True)

    async def _write(self, send: Send) -> None:
        ends = time.monotonic() + random.uniform(*AGE)  # noqa: S311 - spread, not secrecy
        await begin(send, 200, HEADERS)
        await write(send, ":\n\n")
        while time.monotonic() < ends:
            told = await self._listener.next(PING)
            if told is None or (not told and not await self._still_signed_in()):
                break
            for hint in told:
                await write(send, f"event: next\ndata: {await self._event(hint)}\n\n")
            if not told:
                await write(send, ":\n\n")
        await write(send, "event: complete\ndata:\n\n", more=False)

    async def _event(self, hint: Told) -> str:
        asker, parameters = self._request.asker, self._request.parameters
        context = Context(asker.principal, self._request.request_id, asker.backdate, asker.locale)
        root = {"hints": {"topics": sorted(hint.topics), "award": hint.award}}
        result: ExecutionResult = await run_async(
            self._schema, self._request.document, parameters.operation_name, parameters.variables, context, root
        )
        errors = [public_error(error, self._request.request_id) for error in result.errors or ()]
        return orjson.dumps(answer(result, errors)).decode()

    async def _still_signed_in(self) -> bool:
        """Asked with each ping, without making the session younger: an open tab is no use of it."""
        loop, request = asyncio.get_running_loop(), self._request
        try:
            asker = await loop.run_in_executor(
                threads(), auth.peek, request.headers, request.cookies, request.request_id
            )
        except Refusal as refusal:
            return refusal.code == "UNAVAILABLE"
        return asker.principal is not None


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
