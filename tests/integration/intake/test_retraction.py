"""Retractions take back exactly what a completion gave, in whichever order the two arrive."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.events.completions import RECORDED, RETRACTED
from tests.integration.intake.conftest import Intake

Make = Callable[..., dict[str, Any]]


def taking_back(number: int, target: str, **changed: Any) -> dict[str, Any]:
    """A retraction with only what it needs."""
    names = {
        "specversion": "1.0",
        "id": f"re-{number}",
        "source": "lms",
        "type": "course.retracted",
        "subject": "ada@x.org",
    }
    return names | {"data": {"retracts": target}} | changed


def test_a_retraction_is_told_to_everyone_who_had_a_fact(intake: Intake, event: Make) -> None:
    """One event an employee, after those that it takes back, though nothing was published yet."""
    intake.link("e-ben", "ben@x.org")
    people = [{"id": "ben@x.org", "role": "peer"}, {"id": "ada@x.org", "role": "author"}]
    completion = intake.send(event(data=event()["data"] | {"participants": people})).get_json()["completion"]
    assert intake.send(taking_back(1, "ev-1")).get_json()["state"] == "accepted"
    told = intake.publish()
    assert [fact.type for fact in told] == [RECORDED] * 3 + [RETRACTED] * 2
    assert {(fact.subject, fact.data["completion"]) for fact in told[3:]} == {
        ("e-ada", completion),
        ("e-ben", completion),
    }


def test_a_retraction_before_its_completion_leaves_a_tombstone(intake: Intake, event: Make) -> None:
    """The completion is taken in when it comes, known from then on, and nobody is told of it."""
    assert intake.send(taking_back(1, "ev-1")).status_code == 202
    response = intake.send(event())
    assert (response.status_code, response.get_json()["state"]) == (202, "retracted")
    assert intake.send(event()).status_code == 200
    assert intake.send(event(type="course.started")).status_code == 409
    assert intake.publish() == []


def test_a_retracted_parked_completion_is_never_told(intake: Intake, event: Make) -> None:
    """Linking the person later brings nothing back."""
    intake.send(event(subject="new@x.org"))
    intake.send(taking_back(1, "ev-1"))
    intake.link("e-new", "new@x.org")
    assert intake.publish() == []


def test_a_retraction_again_is_known_and_a_second_one_changes_nothing(intake: Intake, event: Make) -> None:
    """Taken back is taken back once."""
    intake.send(event())
    assert [intake.send(taking_back(1, "ev-1")).status_code for _ in range(2)] == [202, 200]
    assert intake.send(taking_back(2, "ev-1")).status_code == 202
    assert intake.send(taking_back(1, "ev-2")).status_code == 409
    assert [fact.type for fact in intake.publish()] == [RECORDED, RETRACTED]


def test_a_retraction_reaches_its_own_source_only(intake: Intake, event: Make) -> None:
    """`retracts` is an id of the retraction's source."""
    intake.send(event())
    intake.ask("/commands/save-source", {"id": "wiki", "name": "Wiki"})
    secret = intake.ask("/commands/create-key", {"source": "wiki", "name": "w"}).get_json()["secret"]
    lms, intake.secret = intake.secret, secret
    assert intake.send(taking_back(1, "ev-1", source="wiki")).status_code == 202
    intake.secret = lms
    assert [fact.type for fact in intake.publish()] == [RECORDED]


@pytest.mark.parametrize("batch", [True, False])
def test_within_one_batch_any_order_ends_the_same(intake: Intake, event: Make, batch: bool) -> None:
    """The completion is not counted, whether its retraction stands before or after it."""
    pairs = [[event(1), taking_back(1, "ev-1")], [taking_back(2, "ev-2"), event(2)]]
    for pair in pairs:
        if batch:
            intake.post(*pair)
        else:
            for one in pair:
                intake.send(one)
    told = intake.publish()
    recorded = {fact.data["completion"] for fact in told if fact.type == RECORDED}
    assert recorded == {fact.data["completion"] for fact in told if fact.type == RETRACTED}
    assert intake.db.completions.count_documents({"kind": "completion", "retracted_by": {"$exists": True}}) == 2


def test_a_retraction_cannot_be_retracted(intake: Intake, event: Make) -> None:
    """422 naming the field, and the first retraction stands; one retracted before it came stands too."""
    intake.send(event())
    intake.send(taking_back(1, "ev-1"))
    response = intake.send(taking_back(2, "re-1"))
    assert (response.status_code, response.get_json()["errors"][0]["path"]) == (422, "data.retracts")
    intake.send(event(2))
    intake.send(taking_back(4, "re-3"))
    assert intake.send(taking_back(3, "ev-2")).get_json()["state"] == "accepted"
    assert [fact.type for fact in intake.publish()].count(RETRACTED) == 2
