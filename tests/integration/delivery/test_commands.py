"""HTTP commands: once per idempotency key, all or nothing, in order with everything else about their subject."""

import threading
from typing import Any

import pytest

from shared.delivery.commands import KeyReused, command
from shared.delivery.transaction import Transaction, transact
from shared.store import Row
from tests.integration.delivery import toy


@pytest.fixture
def db(namespace: str) -> Any:
    """The toy's empty database."""
    return toy.store()


def count_once(tx: Transaction) -> Row:
    """What the command does: one thing, one event."""
    number = tx.db.things.count_documents({})
    tx.db.things.insert_one({"_id": number})
    tx.emit(toy.seen(number), "seen")
    return {"number": number}


def test_the_same_command_again_gives_the_first_answer(db: Any) -> None:
    """With its key it is done once; without a key, each time."""
    first = command(db, toy.NAME, count_once, key="k", body={"a": 1})
    assert command(db, toy.NAME, count_once, key="k", body={"a": 1}) == first == {"number": 0}
    assert command(db, toy.NAME, count_once) == {"number": 1}
    assert db.outbox.count_documents({}) == 2


def test_a_body_may_hold_any_json(db: Any) -> None:
    """Numbers that no other format takes are no fault of the key's."""
    assert command(db, toy.NAME, count_once, key="k", body={"a": 10**40, "b": 1e300, "é": None}) == {"number": 0}


def test_a_key_used_for_something_else_is_refused(db: Any) -> None:
    """Another body under the same key changes nothing."""
    command(db, toy.NAME, count_once, key="k", body={"a": 1})
    with pytest.raises(KeyReused, match="'k'"):
        command(db, toy.NAME, count_once, key="k", body={"a": 2})
    assert db.things.count_documents({}) == 1


def test_a_command_that_fails_leaves_nothing(db: Any) -> None:
    """Neither documents, events nor its key: it can be tried again."""

    def fails(tx: Transaction) -> Row:
        count_once(tx)
        raise RuntimeError("after its writes")

    with pytest.raises(RuntimeError):
        command(db, toy.NAME, fails, key="k")
    assert (db.things.count_documents({}), db.outbox.count_documents({}), db.commands.count_documents({})) == (0, 0, 0)
    assert command(db, toy.NAME, count_once, key="k") == {"number": 0}


def test_transactions_about_one_subject_follow_each_other(db: Any) -> None:
    """Twenty threads about one person: every revision once, none lost, in the outbox in that order."""

    def work(tx: Transaction) -> None:
        tx.touch("e-1")
        tx.db.facts.insert_one({"_id": tx.revs["e-1"]})
        tx.emit(toy.seen(tx.revs["e-1"]), "counted")

    threads = [threading.Thread(target=transact, args=(db, toy.NAME, toy.MOMENT, work)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(row["_id"] for row in db.facts.find()) == list(range(1, 21))
    assert [row["_id"].split("|")[1] for row in toy.counted(db)] == [f"{n:012d}" for n in range(1, 21)]
