"""Each contract against its golden example: one whole CloudEvent for each type, never edited once released."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import orjson
import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from pydantic import BaseModel

import shared.events
from shared.events.contracts import CONTRACTS, TOPICS
from shared.events.envelope import ContractError, Event, decode, encode, parse

EXAMPLES = Path(shared.events.__path__[0]) / "examples"
TYPES = sorted(CONTRACTS)
NEEDED = ("id", "type", "source", "subject", "time", "data")


def golden(type_: str) -> bytes:
    """The example as it is kept."""
    return (EXAMPLES / f"{type_}.json").read_bytes()


def event(type_: str) -> Event:
    """The example as an event."""
    return decode(golden(type_))


def data(type_: str) -> dict[str, Any]:
    """The example's data, as the JSON says."""
    said: dict[str, Any] = json.loads(golden(type_))["data"]
    return said


def fields(model: type[BaseModel]) -> set[str]:
    """The names on the wire of a contract's fields."""
    return {field.alias or name for name, field in model.model_fields.items()}


def required() -> Iterator[tuple[str, str]]:
    """Every required field of every contract, as (type, name on the wire)."""
    for type_ in TYPES:
        for name, field in CONTRACTS[type_].model_fields.items():
            if field.is_required():
                yield type_, field.alias or name


def test_every_contract_has_an_example_and_a_topic() -> None:
    """No contract goes without an example, no example without a contract, and each is published somewhere."""
    assert sorted(file.stem for file in EXAMPLES.glob("*.json")) == TYPES
    assert sorted(TOPICS) == TYPES


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_is_encoded_as_it_is_kept(type_: str) -> None:
    """Decoding and encoding give the very same JSON."""
    assert json.loads(encode(event(type_))) == json.loads(golden(type_))
    assert event(type_).type == type_


@pytest.mark.parametrize("type_", TYPES)
def test_the_contract_reads_all_of_the_example(type_: str) -> None:
    """Nothing of the example is lost or changed by its contract: a field renamed, retyped or dropped shows here."""
    read = parse(event(type_), CONTRACTS[type_])
    assert json.loads(read.model_dump_json(by_alias=True)) == data(type_)


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_has_every_field(type_: str) -> None:
    """A field that is not in the example is guarded by nothing: every one is there, and holds something."""
    assert set(data(type_)) == fields(CONTRACTS[type_])
    assert [name for name, value in data(type_).items() if value is None or value in ([], {})] == []


@pytest.mark.parametrize("type_", TYPES)
def test_unknown_fields_are_ignored(type_: str) -> None:
    """A producer may add fields, to the envelope and to the data; those who don't know them read on."""
    raw = json.loads(golden(type_))
    more = raw | {"traceparent": "00-ab-cd-01", "data": raw["data"] | {"unheard_of": {"deep": [1]}}}
    heard = decode(orjson.dumps(more))
    assert replace(heard, data=raw["data"]) == event(type_)
    assert parse(heard, CONTRACTS[type_]) == parse(event(type_), CONTRACTS[type_])


@pytest.mark.parametrize(("type_", "name"), list(required()))
def test_a_missing_field_is_named(type_: str, name: str) -> None:
    """Data without a required field break the contract, and the message says which one."""
    rest = {key: value for key, value in data(type_).items() if key != name}
    with pytest.raises(ContractError, match=rf"^data\.{name}: "):
        parse(replace(event(type_), data=rest), CONTRACTS[type_])


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("wrong", [None, 7, ""], ids=["missing", "a number", "empty"])
def test_an_envelope_that_lacks_something_is_no_event(name: str, wrong: object) -> None:
    """An attribute that is missing or no text is refused by its name."""
    raw = json.loads(golden(TYPES[0])) | {name: wrong}
    with pytest.raises(ContractError, match=f"{name}: "):
        decode(orjson.dumps({key: value for key, value in raw.items() if value is not None}))


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"id": NaN}'])
def test_bytes_that_are_no_event_are_refused(body: bytes) -> None:
    """Whatever lies in the log: what is no CloudEvent raises ContractError, nothing else."""
    with pytest.raises(ContractError):
        decode(body)


@pytest.mark.parametrize("type_", TYPES)
def test_it_is_a_cloudevent_to_others(type_: str) -> None:
    """The CloudEvents library reads the example, and what we encode, as the same valid event."""
    kept, sent = (JSONFormat().read(CloudEvent, body) for body in (golden(type_), encode(event(type_))))
    assert kept.get_attributes() == sent.get_attributes()
    assert kept.get_data() == sent.get_data() == data(type_)
    assert (kept.get_specversion(), kept.get_type(), kept.get_subject()) == ("1.0", type_, event(type_).subject)
    assert kept.get_time() == event(type_).time.astimezone(UTC)


@pytest.mark.parametrize("type_", TYPES)
def test_no_personal_data(type_: str) -> None:
    """Opaque ids only: no address, no display name, and people are called e-…."""
    text = golden(type_).decode()
    assert "@" not in text
    assert {"display_name", "email", "emails", "name", "reason_text"} & set(data(type_)) == set()
    people = [
        data(type_)[name] for name in ("employee", "recipient", "giver", "receiver", "owner") if name in data(type_)
    ]
    assert [person for person in people if not person.startswith("e-")] == []
