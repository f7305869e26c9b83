"""The gateway without services: production's rules, rates, pages, and what is said while parts are away."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from gateway import app as application
from gateway import cache, pages, rates, sessions, tokens
from gateway.app import make_app
from shared.config import SERVICES, settings

GUARD = {"X-Laurel": "1"}
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def client(namespace: str, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A gateway of its own namespace, none of whose services can be reached."""
    monkeypatch.setenv("LAUREL_SERVICE_URLS", json.dumps(dict.fromkeys(SERVICES, NOWHERE)))
    settings.cache_clear()
    return make_app().test_client()


@pytest.fixture
def production(namespace: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[], FlaskClient]]:
    """Makes a gateway in production, with one persisted document."""
    (tmp_path / "persisted.json").write_text('{"sha256:abc": "query Who { __typename }"}')
    monkeypatch.setattr(pages, "PERSISTED", tmp_path / "persisted.json")
    monkeypatch.setenv("LAUREL_PRODUCTION", "true")
    settings.cache_clear()
    application.documents.cache_clear()
    yield lambda: make_app().test_client()
    application.documents.cache_clear()


def test_production_answers_the_webs_own_documents_only(production: Callable[[], FlaskClient]) -> None:
    """A persisted document by its hash is answered, any text is refused, and so is GET."""
    client = production()
    named = client.post("/graphql", json={"documentId": "sha256:abc"})
    assert named.get_json() == {"data": {"__typename": "Query"}}
    for body in ({"query": "{ __typename }"}, {"query": "{ __typename }", "documentId": "sha256:other"}):
        answer = client.post("/graphql", json=body).get_json()
        assert answer["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
    assert client.get("/graphql?query={__typename}").status_code == 405


def test_production_has_no_demo_and_insists_on_https(production: Callable[[], FlaskClient]) -> None:
    """Nobody is signed in as anyone there, nobody is listed, and browsers keep to HTTPS."""
    client = production()
    options = client.get("/auth/options")
    assert "people" not in options.get_json()
    assert "max-age=" in options.headers["Strict-Transport-Security"]
    assert client.post("/auth/demo", json={"employee": "e-eva"}, headers=GUARD).status_code == 403
    cookie = client.post("/auth/sign-out", json={}, headers=GUARD).headers["Set-Cookie"]
    assert cookie.startswith("__Host-laurel=;")
    assert "Secure" in cookie


@pytest.mark.parametrize(("address", "host"), [("192.0.2.7", "localhost"), ("127.0.0.1", "evil.example")])
def test_the_demo_is_for_this_machine_alone(client: FlaskClient, address: str, host: str) -> None:
    """Neither another machine nor a site that has its name point here can choose whom to be."""
    environ = {"REMOTE_ADDR": address, "HTTP_HOST": host}
    answer = client.post("/auth/demo", json={"employee": "e-eva"}, headers=GUARD, environ_overrides=environ)
    assert answer.status_code == 403
    assert "people" not in client.get("/auth/options", environ_overrides=environ).get_json()


def test_services_that_are_away_are_said_to_be(client: FlaskClient) -> None:
    """Signing in and asking say that a part is away: 503 and UNAVAILABLE, no fault."""
    assert client.post("/auth/demo", json={"employee": "e-eva"}, headers=GUARD).status_code == 503
    headers = {"Authorization": f"Bearer {tokens.create(tokens.SYSTEM, 'test')}"}
    answer = client.post("/graphql", json={"query": "{ units { id } }"}, headers=headers).get_json()
    assert answer["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert all("can't be reached" in said for said in ready.get_json()["services"].values())


def test_whoever_asks_too_often_waits(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """429 with Retry-After; another asker and the health checks are not held up, made-up secrets do not help."""
    monkeypatch.setattr(rates, "PER_ADDRESS", "3/minute")
    monkeypatch.setattr(rates, "PER_PROGRAM", "2/minute")
    limited = make_app().test_client()
    body = {"query": "{ __typename }"}
    statuses = [limited.post("/graphql", json=body).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = limited.post("/graphql", json=body)
    assert refused.headers["Retry-After"] == "60"
    assert limited.get("/livez").status_code == 200
    elsewhere = limited.post("/graphql", json=body, environ_overrides={"REMOTE_ADDR": "192.0.2.9"})
    assert elsewhere.status_code == 200


def test_made_up_secrets_do_not_get_round_the_rates(namespace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new token with each request still comes from one address."""
    monkeypatch.setattr(rates, "IN_ALL", "3/minute")
    limited = make_app().test_client()
    statuses = [
        limited.post(
            "/graphql", json={"query": "{ __typename }"}, headers={"Authorization": f"Bearer lrl_{n}"}
        ).status_code
        for n in range(5)
    ]
    assert statuses == [401, 401, 401, 429, 429]


def test_a_web_that_is_not_built_says_how(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the build there is a page that names the command."""
    monkeypatch.setattr(pages, "DIST", tmp_path / "none")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make web" in answer.get_data(as_text=True)


def test_the_webs_files_are_cached_by_their_names(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Hashed assets for a year, the page never; every address of the page gives it, a missing file is missing."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "main-abc.js").write_text("1")
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "persisted.json").write_text("{}")
    monkeypatch.setattr(pages, "DIST", tmp_path)
    assert "immutable" in client.get("/assets/main-abc.js", buffered=True).headers["Cache-Control"]
    for path in ("/", "/index.html", "/badges/incident-lead", "/people/e-1"):
        answer = client.get(path, buffered=True)
        assert (answer.status_code, answer.mimetype, answer.headers["Cache-Control"]) == (200, "text/html", "no-cache")
    for path in ("/assets/other.js", "/favicon.ico", "/persisted.json", "/.vite/manifest.json", "/auth/nothing"):
        assert client.get(path).status_code == 404


def test_only_hashes_of_tokens_and_sessions_are_kept(client: FlaskClient) -> None:
    """Whoever reads the stores finds nothing that lets them in; a session lives twelve hours from its last use."""
    secret = tokens.create("e-eva", "test", backdate=True)
    name = sessions.begin("e-eva")
    kept = tokens._tokens().find_one({"employee": "e-eva"})
    assert kept
    assert secret not in str(kept)
    assert sessions.employee_of(name) == "e-eva"
    [key] = cache.redis().scan_iter(f"{settings().namespace}:gateway:session:*")
    assert name not in key
    assert sessions.LIFETIME - 60 < cache.redis().ttl(key) <= sessions.LIFETIME
