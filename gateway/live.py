"""`/graphql/stream`: hints over GraphQL over SSE, distinct connections mode, as an ASGI application of its own."""

import asyncio
import signal
import threading
import uuid
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import structlog
from graphql import GraphQLError, OperationType

from gateway import auth
from gateway.asgi import Receive, Scope, Send, body_of, headers_of, reply
from gateway.clients import threads
from gateway.documents import Documents, Invalid
from gateway.errors import INTERNAL, SOMETHING, UNAVAILABLE, Refusal, public_error, signed_out
from gateway.hub import Hub
from gateway.protocol import JSON, Unreadable, from_post
from gateway.statuses import STATUSES
from gateway.streams import Request, Stream
from gateway.watch import Watch

LARGEST_BODY = 100_000
log = structlog.get_logger()


class Live:
    """Streams of hints, and the watch over the bus that feeds them; a part of its process that drains on SIGTERM."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.hub = Hub()
        self.watch = Watch(self.hub)

    def start(self) -> None:
        """Begin watching; asyncio's own handlers of SIGTERM are called as well as this one."""
        loop = asyncio.get_running_loop()
        self.watch.start()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.hub.drain))

    def stop(self) -> None:
        """End watching."""
        self.watch.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request: a stream, or why there is none."""
        request_id = uuid.uuid4().hex
        try:
            request = await self._request(scope, receive, request_id)
        except Unreadable as problem:
            await _refuse(send, problem.status, Refusal(problem.code, problem.message), request_id, problem.headers)
        except Refusal as refusal:
            await _refuse(send, STATUSES.get(refusal.code, 400), refusal, request_id)
        except Invalid as invalid:
            errors = [public_error(error, request_id) for error in invalid.errors]
            await reply(send, 400, {"errors": errors}, _headers())
        except Exception:
            log.exception("stream_failed")
            await _refuse(send, 500, Refusal(INTERNAL, SOMETHING), request_id)
        else:
            await Stream(self.hub, request, self._documents).run(receive, send)

    async def _request(self, scope: Scope, receive: Receive, request_id: str) -> Request:
        if scope["method"] != "POST":
            raise Unreadable(405, "Send POST.", headers={"Allow": "POST"})
        if self.hub.draining:
            raise Unreadable(503, "This process is ending; connect again.", UNAVAILABLE, {"Connection": "close"})
        headers = headers_of(scope)
        body = await body_of(receive, LARGEST_BODY)
        if body is None:
            raise Unreadable(413, f"The body is larger than {LARGEST_BODY} bytes.")
        parameters = from_post(headers.get("Content-Type"), body)
        cookies = _cookies(headers.get("Cookie", ""))
        asker = await _in_thread(auth.who, headers, cookies, request_id)
        if asker.principal is None:
            raise signed_out()
        document = self._documents.prepare(self._documents.text(parameters.query, parameters.document_id))
        operation = document.operation(parameters.operation_name)
        if operation.operation != OperationType.SUBSCRIPTION:
            raise Unreadable(400, "Queries and mutations are answered at /graphql.")
        self._documents.measured(document, operation, parameters.variables)
        return Request(document, parameters, asker, headers, cookies, request_id)


async def _in_thread(function: Any, *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(threads(), function, *arguments)


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _headers(more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {"Content-Type": f"{JSON}; charset=utf-8", "Cache-Control": "no-store", **(more or {})}


async def _refuse(
    send: Send, status: int, refusal: Refusal, request_id: str, headers: Mapping[str, str] | None = None
) -> None:
    error = public_error(GraphQLError(refusal.message, original_error=refusal), request_id)
    await reply(send, status, {"errors": [error]}, _headers(headers))
