"""CloudEvents over HTTP: a request in any of the three content modes becomes events in their JSON format.

HTTP protocol binding 1.0.2: the mode is told by Content-Type (section 3), header values are unquoted, then
percent-decoded once (3.1.3.2). JSON format 1.0.2: `data_base64` holds bytes, an attribute that is null is absent."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import orjson
from werkzeug.http import parse_options_header

from services.intake.domain.refusals import Refused

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
MOST_EVENTS = 1000
_PREFIX = "ce-"
_JSON = re.compile(r"(?:application|text)/json|[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+\+json")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TAKEN = f"send {STRUCTURED}, {BATCH}, or JSON with ce- headers"


@dataclass(frozen=True)
class Message:
    """The events of one request, in order; a batch's items may be anything that JSON knows."""

    events: list[Any]
    batch: bool


def read_message(headers: Iterable[tuple[str, str]], body: bytes) -> Message:
    """What a request carries. Refused: 415 no media type that is taken, 413 too many events, 400 no JSON."""
    named = [(name.lower(), value) for name, value in headers]
    content_type = dict(named).get("content-type", "")
    media, parameters = parse_options_header(content_type)
    media = media.lower()
    _check_encoding(parameters.get("charset", "utf-8"), dict(named).get("content-encoding", "identity"))
    if media == BATCH:
        return Message(_events(_parsed(body, "body")), batch=True)
    if media == STRUCTURED:
        return Message([_parsed(body, "body")], batch=False)
    attributes = {name.removeprefix(_PREFIX): value for name, value in named if name.startswith(_PREFIX)}
    if media.startswith("application/cloudevents") or not attributes:
        raise Refused(415, f"this media type is not taken: {_TAKEN}", [("Content-Type", media[:100] or "missing")])
    return Message([_binary(attributes, content_type, media, body)], batch=False)


def normalized(event: Any) -> dict[str, Any]:
    """An event of a structured message or batch with its `data` parsed, whichever way it was written. Refused 400 or
    415."""
    if not isinstance(event, dict):
        raise Refused(400, "this is no CloudEvent 1.0", [("event", "must be a JSON object")])
    media = event.get("datacontenttype")
    if isinstance(media, str) and not is_json(parse_options_header(media)[0]):
        raise Refused(415, "only data in JSON is taken", [("datacontenttype", "must be application/json, or absent")])
    if event.get("data_base64") is None:
        return event
    if event.get("data") is not None:
        raise Refused(400, "this is no CloudEvent 1.0", [("data_base64", "must be absent where data is present")])
    return {**event, "data": _parsed(_bytes(event["data_base64"]), "data_base64")}


def is_json(media: str) -> bool:
    """Whether a media type is JSON or a format made of it."""
    return bool(_JSON.fullmatch(media.lower()))


def _binary(attributes: dict[str, str], content_type: str, media: str, body: bytes) -> dict[str, Any]:
    if "datacontenttype" in attributes:
        raise Refused(400, "this is no CloudEvent 1.0", [("ce-datacontenttype", "is what Content-Type says")])
    event: dict[str, Any] = {name: _header(name, value) for name, value in attributes.items()}
    if media and not is_json(media):
        raise Refused(415, f"only data in JSON is taken: {_TAKEN}", [("Content-Type", media[:100])])
    if media:
        event["datacontenttype"] = content_type
    return event | ({"data": _parsed(body, "data")} if body else {})


def _header(name: str, value: str) -> str:
    """An attribute from its header: quotes undone, then one round of percent-decoding."""
    try:
        value.encode("ascii")
        if quoted := _QUOTED.fullmatch(value):
            value = re.sub(r"\\(.)", r"\1", quoted[1])
        return unquote(value, errors="strict")
    except UnicodeError as error:
        fault = (name[:100], "must be percent-encoded UTF-8 where it is not ASCII")
        raise Refused(400, "this is no CloudEvent 1.0", [fault]) from error


def _check_encoding(charset: str, encoding: str) -> None:
    if charset.lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise Refused(415, "only UTF-8 is taken", [("Content-Type", f"charset {charset[:50]} is not taken")])
    if encoding.strip().lower() != "identity":
        raise Refused(415, "a compressed body is not taken", [("Content-Encoding", "must be absent or identity")])


def _events(parsed: Any) -> list[Any]:
    if not isinstance(parsed, list):
        raise Refused(400, "this is no batch of CloudEvents", [("body", "must be a JSON array of events")])
    if len(parsed) > MOST_EVENTS:
        raise Refused(
            413, f"a batch has at most {MOST_EVENTS} events, this one has {len(parsed)}", [("body", "split it")]
        )
    return parsed


def _parsed(text: bytes, path: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refused(400, "this is no JSON in UTF-8", [(path, str(error))]) from error


def _bytes(text: Any) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise Refused(400, "this is no CloudEvent 1.0", [("data_base64", "must be a text in Base64")]) from error
