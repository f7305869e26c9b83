"""The three content modes of the HTTP protocol binding; events are written by the CloudEvents SDK."""

import base64
from typing import Any

import orjson
import pytest
from cloudevents.core.bindings.http import HTTPMessage, to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent

from services.intake.binding import BATCH, STRUCTURED, Message, is_json, normalized, read_message
from services.intake.domain.reading import compared, read
from services.intake.domain.refusals import Refused

ATTRIBUTES = {
    "id": "ev 1/ü€", "source": "lms", "type": "course.completed", "subject": 'ada "the" 100% @x.org',
    "datacontenttype": "application/json", "sequence": "7",
}  # fmt: skip
DATA = {"object": {"type": "course", "id": "c-1", "name": "Größe"}}


def heard(message: HTTPMessage) -> Message:
    """What is read from a message of the SDK."""
    return read_message(message.headers.items(), message.body)


def refusal(media: str | None, body: bytes = b"{}", headers: dict[str, str] | None = None) -> Refused:
    """How a request is refused."""
    named = (headers or {}) | ({"Content-Type": media} if media else {})
    with pytest.raises(Refused) as caught:
        first_event(named, body)
    return caught.value


def first_event(headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """The first event of a request, its data parsed."""
    return normalized(read_message(headers.items(), body).events[0])


def test_the_sdks_binary_and_structured_messages_mean_the_same_event() -> None:
    """Header values with spaces, quotes, per cent signs and other alphabets arrive whole."""
    event = CloudEvent(attributes=dict(ATTRIBUTES), data=DATA)
    (binary,) = heard(to_binary_event(event)).events
    (structured,) = heard(to_structured_event(event)).events
    assert (binary["id"], binary["subject"]) == (ATTRIBUTES["id"], ATTRIBUTES["subject"])
    assert compared(binary) == compared(structured)
    assert read(binary) == read(structured)


def test_a_batch_is_a_list_in_order() -> None:
    """Items are anything that JSON knows: each is judged for itself later."""
    message = read_message([("content-type", BATCH)], b'[{"id": "1"}, 7, null]')
    assert message == Message([{"id": "1"}, 7, None], batch=True)
    assert read_message([("content-type", BATCH)], b"[]").events == []


@pytest.mark.parametrize(
    "media", [STRUCTURED, f"{STRUCTURED}; charset=UTF-8", "Application/CloudEvents+JSON;charset=utf-8"]
)
def test_the_media_type_tells_the_mode_in_any_case(media: str) -> None:
    """ce- headers beside a structured event mean nothing."""
    assert read_message([("Content-Type", media), ("ce-id", "other")], b'{"id": "1"}').events == [{"id": "1"}]


@pytest.mark.parametrize("media", ["application/json", "application/vnd.acme+json; v=1", "text/json", None])
def test_binary_data_is_any_json(media: str | None) -> None:
    """Without a Content-Type JSON is assumed, as the specification says."""
    headers = [("CE-Id", "1")] + ([("Content-Type", media)] if media else [])
    (event,) = read_message(headers, b'{"a": 1}').events
    assert event["data"] == {"a": 1}
    assert event.get("datacontenttype") == media


def test_quoted_header_values_are_unquoted_before_they_are_decoded() -> None:
    """Section 3.1.3.2: quotes first, then one round of percent-decoding."""
    (event,) = read_message([("ce-id", r'"a\"b%25%C3%BC"'), ("ce-subject", "%2541")], b"").events
    assert (event["id"], event["subject"]) == ('a"b%ü', "%41")
    assert "data" not in event


def test_base64_data_is_decoded() -> None:
    """JSON in `data_base64` is the event's data."""
    event = {"id": "1", "data_base64": base64.b64encode(b'{"a": 1}').decode()}
    assert normalized(event)["data"] == {"a": 1}


@pytest.mark.parametrize(
    ("media", "headers"),
    [
        ("application/cloudevents+xml", {}), ("application/cloudevents", {}), ("application/json", {}), (None, {}),
        ("text/plain", {"ce-id": "1"}), ("application/xml", {"ce-id": "1"}), (f"{STRUCTURED}; charset=utf-16", {}),
        (STRUCTURED, {"Content-Encoding": "gzip"}), ("application/cloudevents-batch+avro", {"ce-id": "1"}), ("///", {}),
    ],
)  # fmt: skip
def test_other_media_types_are_refused(media: str | None, headers: dict[str, str]) -> None:
    """415 naming the header at fault."""
    assert refusal(media, headers=headers).status == 415


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", "body"), (b"{", "body"), (b'{"id": NaN}', "body"), (b'{"id": Infinity}', "body"), (b"\xff\xfe{}", "body"),
        (b"\xef\xbb\xbf{}", "body"), ('{"id": "1"}'.encode("utf-16"), "body"), (b'{"id": "\\ud800"}', "body"),
        (b'{"n": 1e400}', "body"), (b"[" * 100_000, "body"), (b"{}{}", "body"), (b"[]", "event"), (b"null", "event"),
        (b'{"data_base64": "!"}', "data_base64"), (b'{"data_base64": 5}', "data_base64"),
        (b'{"data_base64": "eA=="}', "data_base64"), (b'{"data_base64": "e30=", "data": {}}', "data_base64"),
    ],
)  # fmt: skip
def test_a_structured_body_that_is_no_event_is_refused(body: bytes, path: str) -> None:
    """400 naming what could not be read."""
    found = refusal(STRUCTURED, body)
    assert (found.status, found.faults[0][0]) == (400, path)


@pytest.mark.parametrize(
    ("headers", "path"),
    [
        ({"ce-id": "%ff"}, "id"),
        ({"ce-subject": "\xfc"}, "subject"),
        ({"ce-datacontenttype": "x"}, "ce-datacontenttype"),
    ],
)
def test_a_header_that_is_no_attribute_is_refused(headers: dict[str, str], path: str) -> None:
    """400 naming the attribute."""
    found = refusal("application/json", headers=headers)
    assert (found.status, found.faults[0][0]) == (400, path)


def test_data_of_another_format_is_refused() -> None:
    """415: rules can see into JSON only."""
    body = orjson.dumps({"id": "1", "datacontenttype": "text/xml", "data": "<a/>"})
    found = refusal(STRUCTURED, body)
    assert (found.status, found.faults[0][0]) == (415, "datacontenttype")


def test_a_batch_beyond_a_thousand_is_refused() -> None:
    """413 before anything is taken."""
    assert refusal(BATCH, orjson.dumps([{}] * 1001)).status == 413


@pytest.mark.parametrize(
    ("media", "is_"), [("application/json", True), ("a/b+json", True), ("a/json5", False), ("", False)]
)
def test_which_media_types_are_json(media: str, is_: Any) -> None:
    """JSON itself and formats made of it."""
    assert is_json(media) is is_
