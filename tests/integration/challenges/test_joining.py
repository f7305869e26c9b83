"""Joining and leaving: whoever joins is credited with what they did in the window, before or after."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.challenges import lifecycle, loading
from services.challenges.handlers import SERVICE
from shared.bus import lane_of
from shared.delivery.lanes import Lanes
from shared.delivery.transaction import transact
from shared.events import challenges
from tests.integration.challenges.support import (
    ADA,
    ADMIN,
    BEGUN,
    BEN,
    DI,
    LOGS,
    MO,
    Challenges,
    at,
    employee,
    enrolled,
    instant,
    reviewed,
    reviews,
)

ENROLMENTS = (challenges.JOINED, challenges.LEFT)


def test_joining_after_the_facts_credits_them(service: Challenges) -> None:
    """What was done since the window began counts at once, and the answer to joining shows it."""
    id_ = service.launch()
    service.hear(reviewed("old", -8), reviewed("a", -3), reviewed("b", -2))
    seen = service.join(id_)
    assert seen["mine"]["completed_at"] == instant(at(-2))
    assert (seen["joined_count"], seen["completed_count"], seen["can_join"]) == (1, 1, False)
    assert [event.type for event in service.told(challenges.JOINED, challenges.COMPLETED)] == [
        challenges.JOINED,
        challenges.COMPLETED,
    ]


def test_joining_before_the_window_waits_for_it(service: Challenges) -> None:
    """A scheduled challenge can be joined; what is done before it begins does not count."""
    id_ = service.launch(starts_at=instant(at(1)))
    assert service.join(id_)["status"] == "scheduled"
    service.hear(reviewed("a", 0.9), reviewed("b", 1), reviewed("c", 1.1))
    service.fire(at(1))
    assert service.state(id_) == "open"
    service.now = at(2)
    service.hear(reviewed("d", 1.2))
    assert service.mine(id_)["completed_at"] == instant(at(1.1))


def test_nobody_completes_before_the_window_begins(service: Challenges) -> None:
    """A goal that is true of somebody already is fulfilled at the beginning, by the clock."""
    id_ = service.launch(starts_at=instant(at(1)), criteria={"tenure": {"at_least": "P1Y"}})
    assert service.join(id_)["mine"]["completed_at"] is None
    service.fire(at(1))
    assert service.mine(id_)["completed_at"] == instant(at(1))


def test_joining_again_changes_nothing(service: Challenges) -> None:
    """A second joining is granted, and tells nobody."""
    id_ = service.launch()
    service.join(id_)
    assert service.join(id_)["joined_count"] == 1
    assert len(service.told(*ENROLMENTS)) == 1


def test_leaving_and_rejoining_keeps_credit(service: Challenges) -> None:
    """What was done before, meanwhile and after counts; the moment of joining stays the first."""
    id_ = service.launch(criteria=reviews(3))
    joined_at = service.join(id_)["mine"]["joined_at"]
    service.hear(reviewed("a", 1))
    left = service.ask("/commands/leave", {"id": id_})
    assert (left["mine"], left["joined_count"], left["can_join"]) == (None, 0, True)
    service.hear(reviewed("b", 2), reviewed("c", 3))
    assert service.told(challenges.COMPLETED) == []
    again = service.join(id_)
    assert (again["mine"]["completed_at"], again["mine"]["joined_at"]) == (instant(at(3)), joined_at)
    assert [event.type for event in service.told(*ENROLMENTS)] == [
        challenges.JOINED,
        challenges.LEFT,
        challenges.JOINED,
    ]
    assert len({event.id for event in service.told(*ENROLMENTS)}) == 3


def test_who_leaves_keeps_what_was_completed(service: Challenges) -> None:
    """It counts in no total while they are away, is taken back only by a retraction, and comes back with them."""
    id_ = service.launch(criteria=reviews(1))
    service.join(id_)
    service.hear(reviewed("a", 1))
    left = service.ask("/commands/leave", {"id": id_})
    assert (left["joined_count"], left["completed_count"]) == (0, 0)
    assert service.told(challenges.UNCOMPLETED) == []
    back = service.join(id_)
    assert (back["joined_count"], back["completed_count"]) == (1, 1)
    assert len(service.told(challenges.COMPLETED)) == 1


def test_the_service_knows_its_own_word(service: Challenges) -> None:
    """Its own events, read again and late, neither enrol somebody twice nor bring back who has left."""
    id_ = service.launch()
    service.join(id_)
    service.ask("/commands/leave", {"id": id_})
    (joined, left) = service.told(*ENROLMENTS)
    service.hear(joined)
    assert (service.mine(id_), service.challenge(id_)["joined_count"]) == (None, 0)
    service.join(id_)
    service.hear(left, joined)
    service.deliver()
    assert service.challenge(id_)["joined_count"] == 1
    assert len(service.told(*ENROLMENTS)) == 3


def test_an_enrolment_before_its_challenge_waits_for_it(service: Challenges) -> None:
    """An enrolment that the bus tells first is taken in, and judged, once its lane hears of the challenge."""
    other = service.launch(idempotency_key="first")
    service.db.challenges.delete_one({"_id": other})  # as if the enrolment had overtaken the launch
    service.db.totals.delete_many({"challenge": other})
    service.db.commands.delete_many({})
    service.hear(reviewed("a", 1), reviewed("b", 2), enrolled(other, "e-ada", 99))
    assert service.db.enrolments.count_documents({}) == 0
    assert service.db.waiting.count_documents({"reference": f"challenge:{other}"}) == 1
    assert service.launch(idempotency_key="first") == other
    assert service.mine(other)["completed_at"] == instant(at(2))
    assert service.db.waiting.count_documents({}) == 0
    assert service.challenge(other)["joined_count"] == 1


def test_a_launch_judges_those_who_have_joined_already(service: Challenges) -> None:
    """The task of a launch goes through the lane's enrolled people in pieces."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1), reviewed("b", 2))
    service.db.enrolments.update_many({}, {"$set": {"completed_at": None, "have": 0.0}})  # as if judged by nothing yet
    (launched,) = service.told(challenges.LAUNCHED)
    service.hear_everywhere(launched)
    service.work()
    assert service.mine(id_)["completed_at"] == instant(at(2))


def paused(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]) -> None:
    """While a joining has read what the person has done, something else is begun; the joining goes on 0.4 s later."""
    original, first = loading.cases, threading.Event()
    me = threading.current_thread()

    def slow(*args: Any) -> Any:
        found = original(*args)
        if threading.current_thread() is me and not first.is_set():
            first.set()
            meanwhile()
        return found

    monkeypatch.setattr(loading, "cases", slow)


def test_joining_while_facts_stream_in_misses_none(service: Challenges, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact that is stored while somebody joins counts: both take the person's row, so one is after the other."""
    id_ = service.launch()
    service.hear(reviewed("a", 1))
    lane = lane_of("e-ada")
    message = service.message(reviewed("b", 2), lane)
    done = threading.Event()

    def stream() -> None:
        own = Lanes(service.db, SERVICE, LOGS, lambda: BEGUN, service.db.client.start_session())
        own.apply(lane, [message])
        done.set()

    def begin() -> None:
        thread.start()
        done.wait(0.4)

    thread = threading.Thread(target=stream)
    paused(monkeypatch, begin)
    service.join(id_)
    thread.join(20)
    assert done.is_set()
    assert service.mine(id_)["completed_at"] == instant(at(2))


def test_the_audience_is_the_unit_and_those_below_at_that_moment(service: Challenges) -> None:
    """Members of the unit join, others don't, nor who was a member once, nor who has left."""
    id_ = service.launch(unit="u-platform")
    assert service.join(id_, BEN)["mine"]["person"] == "e-ben"
    service.hear(employee("e-ada", 2, unit="u-sales"))
    service.hear(employee("e-cy", 2, state="left"))
    before = service.count()
    for who in (DI, ADA):
        assert service.post("/commands/join", {"id": id_}, who).status_code == 404
    answer = service.post("/commands/join", {"id": id_}, MO)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (403, "id")
    answer = service.post("/commands/join", {"id": id_, "employee": "e-cy"}, ADMIN)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (403, "employee")
    assert service.count() == before


def test_an_admin_states_who_joined_and_when(service: Challenges) -> None:
    """Membership is that of the stated moment; the future, and the time after the end, are refused."""
    id_ = service.launch(unit="u-sales", who=ADMIN)
    service.hear(employee("e-ada", 2, unit="u-sales", since=at(-3)))
    for moment, status in [(at(-4), 403), (at(1), 422), (at(8), 422), (at(-2), 200)]:
        body = {"id": id_, "employee": "e-ada", "occurred_at": instant(moment)}
        assert service.post("/commands/join", body, ADMIN).status_code == status
    assert service.mine(id_)["joined_at"] == instant(at(-2))
    assert service.told(challenges.JOINED)[0].time == at(-2)


@pytest.mark.parametrize("more", [{"employee": "e-ben"}, {"occurred_at": instant(at(-1))}])
def test_only_admins_state_who_or_when(service: Challenges, more: dict[str, str]) -> None:
    """An employee joins for themselves, now; anything else is denied and leaves nothing."""
    id_ = service.launch()
    before = service.count()
    answer = service.post("/commands/join", {"id": id_, **more}, ADA)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (403, next(iter(more)))
    assert service.count() == before


def test_a_past_window_takes_in_people_and_facts_for_an_hour(service: Challenges) -> None:
    """History that an admin states: facts count until it is closed for good, to nobody else it can be joined."""
    id_ = service.launch(ADMIN, starts_at=instant(at(-30)), ends_at=instant(at(-20)))
    assert service.challenge(id_)["status"] == "closed"
    assert service.post("/commands/join", {"id": id_}, ADA).status_code == 409
    service.join(id_, ADMIN, employee="e-ada", occurred_at=instant(at(-29)))
    service.hear(reviewed("a", -28), reviewed("b", -27), reviewed("c", -19))
    assert service.mine(id_)["completed_at"] == instant(at(-27))
    service.fire(BEGUN + timedelta(hours=2))
    assert service.state(id_) == "closed"
    late = {"id": id_, "employee": "e-ben", "occurred_at": instant(at(-29))}
    assert service.post("/commands/join", late, ADMIN).status_code == 409
    (closed,) = service.told(challenges.CLOSED)
    assert closed.time == at(-20)


def test_hidden_people_stay_hidden_when_they_join(service: Challenges) -> None:
    """Whoever hides from boards is left out of the participants for colleagues, before and after joining."""
    service.hear(employee("e-ben", 2, privacy={"hide_from_boards": True}))
    id_ = service.launch()
    for who in (ADA, BEN):
        service.join(id_, who)
    body = {"challenge": id_, "first": 10}

    def seen(who: Any) -> list[str]:
        items = service.ask("/read/participants", body, who)["items"]
        return [item["enrolment"]["person"] for item in items]

    assert [seen(ADA), seen(BEN), seen(MO)] == [["e-ada"], ["e-ada", "e-ben"], ["e-ada", "e-ben"]]
    service.hear(employee("e-ben", 3), lane=None)
    service.hear(employee("e-ada", 2, privacy={"hide_from_boards": True}))
    assert seen(BEN) == ["e-ben"]


def test_a_joining_that_comes_as_the_challenge_ends_is_too_late(
    service: Challenges, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled while somebody joins: both write the same total, so the joining is run again and sees it."""
    id_ = service.launch()
    cancelled = threading.Event()

    def cancel() -> None:
        def work(tx: Any) -> None:
            lifecycle.cancel(tx, loading.challenges(tx.db, [id_])[id_], "no longer needed")

        transact(service.db, "challenges", BEGUN, work)
        cancelled.set()

    original = loading.people

    def slow(*args: Any) -> Any:
        found = original(*args)
        if not cancelled.is_set() and threading.current_thread() is threading.main_thread():
            thread = threading.Thread(target=cancel)
            thread.start()
            thread.join(10)
        return found

    monkeypatch.setattr(loading, "people", slow)
    assert service.post("/commands/join", {"id": id_}, ADA).status_code == 409
    assert service.db.enrolments.count_documents({}) == 0
