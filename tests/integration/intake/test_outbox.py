"""Completions as their own outbox: published in the order of their answers, through crashes, never lost."""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from bson import Timestamp

from services.intake import tally
from services.intake.handlers import SERVICE
from services.intake.outbox import Completions
from shared import clock
from shared.bus import BusError, Message, Record
from shared.delivery.lanes import Lanes
from shared.events.completions import Recorded, completion_id
from shared.events.envelope import decode, parse
from shared.outbox import Relay
from tests.integration.intake.conftest import Intake, state

Make = Callable[..., dict[str, Any]]


def test_what_was_not_marked_is_published_again_with_the_same_ids(intake: Intake, event: Make) -> None:
    """A relay that dies between publishing and marking repeats, so that whoever reads can tell."""
    intake.post(*[event(n) for n in range(5)])
    died = [decode(record.value).id for _, record in Completions(intake.db).pending(100)]
    again = [fact.id for fact in intake.publish()]
    assert (died, len(set(died))) == (again, 5)
    assert intake.publish() == []


def test_what_is_published_is_what_its_contract_says(intake: Intake, event: Make) -> None:
    """The fields are the contract's, no more and no less, whatever the completion leaves out."""
    intake.post(event(1), event(2, data={"object": {"type": "course", "id": "c-2"}, "data": {"topic": "x"}}))
    for fact in intake.publish():
        said = parse(fact, Recorded).model_dump(mode="json")
        assert fact.data.keys() == said.keys()
        assert parse(replace(fact, data=said), Recorded) == parse(fact, Recorded)


def test_a_row_that_is_on_its_way_is_not_read_again(intake: Intake, event: Make) -> None:
    """What follows a batch is read while that one is on its way; when it fails, all is read again."""
    intake.post(*[event(n) for n in range(4)])
    outbox = Completions(intake.db)
    flying = [row_id for row_id, _ in outbox.pending(2)]
    following = [row_id for row_id, _ in outbox.pending(2, flying)]
    assert len({*flying, *following}) == 4
    outbox.done(flying)
    assert [row_id for row_id, _ in outbox.pending(10)] == following
    outbox.done(following)
    assert [row["count"] for row in intake.db.types.find()] == [4]


def test_a_crash_while_marking_marks_and_counts_nothing(
    intake: Intake, event: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mark and count are one transaction: afterwards each event is counted once."""
    intake.post(*[event(n) for n in range(5)])

    class Crash(BaseException):
        pass

    def dies(*_args: Any) -> None:
        raise Crash

    outbox = Completions(intake.db)
    ids = [row_id for row_id, _ in outbox.pending(100)]
    with monkeypatch.context() as patch:
        patch.setattr(tally, "_counted", dies)
        with pytest.raises(Crash):
            outbox.done(ids)
    assert len(intake.publish()) == 5
    assert [row["count"] for row in intake.db.types.find()] == [5]


def test_a_killed_relays_transaction_does_not_hold_up_the_next(intake: Intake, event: Make) -> None:
    """The session of the relay before is ended, and with it what it had locked."""
    intake.post(*[event(n) for n in range(5)])
    killed = Completions(intake.db)
    killed._take_over()
    session = killed._session
    assert session is not None
    session.start_transaction()
    intake.db.completions.update_many({}, {"$set": {"locked": True}}, session=session)
    assert len(intake.publish()) == 5
    assert intake.db.completions.count_documents({"locked": True}) == 0


def test_one_persons_completions_are_published_in_the_order_of_their_answers(intake: Intake, event: Make) -> None:
    """Several senders at once, one after another for each person, read while they send: always in order."""
    people = ["p0", "p1", "p2", "p3"]
    intake.tell(*[state(f"e-{name}", name) for name in people])
    sent: dict[str, list[str]] = defaultdict(list)
    published: dict[str, list[str]] = defaultdict(list)

    def send(name: str) -> None:
        with intake.app.test_client() as client:
            for number in range(40):
                body = event(id=f"{name}-{number}", subject=name)
                answer = client.post("/events", json=body, headers=intake.headers())
                sent[f"e-{name}"].append(answer.get_json()["completion"])

    def publish() -> None:
        for fact in intake.publish():
            published[fact.subject].append(fact.data["completion"])

    with ThreadPoolExecutor(len(people)) as pool:
        senders = [pool.submit(send, name) for name in people]
        while any(not sender.done() for sender in senders):
            publish()
    publish()
    assert published == sent
    assert sum(map(len, sent.values())) == 160


def test_a_row_that_was_under_way_is_found_before_later_ones_of_its_person(intake: Intake, event: Make) -> None:
    """A place that others have passed is looked at again: the order is the server's, whoever committed when."""
    intake.post(event(1), event(2))
    (first, second) = intake.db.completions.find().sort("seq", 1)
    intake.db.completions.delete_one({"_id": first["_id"]})
    assert len(intake.publish()) == 1
    intake.db.completions.insert_one(first)
    intake.post(event(3))
    order = [fact.data["completion"] for fact in intake.publish()]
    assert order == [first["_id"], completion_id("lms", "ev-3")]
    assert second["seq"] > first["seq"] > Timestamp(0, 0)


def test_the_relay_publishes_everything_and_marks_it(
    intake: Intake, event: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real relay over this outbox, whose broker fails at first: all are published, none is left."""
    published: list[Record] = []

    class Broker:
        """A producer that fails once, between publishing and its answer."""

        failed = False

        def __init__(self, _client: str) -> None:
            pass

        def send(self, records: Any) -> Callable[[], None]:
            published.extend(records)
            return self.answer

        def answer(self) -> None:
            if not Broker.failed:
                Broker.failed = True
                raise BusError

        def close(self) -> None:
            pass

    monkeypatch.setattr("shared.outbox.Producer", Broker)
    monkeypatch.setattr("shared.outbox.ensure_topics", lambda _names: None)
    intake.post(*[event(n) for n in range(30)])
    relay = Relay(intake.db, "intake", Completions(intake.db))
    relay.start()
    waited = threading.Event()
    for _ in range(100):
        if not waited.wait(0.1) and intake.db.completions.count_documents({"due": {"$exists": True}}) == 0:
            break
    relay.stop()
    ids = [decode(record.value).id for record in published]
    assert (len(ids), len(set(ids)), ids[:30]) == (60, 30, ids[30:])
    assert Completions(intake.db).depth() == 0


def test_large_rows_come_in_pieces(intake: Intake, event: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at the outbox is bounded in bytes too, and goes on where it ended."""
    monkeypatch.setattr("services.intake.outbox.MOST_BYTES", 10_000)
    text = {"data": {"text": "x" * 6000}}
    intake.post(*[event(n, data=event(n)["data"] | text) for n in range(5)])
    assert len(Completions(intake.db).pending(100)) == 2
    assert len(intake.publish()) == 5


def test_dead_letters_of_the_consumer_leave_by_the_same_relay(intake: Intake) -> None:
    """Bytes that are no event of profiles are put aside, not kept back."""
    lanes = Lanes(intake.db, SERVICE, intake.logs, clock.now, intake.db.client.start_session())
    lanes.apply(11, [Message("profiles", 11, 0, "e-x", b"no event")])
    outbox = Completions(intake.db)
    ((row_id, record),) = outbox.pending(10)
    assert (record.topic, record.value) == ("intake.dead", b"no event")
    outbox.done([row_id])
    assert outbox.pending(10) == []
