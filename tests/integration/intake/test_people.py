"""People whom nobody knows yet: parked, and replayed once profiles says who they are."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.intake.conftest import Intake, state

Make = Callable[..., dict[str, Any]]


def test_an_unknown_person_is_parked_and_told_once_linked(intake: Intake, event: Make) -> None:
    """202 at once; the facts follow when the identity is linked, with the times at which they happened."""
    items = intake.post(event(1, subject="new@x.org"), event(2, subject="NEW@x.org "), event(3, subject="else@x.org"))
    assert [item["state"] for item in items] == ["parked"] * 3
    assert intake.publish() == []
    intake.link("e-new", "new@x.org")
    facts = intake.publish()
    assert {(fact.subject, fact.data["occurred_at"]) for fact in facts} == {
        ("e-new", "2026-05-04T09:01:00Z"), ("e-new", "2026-05-04T09:02:00Z")
    }  # fmt: skip
    assert intake.send(event(1, subject="new@x.org")).status_code == 200
    assert intake.send(event(4, subject="new@x.org")).get_json()["state"] == "accepted"


def test_a_parked_event_keeps_conflict_and_identity(intake: Intake, event: Make) -> None:
    """Parked is stored: the same body is known, another one conflicts."""
    intake.send(event(subject="new@x.org"))
    assert intake.send(event(subject="new@x.org")).status_code == 200
    assert intake.send(event(subject="other@x.org")).status_code == 409


def test_an_unknown_participant_holds_nobody_up(intake: Intake, event: Make) -> None:
    """Who is known has their fact at once; the other follows, and nobody's comes twice."""
    people = [{"id": "new@x.org", "role": "peer"}, {"id": "later@x.org", "role": "peer"}]
    intake.send(event(data=event()["data"] | {"participants": people}))
    assert [fact.subject for fact in intake.publish()] == ["e-ada"]
    intake.link("e-new", "new@x.org")
    assert [fact.subject for fact in intake.publish()] == ["e-new"]
    intake.link("e-later", "later@x.org")
    assert [fact.subject for fact in intake.publish()] == ["e-later"]


def test_what_is_linked_before_it_was_published_is_told_with_the_rest(intake: Intake, event: Make) -> None:
    """A row that becomes due for more people keeps those for whom it is due already."""
    intake.send(event(data=event()["data"] | {"participants": [{"id": "new@x.org", "role": "peer"}]}))
    intake.link("e-new", "new@x.org")
    assert sorted(fact.subject for fact in intake.publish()) == ["e-ada", "e-new"]


def test_an_older_state_changes_nothing(intake: Intake, event: Make) -> None:
    """States are ordered by their sequence: one that is not newer is ignored."""
    intake.tell(state("e-ada", "ada@x.org", "ada", sequence=5), state("e-ada", sequence=4), state("e-ada", sequence=5))
    assert [item["state"] for item in intake.post(event(1), event(2, subject="ada"))] == ["accepted"] * 2


def test_an_identity_taken_away_is_unknown_again(intake: Intake, event: Make) -> None:
    """And given to somebody else it is theirs from then on."""
    intake.link("e-ada", sequence=2)
    assert intake.send(event(1)).get_json()["state"] == "parked"
    intake.link("e-eve", "ada@x.org")
    intake.send(event(2))
    assert [fact.subject for fact in intake.publish()] == ["e-eve", "e-eve"]


def test_an_identity_belongs_to_one_source(intake: Intake, event: Make) -> None:
    """The same name elsewhere is somebody else's."""
    intake.link("e-bob", "bob", source="wiki")
    assert intake.send(event(subject="bob")).get_json()["state"] == "parked"


def test_very_many_parked_events_are_linked_in_pieces(intake: Intake, event: Make) -> None:
    """More than one transaction takes: all come, once each."""
    for start in range(0, 1200, 600):
        intake.post(*[event(n, subject="new@x.org") for n in range(start, start + 600)])
    intake.link("e-new", "new@x.org")
    facts = intake.publish()
    assert len({fact.id for fact in facts}) == len(facts) == 1200
    assert intake.db.identities.find_one({"employee": "e-new"}, {"parked": 1, "_id": 0}) == {"parked": 0}


def test_linking_while_events_arrive_parks_nothing_for_good(intake: Intake, event: Make) -> None:
    """Whichever of the two commits first, every completion has been told in the end."""
    ready = threading.Barrier(3)

    def send(numbers: range) -> None:
        ready.wait()
        with intake.app.test_client() as client:
            for number in numbers:
                response = client.post("/events", json=event(number, subject="new@x.org"), headers=intake.headers())
                assert response.status_code == 202, response.text

    senders = [threading.Thread(target=send, args=(range(start, start + 30),)) for start in (0, 30)]
    for sender in senders:
        sender.start()
    ready.wait()
    intake.link("e-new", "new@x.org")
    for sender in senders:
        sender.join()
    intake.work()
    assert len({fact.data["completion"] for fact in intake.publish()}) == 60
    assert intake.db.completions.count_documents({"unlinked": {"$exists": True}}) == 0


def test_what_was_parked_comes_before_what_comes_after(intake: Intake, event: Make) -> None:
    """One person's completions keep the order of their answers, though linking takes several pieces and more
    arrive."""
    wanted = []
    for start in (0, 600):
        items = intake.post(*[event(n, subject="new@x.org") for n in range(start, start + 600)])
        wanted += [item["completion"] for item in items]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "work", lambda: None)
        intake.link("e-new", "new@x.org")
    wanted.append(intake.send(event(5000, subject="new@x.org")).get_json()["completion"])
    intake.work()
    wanted.append(intake.send(event(5001, subject="new@x.org")).get_json()["completion"])
    assert [fact.data["completion"] for fact in intake.publish()] == wanted


def test_an_identity_lost_while_it_is_linked_stays_unknown(intake: Intake, event: Make) -> None:
    """Whoever loses it meanwhile is told nothing."""
    intake.send(event(1, subject="new@x.org"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "work", lambda: None)
        intake.link("e-new", "new@x.org")
        intake.link("e-new", sequence=2)
    intake.work()
    assert intake.publish() == []
    assert intake.send(event(2, subject="new@x.org")).get_json()["state"] == "parked"
    intake.link("e-eve", "new@x.org")
    assert [fact.subject for fact in intake.publish()] == ["e-eve", "e-eve"]


def test_what_comes_under_another_name_does_not_overtake_what_is_parked(intake: Intake, event: Make) -> None:
    """Somebody is linked under two names, something waits under one of them: the other is known no sooner."""
    wanted = [intake.send(event(1, subject="new@x.org")).get_json()["completion"]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "work", lambda: None)
        intake.link("e-new", "new@x.org", "new-2")
    wanted.append(intake.send(event(2, subject="new-2")).get_json()["completion"])
    intake.work()
    wanted.append(intake.send(event(3, subject="new-2")).get_json()["completion"])
    assert [fact.data["completion"] for fact in intake.publish()] == wanted
