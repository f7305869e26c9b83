"""GraphQL over HTTP: what a request says, and how its answer is written, by the letter of the specification."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from flask import Request, Response

from gateway.errors import BAD_INPUT

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
PARAMETERS = {"query": str, "documentId": str, "operationName": str, "variables": dict, "extensions": dict}


class Unreadable(Exception):
    """The request is no GraphQL request: an HTTP status, a code, a sentence, and headers that help."""

    def __init__(
        self, status: int, message: str, code: str = BAD_INPUT, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = headers or {}


@dataclass(frozen=True)
class Parameters:
    """What a request asks for."""

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


def media_type(accept: str | None, request: Request) -> str:
    """How the answer is written: as asked, and as plain JSON where nothing is said."""
    if not accept:
        return JSON
    best = request.accept_mimetypes.best_match([JSON, GRAPHQL])
    if best is None:
        raise Unreadable(406, f"Answers are {GRAPHQL} or {JSON}.")
    return best


def from_post(content_type: str | None, body: bytes) -> Parameters:
    """The parameters in a body; Unreadable says what is wrong with it."""
    kind, _, rest = (content_type or "").lower().partition(";")
    charset = rest.partition("charset=")[2].strip(' "')
    if kind.strip() != JSON or charset not in ("", "utf-8", "utf8"):
        raise Unreadable(415, f"Send {JSON} in UTF-8, with that Content-Type.", headers={"Accept": JSON})
    return read(parse_json(body, "The body"))


def from_get(arguments: Mapping[str, str]) -> Parameters:
    """The parameters in an address, maps written as JSON."""
    maps = ("variables", "extensions")
    content = {name: parse_json(arguments[name].encode(), name) for name in maps if arguments.get(name)}
    return read({**{name: text for name, text in arguments.items() if name not in maps}, **content})


def read(content: Any) -> Parameters:
    """The parameters in parsed JSON; other members are ignored, as the specification wants."""
    if isinstance(content, list):
        raise Unreadable(400, "One request at a time: batches are not answered.")
    if not isinstance(content, dict):
        raise Unreadable(400, "The body must be a JSON object.")
    for name, kind in PARAMETERS.items():
        if content.get(name) is not None and not isinstance(content[name], kind):
            raise Unreadable(400, f"{name} must be {'a string' if kind is str else 'an object'}.")
    if content.get("query") is None and content.get("documentId") is None:
        raise Unreadable(400, "A query or a documentId is needed.")
    return Parameters(
        content.get("query"), content.get("documentId"), content.get("operationName"), content.get("variables") or {}
    )


def parse_json(body: bytes, what: str) -> Any:
    """JSON's content; Unreadable names what is none."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable(400, f"{what} is not JSON: {error}.") from error


def response(content: Mapping[str, Any], kind: str, status: int = 200) -> Response:
    """A response in the media type asked for."""
    body = Response(orjson.dumps(content), status, content_type=f"{kind}; charset=utf-8")
    body.headers["Cache-Control"] = "no-store"
    body.headers["Vary"] = "Accept"
    return body
