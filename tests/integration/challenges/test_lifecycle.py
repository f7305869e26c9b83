"""A challenge's life: launched, open, closed behind a barrier, cancelled; each told once, on every lane."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from services.challenges import evaluating, lifecycle, loading
from services.challenges.domain.judging import judge
from services.challenges.handlers import SERVICE
from shared.bus import LANES
from shared.delivery.timers import Timers
from shared.delivery.transaction import Transaction, transact
from shared.events import challenges
from tests.integration.challenges.support import (
    ADA,
    ADMIN,
    BEGUN,
    BEN,
    MO,
    Challenges,
    at,
    employee,
    instant,
    reviewed,
    reviews,
    took_back,
    wanted,
)

LIFE = (challenges.LAUNCHED, challenges.CLOSED, challenges.CANCELLED)


def test_a_launch_is_told_on_every_lane(service: Challenges) -> None:
    """One event with the definition, without its text; its zone is the nearest that the units state."""
    id_ = service.launch(ADMIN, unit="u-sales", idempotency_key="k")
    (row,) = service.db.outbox.find({"topic": "heard"})
    (event,) = service.told(*LIFE)
    said = challenges.Launched.model_validate(event.data)
    assert (row["every_lane"], event.subject) == (True, f"challenge:{id_}")
    assert (said.challenge, said.unit, said.timezone, said.points) == (id_, "u-sales", "Europe/Lisbon", 50)
    assert said.criteria == reviews()
    assert "Ten reviews" not in str(event.data)
    assert service.db.totals.count_documents({"challenge": id_}) == LANES


def test_a_launch_with_the_same_key_is_done_once(service: Challenges) -> None:
    """The same challenge is answered; another body under that key is a conflict."""
    first, again = (service.launch(idempotency_key="k") for _ in range(2))
    assert first == again
    assert len(service.told(*LIFE)) == 1
    answer = service.post("/commands/launch", wanted(idempotency_key="k", points=1), MO)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (409, "idempotency_key")


def test_the_end_closes_it_once_and_late_facts_change_nothing(service: Challenges) -> None:
    """After closing, neither a fact of the window nor a retraction moves anybody's part."""
    id_ = service.launch()
    for who in (ADA, BEN):
        service.join(id_, who)
    service.hear(reviewed("a", 1), reviewed("b", 2))
    service.fire(at(7))
    service.fire(at(8))
    (closed,) = service.told(challenges.CLOSED)
    assert (closed.subject, closed.time) == (f"challenge:{id_}", at(7))
    service.hear(reviewed("c", 3, "e-ben"), reviewed("d", 4, "e-ben"))
    service.hear(took_back("b"))
    assert service.mine(id_, BEN)["completed_at"] is None
    assert service.mine(id_)["completed_at"] == instant(at(2))
    assert len(service.told(challenges.COMPLETED, challenges.UNCOMPLETED)) == 1


def test_facts_that_are_late_before_the_closing_count(service: Challenges) -> None:
    """Its window is over, but what stood in the logs then is still read: it counts until the barrier is passed."""
    id_ = service.launch()
    service.join(id_)
    service.now = at(7.5)
    service.hear(reviewed("a", 1), reviewed("b", 2))
    assert service.mine(id_)["completed_at"] == instant(at(2))


def test_the_end_waits_for_every_lane(service: Challenges) -> None:
    """The barrier: closed only when each lane has consumed to the end that its logs had when the timer came due."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1))
    ends = {"log-completions": {lane: service.offsets.get(("completions", lane), 0) for lane in range(LANES)}}
    ends["log-completions"][11] += 1
    timers = Timers(service.db, SERVICE, lambda: ends, lambda: at(7), service.session)
    for _ in range(3):
        timers.fire_due(set(range(LANES)))
    assert service.told(challenges.CLOSED) == []
    service.hear(reviewed("b", 2, "e-somebody"), lane=11)
    timers.fire_due(set(range(LANES)))
    assert len(service.told(challenges.CLOSED)) == 1


def test_who_completes_in_the_moment_of_closing_is_too_late(
    service: Challenges, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed between a batch's judging and its writing: the batch is run again, and sees it."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1))
    closed = threading.Event()

    def close() -> None:
        def work(tx: Transaction) -> None:
            lifecycle.close(tx, loading.challenges(tx.db, [id_])[id_])

        transact(service.db, "challenges", at(7), work)
        closed.set()

    original = judge

    def slow(*args: Any) -> Any:
        outcome = original(*args)
        if not closed.is_set():
            thread = threading.Thread(target=close)
            thread.start()
            thread.join(10)
        return outcome

    monkeypatch.setattr(evaluating, "judge", slow)
    service.hear(reviewed("b", 2))
    assert closed.is_set()
    assert service.mine(id_)["completed_at"] is None
    assert service.told(challenges.COMPLETED) == []


def test_the_end_waits_for_whom_the_clock_has_yet_to_judge(service: Challenges) -> None:
    """A participant's timer for a moment up to the end fires first; closing is tried again a second later."""
    id_ = service.launch(criteria={"tenure": {"at_least": "P3Y"}})
    service.join(id_)
    service.hear(employee("e-ada", 2, joined_at=instant(at(6) - 3 * timedelta(days=365.25))))
    assert service.db.timers.count_documents({"kind": "wake"}) == 1

    def close(tx: Transaction) -> None:
        lifecycle.close(tx, loading.challenges(tx.db, [id_])[id_])

    transact(service.db, "challenges", at(7), close)
    assert service.state(id_) == "open"
    service.fire(at(7))
    assert service.state(id_) == "open"
    service.fire(at(7) + timedelta(seconds=1))
    assert service.state(id_) == "closed"
    assert service.mine(id_)["completed_at"] is not None


def test_cancelling_ends_it_with_a_reason(service: Challenges) -> None:
    """Told once; nobody joins, leaves or completes it from then on, and no timer fires; what was completed stays."""
    id_ = service.launch()
    for who in (ADA, BEN):
        service.join(id_, who)
    service.hear(reviewed("a", 1), reviewed("b", 2))
    for reason in ("The tool is gone.", "Once more."):
        seen = service.ask("/commands/cancel", {"id": id_, "reason": reason}, MO)
        assert (seen["status"], seen["cancelled_reason"]) == ("cancelled", "The tool is gone.")
    service.hear(reviewed("c", 3, "e-ben"), reviewed("d", 4, "e-ben"))
    service.fire(at(8))
    assert [event.type for event in service.told(*LIFE)] == [challenges.LAUNCHED, challenges.CANCELLED]
    assert service.mine(id_, BEN)["completed_at"] is None
    assert service.mine(id_)["completed_at"] == instant(at(2))
    for path in ("join", "leave"):
        assert service.post(f"/commands/{path}", {"id": id_}, BEN).status_code == 409


def test_what_is_over_is_not_cancelled(service: Challenges) -> None:
    """A closed challenge stays as it was."""
    id_ = service.launch(ADMIN, starts_at=instant(at(-30)), ends_at=instant(at(-20)))
    before = service.count()
    assert service.post("/commands/cancel", {"id": id_, "reason": "late"}, ADMIN).status_code == 409
    assert service.count() == before


def test_the_window_opens_by_its_timer(service: Challenges) -> None:
    """Scheduled, then open; the status follows the clock even where the timer is late."""
    id_ = service.launch(starts_at=instant(at(1)))
    assert service.challenge(id_)["status"] == "scheduled"
    service.fire(at(1) - timedelta(milliseconds=1))
    assert service.state(id_) == "scheduled"
    service.fire(at(1))
    assert service.state(id_) == "open"
    assert service.now > BEGUN
