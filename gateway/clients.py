"""Asking the services over HTTP: in threads, over kept connections, on behalf of one person."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import httpx2
import orjson
import structlog
from graphql.pyutils import snake_to_camel
from tenacity import retry, retry_if_exception_type, stop_after_attempt

from gateway.errors import CODES, INTERNAL, SOMETHING, UNAVAILABLE, Refusal
from shared.auth import Principal, mint
from shared.config import settings

THREADS = 32
TIMEOUT = httpx2.Timeout(15.0, connect=2.0)
# Their fields are the language's own, written as the services write them.
VERBATIM = {"criteria", "match"}
# The server closed a kept connection at the moment of use: nothing was answered, a read may be asked again.
LOST = (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError)
Send = Callable[[str, bytes, dict[str, str]], httpx2.Response]
_making = threading.Lock()
log = structlog.get_logger()


@cache
def threads() -> ThreadPoolExecutor:
    """The threads that wait for services, shared by all requests of this process."""
    return ThreadPoolExecutor(THREADS, thread_name_prefix="services")


def http() -> httpx2.Client:
    """The kept connections to the services; safe to share between threads."""
    with _making:  # several threads ask at once for the first time, and a second client would leak its connections
        return _client()


@cache
def _client() -> httpx2.Client:
    limits = httpx2.Limits(max_connections=4 * THREADS, max_keepalive_connections=THREADS, keepalive_expiry=20)
    return httpx2.Client(timeout=TIMEOUT, limits=limits, trust_env=False, follow_redirects=False)


class Services:
    """The services as one person sees them, for one request; ``calls`` lists what was asked, as `service/read/what`."""

    def __init__(self, principal: Principal, request_id: str) -> None:
        self._principal = principal
        self._request_id = request_id
        self.calls: list[str] = []

    def of(self, principal: Principal) -> "Services":
        """The services as somebody else sees them, within the same request."""
        other = Services(principal, self._request_id)
        other.calls = self.calls
        return other

    async def read(self, service: str, what: str, body: dict[str, Any]) -> dict[str, Any]:
        """``POST /read/<what>``: what the service answers; Refusal where it refuses or is away."""
        return await self._in_thread(_read, service, f"/read/{what}", body)

    async def command(self, service: str, what: str, body: dict[str, Any]) -> dict[str, Any]:
        """``POST /commands/<what>``, sent once: what the service answers; Refusal where it refuses or is away."""
        return await self._in_thread(_post, service, f"/commands/{what}", body)

    async def _in_thread(self, send: Send, service: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.calls.append(service + path)
        headers = _headers(self._principal, self._request_id, service)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(threads(), _answer, send, service, path, body, headers)


def ask(principal: Principal, request_id: str, service: str, what: str, body: dict[str, Any]) -> dict[str, Any]:
    """As ``Services.read``, for code that runs in a thread of its own."""
    return _answer(_read, service, f"/read/{what}", body, _headers(principal, request_id, service))


def tell(principal: Principal, request_id: str, service: str, what: str, body: dict[str, Any]) -> dict[str, Any]:
    """As ``Services.command``, for code that runs in a thread of its own."""
    return _answer(_post, service, f"/commands/{what}", body, _headers(principal, request_id, service))


def _headers(principal: Principal, request_id: str, service: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {mint(service, principal)}",
        "Content-Type": "application/json",
        "X-Request-Id": request_id,
    }


def _answer(send: Send, service: str, path: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    try:
        answer = send(settings().service_url(service) + path, orjson.dumps(body), headers)
    except httpx2.HTTPError as error:
        log.warning("service_away", service=service, path=path, error=repr(error)[:200])
        raise Refusal(UNAVAILABLE, "A part of Laurel can't be reached just now; try again shortly.") from error
    if not answer.is_success:
        raise _refusal(service, answer)
    content: dict[str, Any] = orjson.loads(answer.content) if answer.content else {}
    return content


def _post(url: str, body: bytes, headers: dict[str, str]) -> httpx2.Response:
    return http().post(url, content=body, headers=headers)


@retry(retry=retry_if_exception_type(LOST), stop=stop_after_attempt(2), reraise=True)
def _read(url: str, body: bytes, headers: dict[str, str]) -> httpx2.Response:
    return _post(url, body, headers)


def _refusal(service: str, answer: httpx2.Response) -> Refusal:
    """The service's problem+json as the outside may read it; a fault of the service's stays masked."""
    problem = _problem(answer)
    code = CODES.get(answer.status_code, INTERNAL)
    if code == INTERNAL:
        log.error("service_failed", service=service, status=answer.status_code, problem=problem)
        return Refusal(INTERNAL, SOMETHING, id=problem.get("id") or None)
    fields = [(_path(str(error["path"])), str(error["message"])) for error in problem.get("errors", ())]
    message = str(problem.get("detail") or "This can't be done.")
    return Refusal(code, message[:1].upper() + message[1:], fields)


def _problem(answer: httpx2.Response) -> dict[str, Any]:
    try:
        problem = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _path(path: str) -> str:
    """`starts_at` as the schema names it, `startsAt`; inside criteria nothing changes, and a badge's design is flat."""
    if path.partition(".")[0].partition("[")[0] in VERBATIM:
        return path
    path = path.removeprefix("design.")
    return ".".join(snake_to_camel(part, upper=False) for part in path.split("."))
