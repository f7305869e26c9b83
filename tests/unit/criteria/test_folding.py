"""The law of evaluation: lived batch by batch, the fast evaluator says at each moment what the plain one does."""

from hypothesis import given

from tests.budget import often
from tests.unit.criteria.build import Json
from tests.unit.criteria.living import Life
from tests.unit.criteria.random_lives import dense_lives, lives
from tests.unit.criteria.random_rules import rules, simple_rules


@often(150)
@given(lives(rules()))
def test_a_person_lives_as_judged(said: Json) -> None:
    """Of a person, whatever arrives, moves or goes in whatever order, and whatever of the states is stored."""
    _live(said, "e1")


@often(75)
@given(lives(rules(True)))
def test_a_unit_lives_as_judged(said: Json) -> None:
    """Of a unit, while people move in and out of it."""
    _live(said, "dept")


@often(150)
@given(dense_lives(simple_rules()))
def test_each_late_one_counts(said: Json) -> None:
    """Of one leaf, where many facts lie close together and come in any order."""
    _live(said, "e1")


def _live(said: Json, recipient: str) -> None:
    life = Life(said, recipient)
    life.begin()
    assert life.seen() == life.expected()
    for batch in said["batches"]:
        life.live(batch)
        assert life.seen() == life.expected(), batch
