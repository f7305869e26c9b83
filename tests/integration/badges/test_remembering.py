"""What a lane's owner remembers of people between its batches is never older than the store."""

from typing import Any

import pytest
from pymongo.errors import PyMongoError

from services.badges import evaluating, loading, remembering
from shared.delivery import transaction
from tests.integration.badges.support import Badges, draft, drills, employee, led, took_back


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The people whose facts were read from the store."""
    people: list[str] = []

    def noting(db: Any, wanted: Any, ruling: Any) -> Any:
        people.extend(wanted)
        return loading.everything_of(db, wanted, ruling)

    monkeypatch.setattr(evaluating, "everything_of", noting)
    return people


def test_facts_are_read_once(service: Badges, read: list[str]) -> None:
    """The first event reads what came before; those after it do not, and earn the award all the same."""
    service.publish(draft(criteria=drills(3)))
    for number in range(3):
        service.hear(led(f"d-{number}", number))
    assert read == ["e-1"]
    assert service.held() == [("incident-lead", None)]


def test_what_another_transaction_stored_is_not_overlooked(service: Badges, read: list[str]) -> None:
    """A command or another owner moves the person's row on: what was remembered of them is read anew."""
    service.publish(draft(criteria=drills(3)))
    service.hear(led("d-0"))
    service.store_beside_the_lane(led("d-1", 1))
    service.hear(led("d-2", 2))
    assert read == ["e-1", "e-1", "e-1"]
    assert service.held() == [("incident-lead", None)]


def test_what_was_taken_back_is_forgotten(service: Badges) -> None:
    """A retraction between two batches: the fact counts no more, however well it was remembered."""
    service.publish(draft(criteria=drills(3)))
    service.hear(led("d-0"), led("d-1", 1))
    service.hear(took_back("d-0"))
    service.hear(led("d-2", 2))
    assert service.held() == []
    service.hear(led("d-3", 3))
    assert service.held() == [("incident-lead", None)]


def test_a_batch_that_was_not_committed_is_not_remembered(service: Badges, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commit fails once, so it is run again from the start: each fact counts once."""
    service.publish(draft(criteria=drills(2)))
    service.hear(led("d-0"))
    commit, failed = transaction._committed, list[bool]()

    def fails_once(*given: Any) -> Any:
        if not failed:
            failed.append(True)
            raise PyMongoError("made up", error_labels=["TransientTransactionError"])
        return commit(*given)

    monkeypatch.setattr(transaction, "_committed", fails_once)
    service.hear(led("d-1", 1))
    service.hear(led("d-2", 2))
    assert failed
    (award,) = service.awards()
    assert (award["evidence_count"], service.db.facts.count_documents({})) == (2, 3)


def test_another_kind_of_facts_is_read_when_it_is_asked_for(service: Badges) -> None:
    """Events of two types in turns, each looked at by a badge of its own, and one badge that looks at both."""
    pages = {"count": {"of": {"types": ["page.published"], "credit_key": []}, "at_least": 2}}
    service.publish(draft(criteria=drills(2)))
    service.publish(draft("author", pages))
    service.publish(draft("both", {"all": [drills(2), pages]}))
    for number in range(2):
        service.hear(led(f"d-{number}", number))
        service.hear(led(f"p-{number}", number, type="page.published"))
    assert service.held() == [("author", None), ("both", None), ("incident-lead", None)]


def test_those_heard_of_longest_ago_are_forgotten_first(
    service: Badges, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded by facts over all people."""
    monkeypatch.setattr(remembering, "MOST", 6)
    service.publish(draft(criteria=drills(9)))
    for number, person in enumerate(("e-1", "e-2", "e-3", "e-1", "e-3", "e-2")):
        service.hear(led(f"d-{number}", number, employee=person))
    assert read == ["e-1", "e-2", "e-3", "e-2"]


def test_a_profile_that_comes_keeps_what_is_remembered(service: Badges, read: list[str]) -> None:
    """Joining is a fact of another type: nothing is judged by it here, and nothing is read again."""
    service.publish(draft(criteria=drills(2)))
    service.hear(led("d-0"))
    service.hear(employee())
    service.hear(led("d-1", 1))
    assert read == ["e-1"]
    assert service.held() == [("incident-lead", None)]
