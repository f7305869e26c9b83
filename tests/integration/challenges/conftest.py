"""What the tests of challenges share."""

import pytest

from services.challenges.__main__ import prepare
from shared.delivery.setup import ensure_delivery
from shared.store import database
from tests.integration.challenges.support import Challenges, employee, unit


@pytest.fixture
def service(namespace: str) -> Challenges:
    """The service; Ada, Ben and Cy work in the unit Platform of Engineering, Di in Sales; Mo manages Engineering."""
    ensure_delivery(database("challenges"))
    prepare()
    challenges = Challenges()
    sales = unit("u-sales", "u-org", timezone="Europe/Lisbon")
    challenges.hear_everywhere(unit("u-org", None), unit("u-eng", "u-org"), unit("u-platform", "u-eng"), sales)
    for name in ("e-ada", "e-ben", "e-cy"):
        challenges.hear(employee(name))
    challenges.hear(employee("e-di", unit="u-sales"))
    challenges.hear(employee("e-mo", unit="u-org"))
    return challenges
