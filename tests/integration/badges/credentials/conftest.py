"""What the tests of credentials share: an award that its holder may publish."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.badges import api
from services.badges.credentials.documents import DOCUMENTS
from shared import clock
from shared.store import ensure_indexes
from tests.integration.badges.asking import ME, Ask, asking
from tests.integration.badges.support import Badges, draft, drills, employee, led, tier


@pytest.fixture
def client(service: Badges) -> FlaskClient:
    """A client of the application, in whose store e-1 holds silver."""
    ensure_indexes(service.db, DOCUMENTS)
    service.now = clock.now() - timedelta(minutes=1)
    service.publish(draft(criteria=drills(1), tiers=[tier("bronze", 1), tier("silver", 2)]))
    service.hear(employee(), led("one", 1), led("two", 2))
    return api.make_app({}).test_client()


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Asks as e-1, unless told otherwise."""
    return asking(ME)


@pytest.fixture
def award(service: Badges, client: FlaskClient) -> str:
    """The silver award's id."""
    return str(next(row["_id"] for row in service.awards() if row["tier"] == "silver"))


@pytest.fixture
def publish(ask: Ask, award: str) -> Callable[..., dict[str, Any]]:
    """Publishes the award, as its holder would; what is published then."""

    def command_(**said: Any) -> dict[str, Any]:
        body = {"award": award, "name": "Ada Lovelace", "email": "Ada@example.org", **said}
        status, answer = ask("/commands/publish-credential", **body)
        assert status == 200, answer
        found: dict[str, Any] = answer["items"][award]
        return found

    return command_
