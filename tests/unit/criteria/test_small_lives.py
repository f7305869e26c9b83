"""The law of evaluation over small lives by the thousand, in batches where late, gone and new meet."""

from itertools import groupby
from random import Random

from tests.budget import BUDGET
from tests.unit.criteria.build import Json
from tests.unit.criteria.living import Life
from tests.unit.criteria.small_lives import small_life

LIVES = 2000
FOUND = [1181, 2050, 2377, 14461, 5192, 26959, 30320, 35806, 37736, 48947, 56043, 65627, 66200, 99880, 105481, 164980]
"""Those that once were judged differently."""


def test_small_lives_are_lived_as_judged() -> None:
    """After every batch the fast evaluator says what the plain one does."""
    wrong = [seed for seed in (*FOUND, *range(LIVES * BUDGET)) if not _is_as_judged(small_life(Random(seed)))]
    assert wrong == []


def _is_as_judged(said: Json) -> bool:
    life = Life(said, "e1")
    life.begin()
    for batch in said["batches"]:
        life.live(batch)
        if life.seen() != life.expected():
            return False
    return True


def test_small_lives_have_something_to_tell() -> None:
    """Most rules hold at some moment, and of every kind of leaf some do."""
    told = sorted(_told(small_life(Random(seed))) for seed in range(400))
    share = {kind: [held for _, held in group] for kind, group in groupby(told, key=lambda one: one[0])}
    assert share.keys() == {"count", "sum", "distinct", "streak", "sequence"}
    assert all(sum(held) > len(held) // 5 for held in share.values()), share


def _told(said: Json) -> tuple[str, bool]:
    life = Life(said, "e1")
    life.arrive(range(len(said["facts"])))
    return next(iter(said["rules"][0]["criteria"])), any(life.expected().values())
