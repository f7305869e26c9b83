"""POST /events in the OpenAPI document: three content modes, and every answer."""

from typing import Any

from services.intake.binding import BATCH, STRUCTURED

_TEXT = {"type": "string", "minLength": 1, "maxLength": 500}
_NUMBER = {"type": "number"}
_ADDRESS = {"type": "string", "maxLength": 2000, "pattern": r'^https?://[^\s<>"]+$'}


def _object(properties: dict[str, Any], *required: str, closed: bool = True) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(required), "additionalProperties": not closed
    }  # fmt: skip


_SCORE = _object(
    {"raw": _NUMBER, "min": _NUMBER, "max": _NUMBER, "scaled": {"type": "number", "minimum": -1, "maximum": 1}}
)
_THING = _object(
    {"type": _TEXT, "id": _TEXT, "name": {"type": "string", "maxLength": 500}, "url": _ADDRESS}, "type", "id"
)  # fmt: skip
_RESULT = _object(
    {"success": {"type": "boolean"}, "score": _SCORE, "duration": {"type": "number", "minimum": 0}}
)  # fmt: skip
_DATA = _object(
    {
        "object": _THING,
        "result": _RESULT,
        "participants": {
            "type": "array", "maxItems": 100,
            "items": _object({"id": _TEXT, "role": {"type": "string", "pattern": r"^[^\s*/|]{1,60}$"}}, "id", "role"),
        },
        "data": {"type": "object", "description": "the source's own; rules see it as data.*"},
        "evidence_url": _ADDRESS,
        "retracts": {**_TEXT, "description": "an event of this source that is taken back; nothing else is needed then"},
    }
)  # fmt: skip
_EVENT = _object(
    {
        "specversion": {"const": "1.0"},
        "id": _TEXT,
        "source": {"type": "string", "minLength": 1, "maxLength": 200, "format": "uri-reference"},
        "type": {"type": "string", "maxLength": 200, "pattern": r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$"},
        "subject": _TEXT,
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"type": "string"},
        "data": _DATA,
        "data_base64": {"type": "string", "contentEncoding": "base64"},
    },
    "specversion", "id", "source", "type", "subject", closed=False,
) | {"anyOf": [{"required": ["data"]}, {"required": ["data_base64"]}]}  # fmt: skip
_FAULT = _object({"path": {"type": "string"}, "message": {"type": "string"}}, "path", "message")
_PROBLEM = _object(
    {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "errors": {"type": "array", "items": _FAULT}, "id": {"type": "string"},
    },
    "title", "status", "detail", closed=False,
)  # fmt: skip
_ANSWER = {
    "id": {"type": ["string", "null"]},
    "status": {"type": "integer"},
    "state": {"enum": ["accepted", "parked", "retracted", "known", "refused", "conflict"]},
    "source": {"type": "string"},
    "completion": {"type": "string", "format": "uuid"},
    "occurred_at": {"type": "string", "format": "date-time"},
    "received_at": {"type": "string", "format": "date-time"},
    "flags": {"type": "array", "items": {"enum": ["time_unknown", "time_in_future"]}},
}
_ONE = _object(_ANSWER, "id", "status", "state")
_ITEM = _object({"index": {"type": "integer"}, **_ANSWER, "problem": _PROBLEM}, "index", "id", "status", "state")
_MANY = _object({"items": {"type": "array", "items": _ITEM}}, "items")
_HEADERS = ("ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time")
_REFUSED = {
    "400": "no CloudEvent 1.0, or no JSON",
    "401": "no key, or one that is not valid",
    "403": "the key may not write this source",
    "409": "this source and id stand for another body already",
    "413": "too large, or too many events",
    "415": "a media type that is not taken",
    "422": "a CloudEvent, but no completion",
    "429": "too many events for this source",
    "503": "a server that is needed can't be reached just now",
}


def describe_events(document: dict[str, Any]) -> None:
    """Put /events and its own security scheme into the service's document."""
    scheme = {"type": "http", "scheme": "bearer", "description": "a source's key, lrk_…"}
    document["components"]["securitySchemes"]["key"] = scheme
    document["paths"]["/events"] = _path_item()


def _path_item() -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": _PROBLEM}}
    responses = {status: {"description": why, "content": problem} for status, why in _REFUSED.items()}
    responses["429"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    responses["200"] = {"description": "known already", "content": {"application/json": {"schema": _ONE}}}
    taken = {"application/json": {"schema": {"oneOf": [_MANY, _ONE]}}}
    responses["202"] = {"description": "stored; of a batch, each item for itself", "content": taken}
    body = {
        STRUCTURED: {"schema": _EVENT},
        BATCH: {"schema": {"type": "array", "maxItems": 1000, "items": _EVENT}},
        "application/json": {"schema": _DATA},
    }
    return {
        "post": {
            "summary": "CloudEvents 1.0 over HTTP: structured, batch, or binary (JSON data with ce- headers)",
            "operationId": "events", "tags": [], "security": [{"key": []}],
            "parameters": [{"name": name, "in": "header", "schema": {"type": "string"}} for name in _HEADERS],
            "requestBody": {"required": True, "content": body}, "responses": responses,
        }
    }  # fmt: skip
