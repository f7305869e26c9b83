"""Credentials before judges from outside: @digitalbazaar/vc, @digitalcredentials/verifier-core and jose."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import httpx2
import pytest
from werkzeug.serving import make_server

from services.badges import api
from services.badges.credentials.documents import DOCUMENTS
from shared import clock
from shared.auth import Principal, mint
from shared.config import settings
from shared.store import ensure_indexes
from tests.credentials.verifying import assert_sound, verified
from tests.integration.badges.support import Badges, draft, drills, employee, led, took_back

ME = Principal("e-1")
ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))


@pytest.fixture
def web(service: Badges, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The service behind an address, in whose store e-1 holds a badge."""
    ensure_indexes(service.db, DOCUMENTS)
    service.now = clock.now() - timedelta(minutes=1)
    service.publish(draft(criteria=drills(1), name="Incident “lead”\n& more"))
    service.hear(employee(), led("one", 1))
    server = make_server("127.0.0.1", 0, api.make_app({}), threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    monkeypatch.setenv("LAUREL_PUBLIC_URL", address)
    settings.cache_clear()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()
    settings.cache_clear()


@pytest.fixture
def url(service: Badges, web: str) -> str:
    """The address of the award, published."""
    [award] = service.awards()
    said = {"award": award["_id"], "name": "Zoë “Z” O’Neill–Đặng 🦉", "email": "zoe@example.org"}
    answer = httpx2.post(f"{web}/commands/publish-credential", json=said, headers=_as(ME))
    return str(answer.json()["items"][award["_id"]]["url"])


def _as(who: Principal) -> dict[str, str]:
    return {"Authorization": f"Bearer {mint('badges', who)}"}


def test_every_verifier_finds_it_genuine(web: str, url: str) -> None:
    """Signature, status, issuer and dates hold, whatever letters it says them in; every lie is noticed."""
    assert_sound(verified(web, url))


def test_every_verifier_finds_it_revoked(service: Badges, web: str, url: str) -> None:
    """What it rested on is taken back: the signature still holds, the status no longer does."""
    service.hear(took_back("one"))
    seen = verified(web, url)
    assert (seen["digitalbazaar"]["verified"], seen["digitalbazaar"]["revoked"]) == (True, True)
    steps = seen["core"]["steps"]
    assert (steps["valid_signature"], steps["revocation_status"]) == (True, False)


def test_every_verifier_knows_the_keys_there_were(web: str, url: str) -> None:
    """A credential of the first key verifies, with a status list signed by the second."""
    httpx2.get(url)
    httpx2.post(f"{web}/commands/rotate-issuer-key", json={}, headers=_as(ADMIN))
    seen = verified(web, url)
    assert_sound(seen)
    assert seen["jose"]["header"]["kid"].endswith("#key-1-jwk")
