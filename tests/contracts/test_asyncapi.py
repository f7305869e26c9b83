"""The AsyncAPI document that is committed, against the contracts and the services as they are."""

import re
from importlib import import_module
from typing import Any

import jsonschema_rs
import pytest
import yaml  # type: ignore[import-untyped]

from deploy import asyncapi
from shared.config import SERVICES
from shared.events.contracts import CONTRACTS, TOPICS

TYPES = sorted(CONTRACTS)
MODULES = sorted(set(TOPICS.values()))


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    """The committed document."""
    document: dict[str, Any] = yaml.safe_load(asyncapi.FILE.read_text(encoding="utf-8"))
    return document


def validator(document: dict[str, Any], type_: str) -> jsonschema_rs.Validator:
    """What checks a whole event of this type by the document's schemas."""
    return jsonschema_rs.validator_for(
        document["components"]["messages"][type_]["payload"] | {"components": document["components"]}
    )


def test_it_is_current() -> None:
    """The committed document is what the contracts say now; where a change is meant, `make asyncapi` writes it."""
    assert asyncapi.FILE.read_text(encoding="utf-8") == asyncapi.text()


def test_every_contract_is_on_a_channel(committed: dict[str, Any]) -> None:
    """Each type is a message of exactly one channel, that of its topic."""
    on = {type_: topic for topic, channel in committed["channels"].items() for type_ in channel["messages"]}
    assert on == TOPICS
    assert sum(len(channel["messages"]) for channel in committed["channels"].values()) == len(TYPES)


@pytest.mark.parametrize("type_", TYPES)
def test_the_golden_example_is_valid_by_the_document(committed: dict[str, Any], type_: str) -> None:
    """Somebody who knows the document alone accepts the golden example, and refuses a broken one."""
    known, event = validator(committed, type_), asyncapi.example(type_)
    known.validate(event)
    first = next(name for name, field in CONTRACTS[type_].model_fields.items() if field.is_required())
    broken = event | {"data": {name: value for name, value in event["data"].items() if name != first}}
    assert not known.is_valid(broken)
    assert not known.is_valid(event | {"type": "laurel.other.happened.v1"})


def test_every_event_has_a_reader() -> None:
    """Nothing is published that nobody reads."""
    assert [type_ for type_ in TYPES if not asyncapi.consumers(type_)] == []


def test_nothing_is_read_that_nobody_writes() -> None:
    """Every handler waits for a type that has a contract, on a topic that its service consumes."""
    for name, types in asyncapi.readers().items():
        assert types <= set(TYPES), name
    for name in SERVICES:
        service = import_module(f"services.{name}.handlers").SERVICE
        assert {TOPICS[type_] for type_ in service.handlers} == set(service.topics), name


@pytest.mark.parametrize("topic", MODULES)
def test_contracts_name_producer_and_consumers(topic: str) -> None:
    """Each module of contracts says in its first words who emits it and which services read it, and that is so."""
    said = import_module(f"shared.events.{topic.replace('.', '_')}").__doc__ or ""
    emitted, _, rest = said.partition("ead by ")
    rest = rest.split(".")[0]
    read = {
        name for name in SERVICES for type_, on in TOPICS.items() if on == topic and name in asyncapi.consumers(type_)
    }
    named = (
        set(SERVICES) - {asyncapi.producer(topic)}
        if "every other service" in rest
        else set(re.findall(r"[a-z]+", rest))
    )
    assert f"emitted by {asyncapi.producer(topic)}" in emitted
    assert named & set(SERVICES) == read
