"""No body makes badges fall over: every answer is documented, and never a server error."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from services.badges.api import make_app
from shared.auth import Principal, mint
from tests.budget import often
from tests.integration.badges.support import Badges, draft, drills, led, tier
from tests.openapi import check_every_operation, routes

ADMIN = Principal("e-1", frozenset({"employee", "admin"}))
SAVE = (
    b'{"id": "one", "name": "One", "description": "d", "design": {"shape": "disc", "field": "wine", "icon": "flame"}, '
)
OF = (
    SAVE
    + b'"criteria": {"count": {"at_least": 1, "of": {"types": ["a"], "where": [{"path": "data.x", "op": "eq", "value": '
)
HOSTILE = {
    "empty": b"",
    "not utf-8": b"\xff\xfe\xfd",
    "deep lists": b"[" * 200_000,
    "deep criteria": SAVE + b'"criteria": ' + b'{"all": [' * 5_000 + b"]}" * 5_000 + b"}",
    "NaN": OF + b"NaN}]}}}}",
    "very many digits": OF + b"9" * 100_000 + b"}]}}}}",
    "operator": SAVE + b'"criteria": {"$where": "sleep(1000)"}}',
    "operator as id": b'{"id": {"$ne": null}, "version": 1}',
    "NUL in a key": SAVE + b'"criteria": {"a\\u0000b": 1}}',
}
ACCEPTED = [OF + value + b"}]}}}}" for value in (b"18446744073709551617", b'"a\\u0000"', b'"$ne"')]
"""Beyond 64 bits, a NUL, an operator as a value."""


@pytest.fixture
def app(service: Badges) -> Flask:
    """The application, with a badge, a draft and an award."""
    service.publish(draft("live", drills(1), tiers=[tier("bronze", 1)]))
    service.save(draft("drafted"))
    service.hear(led("a", 1))
    return make_app({})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that is an administrator's."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {mint('badges', ADMIN)}"
    return client


def test_every_answer_is_documented(app: Flask) -> None:
    """schemathesis over the OpenAPI document, operation by operation."""
    assert check_every_operation(app, "badges", ADMIN) == routes(app, "badges")


def test_a_hostile_body_is_refused(client: FlaskClient, service: Badges) -> None:
    """A 4xx problem document on every route, whatever is wrong, and nothing is stored."""
    before = service.db.versions.count_documents({})
    for name, body in HOSTILE.items():
        for path in ("/commands/save-badge", "/commands/publish-badge", "/read/list"):
            response = client.post(path, data=body, content_type="application/json")
            assert (400 <= response.status_code < 500, response.mimetype) == (True, "application/problem+json"), name
    assert service.db.versions.count_documents({}) == before


def test_an_unusual_value_is_kept_as_it_is(client: FlaskClient, service: Badges) -> None:
    """What the language takes is stored and given back unchanged, can be published, and judges nobody wrongly."""
    for number, body in enumerate(ACCEPTED, start=1):
        saved = client.post("/commands/save-badge", data=body, content_type="application/json")
        assert saved.status_code == 200
        service.dry_run("one", number)
        assert client.post("/commands/publish-badge", json={"id": "one", "version": number}).status_code == 200
        shown = client.post("/read/badges", json={"ids": ["one"]}).get_json()["items"]["one"]
        assert shown["criteria"] == saved.get_json()["badge"]["criteria"]
        service.hear(led(str(number), 2, type="a", data={"x": 1}))
    assert ("one", None) not in service.held()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@often(8)
@given(field=st.sampled_from([*draft(), "tiers", "noun", "repeat", "start_from", "locale"]), value=JSON)
def test_any_json_in_any_field_is_answered(client: FlaskClient, field: str, value: Any) -> None:
    """Accepted, or refused by a field at fault."""
    response = client.post("/commands/save-badge", json=draft("fuzzed") | {field: value})
    assert response.status_code in {200, 422}
    if response.status_code == 422:
        assert response.get_json()["errors"]
