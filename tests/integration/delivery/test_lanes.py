"""A lane's batch: exactly once, all or nothing, and a guilty event is found and put aside."""

from typing import Any

import pytest
from pymongo.collection import Collection

from shared.bus import LANES
from shared.delivery.lanes import TooManyDeadLetters
from shared.delivery.transaction import EventTooLarge, Transaction, Zombie, transact
from shared.events.envelope import MAX_HOPS, Event, decode
from shared.outbox import Rows
from tests.integration.delivery import toy


@pytest.fixture
def db(namespace: str) -> Any:
    """The toy's empty database."""
    return toy.store()


def ids(db: Any) -> list[str]:
    """What was counted."""
    return sorted(row["_id"] for row in db.facts.find())


def test_duplicates_in_a_batch_and_across_batches_count_once(db: Any) -> None:
    """An event twice in one batch, and again in the next, is stored once and emits once."""
    lanes = toy.lanes(db)
    lanes.apply(0, [toy.message(toy.seen(1), 0), toy.message(toy.seen(1), 1)])
    lanes.apply(0, [toy.message(toy.seen(1), 2), toy.message(toy.seen(2), 3)])
    assert ids(db) == ["ev-1", "ev-2"]
    assert len(toy.counted(db)) == 2


def test_a_zombie_aborts_and_leaves_nothing(db: Any) -> None:
    """Who reads a lane that another process has moved on writes neither documents nor events."""
    toy.lanes(db).apply(0, [toy.message(toy.seen(1), 0)])
    with pytest.raises(Zombie):
        toy.lanes(db).apply(0, [toy.message(toy.seen(9), 0)])
    assert ids(db) == ["ev-1"]
    assert len(toy.counted(db)) == 1


def test_a_recreated_topic_is_another_log(db: Any) -> None:
    """Offsets belong to a log (cluster and topic id): the new one starts at 0, the old one's offset is not taken for
    it."""
    toy.lanes(db).apply(0, [toy.message(toy.seen(1), 7)])
    renewed = toy.lanes(db, {"seen": "log-1-anew", "also-seen": "log-2"})
    assert renewed.positions({0}) == {("log-1", 0): 8}
    renewed.apply(0, [toy.message(toy.seen(2), 0)])
    assert renewed.positions({0}) == {("log-1", 0): 8, ("log-1-anew", 0): 1}


@pytest.mark.parametrize("write", ["insert_one", "insert_many", "update_one"])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_at_a_write_boundary_leaves_nothing(
    db: Any, monkeypatch: pytest.MonkeyPatch, write: str, after: bool
) -> None:
    """Whichever write the process dies before or after, the batch is whole when it is read again, and only then."""

    class Crash(BaseException):
        pass

    original = getattr(Collection, write)

    def dies(self: Any, *args: Any, **kwargs: Any) -> Any:
        if after:
            original(self, *args, **kwargs)
        raise Crash

    batch = [
        toy.message(toy.seen(1), 0),
        toy.message(toy.seen(2, type_=toy.WAITS, thing="t"), 1),
        toy.message(toy.seen(3, type_=toy.COMES, thing="t"), 2),
    ]
    with monkeypatch.context() as patch:
        patch.setattr(Collection, write, dies)
        with pytest.raises(Crash):
            toy.lanes(db).apply(0, batch)
    assert (ids(db), toy.counted(db), toy.lanes(db).positions({0})) == ([], [], {})
    toy.lanes(db).apply(0, batch)
    assert ids(db) == ["ev-1", "ev-2"]
    assert len(toy.counted(db)) == 2


def test_the_guilty_event_is_found_by_halving(db: Any) -> None:
    """One event that can't be handled goes to the dead letters with bytes, place and reason; all others count."""
    batch = [toy.message(toy.seen(n, type_=toy.BREAKS if n == 37 else toy.SEEN), n) for n in range(100)]
    toy.lanes(db).apply(0, batch)
    assert len(ids(db)) == 99
    (dead,) = db.outbox.find({"topic": "toy.dead"})
    assert dead["headers"] == {
        "reason": "ValueError: ev-37 can't be handled",
        "topic": "seen",
        "lane": "0",
        "offset": "37",
    }
    assert bytes(dead["body"]) == batch[37].value


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"\xff\x00", "no event"), (b"[]", "no event"), (b'{"id": "x"}', "type: a text is needed"), (b"", "no event")],
)
def test_bytes_that_are_no_event_are_put_aside(db: Any, body: bytes, reason: str) -> None:
    """What can't be decoded does not hold up what comes after it."""
    toy.lanes(db).apply(0, [toy.message(body, 0), toy.message(toy.seen(1), 1)])
    (dead,) = db.outbox.find({"topic": "toy.dead"})
    assert reason in dead["headers"]["reason"]
    assert ids(db) == ["ev-1"]


def test_many_dead_letters_stop_the_consumer(db: Any) -> None:
    """More than 1% and at least 20 of the last thousand: the fault is not the events', so it stops loudly."""
    lanes = toy.lanes(db)
    lanes.apply(0, [toy.message(b"no event", n) for n in range(19)])
    with pytest.raises(TooManyDeadLetters, match="20 of the last 20"):
        lanes.apply(0, [toy.message(b"no event", 19)])


def test_a_loop_of_events_dies_at_eight_hops(db: Any) -> None:
    """What an event causes carries one hop more; the eighth is a dead letter."""
    event = toy.seen(0)
    for hop in range(MAX_HOPS):
        toy.lanes(db).apply(0, [toy.message(event, hop)])
        (row,) = toy.counted(db)
        db.outbox.delete_many({})
        caused = decode(bytes(row["body"]))
        assert caused.hops == hop + 1
        event = Event(f"again-{hop}", toy.SEEN, "toy", caused.subject, caused.time, {}, hops=caused.hops)
    toy.lanes(db).apply(0, [toy.message(event, MAX_HOPS)])
    assert db.outbox.find_one({"topic": "toy.dead"})["headers"]["reason"].startswith("laurelhops: 8")


def test_what_is_new_counts_no_hops_of_others(db: Any) -> None:
    """In a batch with events that have come a long way, what a fresh one causes has come one: a busy person's events
    would else be taken for a loop, and be put aside."""
    far = Event("far", toy.SEEN, "toy", "e-1", toy.MOMENT, {}, hops=MAX_HOPS - 1)
    toy.lanes(db).apply(0, [toy.message(far, 0), toy.message(toy.seen(1), 1)])
    assert {decode(bytes(row["body"])).hops for row in toy.counted(db)} == {1}
    assert db.outbox.count_documents({"topic": "toy.dead"}) == 0


def test_a_reference_may_arrive_late(db: Any) -> None:
    """What refers to something unknown waits, and counts when that comes, even in another batch."""
    lanes = toy.lanes(db)
    lanes.apply(0, [toy.message(toy.seen(1, type_=toy.WAITS, thing="t"), 0)])
    assert ids(db) == []
    lanes.apply(0, [toy.message(toy.seen(2, "thing:t", type_=toy.COMES, thing="t"), 1)])
    assert ids(db) == ["ev-1"]
    assert db.waiting.count_documents({}) == 0


def test_outbox_order_is_commit_order(db: Any) -> None:
    """Later transactions about a person have later places in the outbox, whoever wrote them."""
    for number in range(12):
        toy.lanes(db, {"seen": f"log-{number % 3}"}).apply(number % LANES, [toy.message(toy.seen(number), number)])
    order = [decode(bytes(record.value)).data["of"] for _, record in Rows(db).pending(100)]
    assert order == [f"ev-{number}" for number in range(12)]


def test_an_event_over_a_megabyte_is_refused_with_its_size(db: Any) -> None:
    """The error names the event, its size and the limit, and nothing is written."""

    def work(tx: Transaction) -> None:
        tx.emit(toy.seen(1, pad="x" * 1_000_001), "seen")

    with pytest.raises(
        EventTooLarge, match=r"laurel\.toy\.seen\.v1 about e-1: 1000\d+ bytes, the bus takes at most 1000000"
    ):
        transact(db, toy.NAME, toy.MOMENT, work)
    assert db.outbox.count_documents({}) == 0
