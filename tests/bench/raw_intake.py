"""The limit of intake: a bare WSGI application that inserts what it is sent, journaled, and knows of nothing else."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import orjson
from pymongo import MongoClient

from shared.config import settings

_rows = MongoClient[dict[str, Any]](settings().mongodb_uri)[settings().database("raw")].rows


def app(environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], object]) -> Iterable[bytes]:
    """Insert the event, or the events, and answer 202 once a majority has journaled them."""
    body: io.BufferedIOBase = environ["wsgi.input"]
    said = orjson.loads(body.read(int(environ.get("CONTENT_LENGTH") or 0)))
    events = said if isinstance(said, list) else [said]
    _rows.insert_many([{"_id": f"{event['source']}|{event['id']}", **event} for event in events], ordered=False)
    answer = orjson.dumps({"items": [{"id": event["id"], "status": 202} for event in events]})
    start_response("202 Accepted", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]
