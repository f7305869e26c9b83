"""A timer or a task at fault is tried again later, ever more seldom; events and other timers and tasks go on."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import OperationFailure

from shared.delivery import tasks, transaction
from shared.delivery.service import Task, Timer
from shared.delivery.tasks import Tasks
from shared.delivery.timers import Timers
from shared.delivery.transaction import transact
from shared.store import Row
from tests.integration.delivery import toy

LATER = timedelta(seconds=3)


def _schedule(key: str, at: datetime, tx: transaction.Transaction) -> None:
    tx.schedule(key, "plain", at, lane=0)


def _start(key: str, lane: int, tx: transaction.Transaction) -> None:
    tx.start_task(key, "things", lane=lane)


def _fail(error: Exception) -> None:
    raise error


class Desk:
    """The toy's timers and tasks, with what is guilty, and at what time."""

    def __init__(self, db: Database[Row]) -> None:
        self.db = db
        self.now = toy.MOMENT
        self.guilty: set[Any] = set()
        self.innocent: set[str] = set()
        self.sizes: list[int] = []
        service = replace(toy.SERVICE, timers={"plain": self.on_timer}, tasks={"things": self.on_task})
        session = db.client.start_session()
        self.timers = Timers(db, service, dict, self.clock, session)
        self.tasks = Tasks(db, service, self.clock, session)

    def clock(self) -> datetime:
        """Now."""
        return self.now

    def on_timer(self, batch: toy.Batch, timer: Timer) -> None:
        """Fire, if it is not guilty."""
        if timer.key in self.guilty:
            raise ValueError(f"{timer.key} is guilty")
        batch.fired.append(timer)

    def on_task(self, batch: toy.Batch, task: Task) -> int | None:
        """Note the next of ten things, if none of them is guilty."""
        self.sizes.append(task.size)
        first = task.cursor or 0
        piece = range(first, min(first + task.size, 10))
        if task.key not in self.innocent and self.guilty & set(piece):
            raise ValueError("one of them is guilty")
        batch.tx.db.pieces.insert_many([{"_id": f"{task.key}/{number}"} for number in piece])
        return piece.stop if piece.stop < 10 else None

    def fired(self) -> set[str]:
        """The timers that have fired."""
        return {row["_id"] for row in self.db.facts.find({"who": "timer"})}

    def work(self) -> int:
        """Do pieces until no lane has work for now; how many were tried."""
        before = len(self.sizes)
        while self.tasks.advance(set(range(12))):
            pass
        return len(self.sizes) - before

    def schedule(self, *keys: str) -> None:
        """These timers are due."""
        for key in keys:
            transact(self.db, toy.NAME, self.now, partial(_schedule, key, self.now))

    def start(self, *keys: str, lane: int = 0) -> None:
        """These tasks begin."""
        for key in keys:
            transact(self.db, toy.NAME, self.now, partial(_start, key, lane))


@pytest.fixture
def desk(namespace: str) -> Desk:
    """A fresh one."""
    return Desk(toy.store())


def test_a_guilty_timer_does_not_keep_others_from_firing(desk: Desk) -> None:
    """It fires once its fault is gone, not before its turn, and waits longer each time."""
    desk.guilty = {"bad"}
    desk.schedule("bad", "good")
    desk.timers.fire_due({0})
    assert desk.fired() == {"good"}
    assert desk.timers.fire_due({0}) == 0
    desk.now += LATER
    desk.timers.fire_due({0})
    row = desk.db.timers.find_one({"_id": "bad"}) or {}
    assert (row["tries"], row["not_before"] - desk.now) == (2, timedelta(seconds=4))
    assert "is guilty" in row["error"]
    desk.guilty = set()
    desk.now += 2 * LATER
    desk.timers.fire_due({0})
    assert desk.fired() == {"good", "bad"}


def test_a_guilty_piece_is_halved_down_to_one_and_waits(desk: Desk) -> None:
    """What comes before it is done; other tasks of the lane go on; it is done once its fault is gone."""
    desk.guilty = {6}
    desk.start("things")
    assert desk.work() > 5
    assert desk.db.pieces.count_documents({}) == 6
    assert desk.sizes[-1] == 1
    assert desk.work() == 0
    desk.guilty = set()
    desk.start("others")
    desk.work()
    assert desk.db.pieces.count_documents({"_id": {"$regex": "^others"}}) == 10
    desk.now += LATER
    desk.work()
    assert desk.db.pieces.count_documents({"_id": {"$regex": "^things"}}) == 10
    assert desk.db.tasks.count_documents({}) == 0


def test_a_guilty_piece_is_found_beside_a_busy_lane(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of other lanes that go well don't make it large again."""
    monkeypatch.setattr(tasks, "SMALLEST", 2)
    desk.guilty, desk.innocent = {1}, {f"busy-{number}" for number in range(10)}
    desk.start(*desk.innocent, lane=1)
    desk.start("things")
    for _ in range(12):
        desk.tasks.advance({0, 1})
    assert desk.db.tasks.count_documents({"lane": 1}) > 0
    assert (desk.db.tasks.find_one({"_id": "things"}) or {})["tries"] == 1


def test_what_takes_longer_than_a_transaction_waits_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person's work that no transaction can hold must not stop everything, as a server that is away does."""
    monkeypatch.setattr(transaction, "PATIENCE", 0.0)
    ended = OperationFailure("ended", 251, {"errorLabels": ["TransientTransactionError"]})
    monkeypatch.setattr(desk, "on_timer", lambda *_: _fail(ended))
    service = replace(toy.SERVICE, timers={"plain": desk.on_timer})
    desk.schedule("long")
    Timers(desk.db, service, dict, desk.clock, desk.db.client.start_session()).fire_due({0})
    assert (desk.db.timers.find_one({"_id": "long"}) or {})["tries"] == 1


def test_a_piece_that_takes_long_is_made_smaller_than_the_smallest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few things may be slow, too."""
    monkeypatch.setattr(tasks, "LONG", 0.0)
    monkeypatch.setattr(tasks, "ALONE", 0.0)
    desk.start("things", "others")
    desk.work()
    assert desk.sizes == [20, *[1] * 10]


def test_a_transaction_that_is_ended_in_the_middle_is_run_again(desk: Desk) -> None:
    """The operation at work when its session is killed bears no label that says so."""
    answers = [OperationFailure("interrupted", 11601)]

    def work(tx: transaction.Transaction) -> str:
        if answers:
            raise answers.pop()
        tx.db.things.insert_one({"_id": "made"})
        return "done"

    assert transact(desk.db, toy.NAME, desk.now, work) == "done"


def test_a_duplicate_among_many_is_run_again(desk: Desk) -> None:
    """As a single one is: the snapshot was older than another's commit."""
    tries: list[int] = []

    def work(tx: transaction.Transaction) -> None:
        tries.append(1)
        if len(tries) == 1:
            tx.db.things.insert_many([{"_id": 1}, {"_id": 1}])

    transact(desk.db, toy.NAME, desk.now, work)
    assert len(tries) == 2
