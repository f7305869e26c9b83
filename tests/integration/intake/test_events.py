"""POST /events: every answer that a source system can get, and what is stored with it."""

from collections.abc import Callable
from typing import Any

from tests.integration.intake.conftest import Intake

Make = Callable[..., dict[str, Any]]


def test_an_event_is_accepted_stored_and_published(intake: Intake, event: Make) -> None:
    """202 with what was accepted; one fact for its employee on the bus."""
    response = intake.send(event())
    assert response.status_code == 202, response.text
    answer = response.get_json()
    assert answer.items() >= {"id": "ev-1", "status": 202, "state": "accepted", "source": "lms", "flags": []}.items()
    assert answer["occurred_at"] == "2026-05-04T09:01:00Z"
    (published,) = intake.publish()
    assert published.subject == "e-ada"
    assert published.data.items() >= {"employee": "e-ada", "role": "actor", "completion": answer["completion"]}.items()
    assert intake.publish() == []
