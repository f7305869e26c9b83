"""python -m deploy.asyncapi: the bus as an AsyncAPI 3 document, made from the contracts, their golden examples and the
services' tables of handlers. Committed as deploy/asyncapi.yaml."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from pydantic.json_schema import models_json_schema

from gateway.hints import TABLE
from shared.bus import LANES
from shared.config import SERVICES
from shared.events.contracts import CONTRACTS, TOPICS

FILE = Path(__file__).with_suffix(".yaml")
EXAMPLES = Path(import_module("shared.events").__path__[0]) / "examples"
PRODUCERS = {"completions": "intake", "points": "leaderboards", "badges.work": "badges"}
"""Topics that are not called as the service which emits them."""
Document = dict[str, Any]


def producer(topic: str) -> str:
    """The service that publishes a topic; one alone does."""
    return PRODUCERS.get(topic, topic)


def readers() -> dict[str, frozenset[str]]:
    """What each process reads, as types by its name: the services by their handlers, live by its table of hints."""
    services = {name: import_module(f"services.{name}.handlers").SERVICE.handlers for name in SERVICES}
    return {name: frozenset(table) for name, table in {**services, "gateway-live": TABLE}.items()}


def consumers(type_: str) -> list[str]:
    """Who reads events of this type."""
    return sorted(name for name, types in readers().items() if type_ in types)


def example(type_: str) -> Document:
    """The golden example of a contract: a whole CloudEvent."""
    event: Document = json.loads((EXAMPLES / f"{type_}.json").read_text(encoding="utf-8"))
    return event


def document() -> Document:
    """The whole AsyncAPI document."""
    references, schemas = models_json_schema(
        [(contract, "validation") for contract in dict.fromkeys(CONTRACTS.values())],
        ref_template="#/components/schemas/{model}",
    )
    payloads = {contract: references[contract, "validation"] for contract in CONTRACTS.values()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Laurel's bus",
            "version": "1.0.0",
            "description": "CloudEvents 1.0 in structured JSON, one topic for each service that emits. Keys are "
            "employees; what is about no one person is published to all partitions, keyed `kind:id`. No personal data.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {topic: _channel(topic) for topic in dict.fromkeys(TOPICS.values())},
        "operations": dict(_operations()),
        "components": {
            "messages": {type_: _message(type_, payloads[contract]) for type_, contract in CONTRACTS.items()},
            "schemas": {"Envelope": _envelope(), **schemas["$defs"]},
        },
    }


def main() -> None:
    """Print the document as YAML."""
    sys.stdout.write(text())


def text() -> str:
    """The document as YAML, as it is committed."""
    note = "# Made by `make asyncapi` from shared/events; not edited by hand.\n"
    plain = json.loads(json.dumps(document()))  # parts that are used twice are written twice, not as YAML's anchors
    return note + str(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120))


def _channel(topic: str) -> Document:
    types = [type_ for type_, on in TOPICS.items() if on == topic]
    return {
        "address": f"laurel.{topic}",
        "description": f"Emitted by {producer(topic)}.",
        "messages": {type_: {"$ref": f"#/components/messages/{type_}"} for type_ in types},
        "bindings": {"kafka": {"partitions": LANES, "topicConfiguration": {"retention.ms": 30 * 24 * 3600 * 1000}}},
    }


def _operations() -> Iterator[tuple[str, Document]]:
    """What every process sends and receives, `badges.sends.badges` and `badges.receives.completions`."""
    emitted: dict[str, set[str]] = {}
    for type_, topic in TOPICS.items():
        emitted.setdefault(producer(topic), set()).add(type_)
    for action, verb, types in (("send", "sends", emitted), ("receive", "receives", readers())):
        for name in sorted(types):
            for topic in sorted({TOPICS[type_] for type_ in types[name]}):
                yield f"{name}.{verb}.{topic}", _operation(action, name, topic, types[name])


def _operation(action: str, name: str, topic: str, types: "set[str] | frozenset[str]") -> Document:
    of_topic = sorted(type_ for type_ in types if TOPICS[type_] == topic)
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{topic}"},
        "tags": [{"name": name}],
        "messages": [{"$ref": f"#/channels/{topic}/messages/{type_}"} for type_ in of_topic],
    }


def _message(type_: str, payload: Document) -> Document:
    readers_ = ", ".join(consumers(type_)) or "nobody yet"
    return {
        "name": type_,
        "summary": (getdoc(CONTRACTS[type_]) or "").split("\n\n")[0].replace("\n", " "),
        "description": f"Producer: {producer(TOPICS[type_])}. Consumers: {readers_}.",
        "contentType": "application/cloudevents+json",
        "payload": {
            "allOf": [
                {"$ref": "#/components/schemas/Envelope"},
                {"type": "object", "properties": {"type": {"const": type_}, "data": payload}},
            ]
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": "the event's subject"}}},
        "examples": [{"name": "golden", "payload": example(type_)}],
    }


def _envelope() -> Document:
    text_ = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "description": "CloudEvents 1.0; `sequence` orders the events about one subject, `laurelhops` ends loops.",
        "required": ["specversion", "id", "source", "type", "subject", "time", "data"],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": {**text_, "description": "the same for the same fact, however often it is sent"},
            "source": {**text_, "description": "/laurel/ and the service that emits"},
            "type": text_,
            "subject": {**text_, "description": "an employee's id, or `kind:id`; also the record's key"},
            "time": {"type": "string", "format": "date-time", "description": "when it happened"},
            "datacontenttype": {"const": "application/json"},
            "sequence": {"type": "string", "pattern": "^[0-9]{12,}$"},
            "laurelhops": {"type": "integer", "minimum": 0},
            "data": {"type": "object"},
        },
    }


if __name__ == "__main__":
    main()
