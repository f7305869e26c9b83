"""No body and no header makes intake fall over: every refusal is a 4xx that says what is wrong."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from shared.auth import mint
from tests.budget import often
from tests.integration.intake.conftest import ADMIN, BATCH, STRUCTURED, Intake

Make = Callable[..., dict[str, Any]]
PREFIX = b'{"specversion":"1.0","id":"h","source":"lms","type":"a","subject":"s","data":'
THING = b'{"object":{"type":"t","id":"1"},"data":'

HOSTILE = {
    "empty": b"",
    "not utf-8": b"\xff\xfe\xfd",
    "utf-16": '{"id": "1"}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf{}",
    "NUL bytes": b"\x00" * 100,
    "NaN": PREFIX + THING + b"NaN}}",
    "infinity": PREFIX + THING + b"-Infinity}}",
    "beyond a double": PREFIX + THING + b'{"n": 1e999}}}',
    "beyond 64 bits": PREFIX + THING + b'{"n": 18446744073709551615}}}',
    "very many digits": PREFIX + THING + b'{"n": ' + b"9" * 100_000 + b"}}}",
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep within limits of the parser": PREFIX + THING + b'{"n": ' + b"[" * 900 + b"]" * 900 + b"}}}",
    "lone surrogate": PREFIX + THING + b'{"n": "\\udfff"}}}',
    "surrogate key": PREFIX + THING + b'{"\\ud800": 1}}}',
    "NUL in a key": PREFIX + THING + b'{"a\\u0000b": 1}}}',
    "NUL in a text": PREFIX + THING + b'{"a": "\\u0000"}}}',
    "operator": PREFIX + THING + b'{"$where": "sleep(1000)"}}}',
    "database reference": PREFIX + THING + b'{"r": {"$ref": "keys", "$id": 1}}}}',
    "operator as id": b'{"specversion":"1.0","id":{"$ne":null},"source":"lms","type":"a"}',
    "operator as source": b'{"specversion":"1.0","id":"1","source":{"$gt":""},"type":"a"}',
    "NUL in the id": b'{"specversion":"1.0","id":"a\\u0000","source":"lms","type":"a","subject":"s"}',
    "text for an object": PREFIX + b'"' + b"x" * 1000 + b'"}',
    "truncated": PREFIX + b'{"object": {"ty',
    "many keys": b"{" + b",".join(b'"k%d":1' % n for n in range(50_000)) + b"}",
}
ROUTES = [
    "/events", "/read/sources", "/read/source-list", "/read/received", "/read/completion-types",
    "/commands/save-source", "/commands/create-key", "/commands/rotate-key", "/commands/revoke-key",
]  # fmt: skip
TIMES = ["2026-05-04T09:00:00", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-13-01T00:00:00Z", "now", "1"]


@pytest.mark.parametrize("media", [STRUCTURED, BATCH, "application/json"])
def test_hostile_bodies_are_refused(intake: Intake, media: str) -> None:
    """A 4xx problem document for each in each content mode, and nothing is stored."""
    names = {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "lms", "ce_type": "a", "ce_subject": "s"}
    for name, hostile in HOSTILE.items():
        body = b"[" + hostile + b"]" if media == BATCH else hostile
        response = intake.send(body, media, **(names if media == "application/json" else {}))
        if response.status_code == 202:
            assert media == BATCH, name
            assert all(400 <= item["status"] < 500 for item in response.get_json()["items"]), name
        else:
            assert 400 <= response.status_code < 500, name
            assert response.content_type == "application/problem+json", name
            assert response.get_json()["errors"], name
    assert intake.db.completions.count_documents({}) == 0


def test_a_time_that_is_none_is_refused(intake: Intake, event: Make) -> None:
    """422 naming `time`."""
    for time in TIMES:
        response = intake.send(event(time=time))
        assert (response.status_code, response.get_json()["errors"][0]["path"]) == (422, "time"), time


def test_of_a_key_that_stands_twice_the_last_counts(intake: Intake) -> None:
    """As every JSON parser in common use has it; the key's scope is checked on what counts."""
    names = b'{"specversion":"1.0","id":"1","type":"a","subject":"s","data":{"object":{"type":"t","id":"1"}},'
    assert intake.send(names + b'"source":"other","source":"lms"}').status_code == 202
    assert intake.send(names + b'"source":"lms","source":"other"}').status_code == 403


def test_names_with_dots_and_any_alphabet_are_kept(intake: Intake, event: Make) -> None:
    """What is merely unusual is taken: extension IRIs as keys, an empty key, emoji, the largest numbers."""
    free = {"https://w3id.org/x.y": 1, "": [], "ключ": "🏅", "n": [2**63 - 1, -(2**63), 1.7e308, 5e-324, -0.0]}
    assert intake.send(event(data=event()["data"] | {"data": free})).status_code == 202
    (published,) = intake.publish()
    assert published.data["data"] == free
    assert intake.send(event(data=event()["data"] | {"data": free})).status_code == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@often(14)
@given(body=st.binary(max_size=400), media=st.sampled_from([STRUCTURED, BATCH, "application/json"]))
def test_any_bytes_are_answered(intake: Intake, body: bytes, media: str) -> None:
    """Never a server error."""
    assert intake.send(body, media, ce_id="1").status_code < 500


@often(14)
@given(
    changed=st.dictionaries(st.sampled_from(["id", "source", "type", "subject", "time", "data", "x", "X"]), JSON),
    free=JSON,
)
def test_any_json_in_any_place_is_answered(intake: Intake, event: Make, changed: dict[str, Any], free: Any) -> None:
    """Accepted or refused with a reason, alike alone and in a batch."""
    body = event(data=event()["data"] | {"data": {"free": free}}) | changed
    try:
        sent = orjson.dumps(body)
    except TypeError:
        return  # no JSON: numbers beyond 64 bits and lone surrogates have their places in the table
    alone = intake.send(sent)
    assert alone.status_code < 500
    (item,) = intake.send(b"[" + sent + b"]", BATCH).get_json()["items"]
    if alone.status_code == 202:
        assert item["status"] == 200
        intake.publish()
    else:
        assert item["status"] == alone.status_code


@often(14)
@given(
    headers=st.dictionaries(st.sampled_from(["id", "source", "time", "x"]), st.text(st.characters(max_codepoint=255)))
)
def test_any_header_is_answered(intake: Intake, headers: dict[str, str]) -> None:
    """Percent signs, quotes and other alphabets where they don't belong."""
    clean = {f"ce-{name}": value.replace("\r", "").replace("\n", "") for name, value in headers.items()}
    response = intake.client.post("/events", data=b"{}", headers=intake.headers("application/json") | clean)
    assert response.status_code < 500


def document(intake: Intake) -> Any:
    """The OpenAPI document of the real application."""
    return schemathesis.openapi.from_wsgi("/openapi.json", intake.app)


def test_every_route_is_documented(intake: Intake) -> None:
    """The document lists what there is, but for health, metrics and itself."""
    routes = {rule.rule for rule in intake.app.url_map.iter_rules() if rule.endpoint.startswith("intake.")}
    assert set(document(intake).raw_schema["paths"]) == routes == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_answers_as_documented(intake: Intake, route: str) -> None:
    """No server error, no status, media type or body that the document does not have, whatever is sent."""
    token = intake.secret if route == "/events" else mint("intake", ADMIN)

    @often(14)
    @given(case=document(intake)[route]["POST"].as_strategy())
    def check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=[positive_data_acceptance])

    check()
