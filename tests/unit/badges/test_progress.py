"""Where someone stands, read from the trace."""

from typing import Any

import pytest

from services.badges.domain.awards import Award
from services.badges.domain.progress import Standing, standing
from shared.criteria import Fact
from tests.unit.badges.made import NOW, at, award, case, drills, edition, fact

BOOKS = {"count": {"of": {"types": ["book.finished"]}, "at_least": 4}}
LATER = {"between": ["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"]}
OVER = {"between": ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]}


def stands(criteria: Any, *facts: Fact, held: tuple[Award, ...] = (), **rule: Any) -> Standing:
    """Where e-1 stands with a badge of these criteria."""
    one = edition("b", criteria, **rule)
    return standing(one, case(*facts).history((), NOW), held)


@pytest.mark.parametrize(
    ("criteria", "status"),
    [
        (drills(2), "in_progress"),
        (BOOKS, "available"),
        ({"badge": {"id": "other"}}, "locked"),
        ({"all": [{"badge": {"id": "other"}}, BOOKS]}, "locked"),
        ({"any": [{"badge": {"id": "other"}}, BOOKS]}, "available"),
        ({"at_least": {"k": 2, "of": [{"badge": {"id": "other"}}, BOOKS, BOOKS]}}, "available"),
        ({"at_least": {"k": 2, "of": [{"badge": {"id": "other"}}, {"tenure": {"at_least": "P9Y"}}, BOOKS]}}, "locked"),
        ({"all": [{"badge": {"id": "other"}}, drills(2)]}, "in_progress"),
        ({"attribute": {"path": "unit", "op": "eq", "value": "u-1"}}, "locked"),
        ({"count": {**BOOKS["count"], "window": LATER}}, "locked"),
        ({"count": {**BOOKS["count"], "window": OVER}}, "locked"),
        ({"count": {**BOOKS["count"], "window": {"after": BOOKS}}}, "locked"),
    ],
)
def test_status_without_an_award(criteria: Any, status: str) -> None:
    """In progress when something is above zero; locked when it can't advance; else available."""
    assert stands(criteria, fact("a", 1)).status == status


def test_a_future_start_locks_and_an_award_is_earned_whatever_is_left() -> None:
    """`start_from` yet to come; one tier held."""
    assert stands(BOOKS, start_from="2027-01-01T00:00:00Z").status == "locked"
    assert stands(drills(1), fact("a", 1), tiers={"x": 1, "y": 9}, held=(award("b", 1, tier="x"),)).status == "earned"


def test_progress_is_that_of_the_node_with_the_tiers() -> None:
    """Towards the next tier; of the last one when all are reached."""
    both = {"all": [BOOKS, drills(1, tiered=True)]}
    tiers = {"bronze": 2, "silver": 5}
    found = stands(both, fact("a", 1), fact("b", 2), fact("c", 3), tiers=tiers)
    assert (found.have, found.need, found.next_step and found.next_step.id) == (3, 2, "bronze")
    plain = stands(drills(1), fact("a", 1), fact("b", 2), tiers={"bronze": 1, "silver": 2})
    assert (plain.have, plain.need, plain.next_step, plain.missing) == (2, 2, None, 0)


def test_of_one_countable_condition_among_others_its_progress_is_told() -> None:
    """A year here and ten drills: drills are counted; several counted ones: how many are true."""
    year = {"tenure": {"at_least": "P1Y"}}
    found = stands({"all": [year, drills(10)]}, fact("a", 1))
    assert (found.have, found.need) == (1, 10)
    several = stands({"all": [BOOKS, drills(1)]}, fact("a", 1))
    assert (several.have, several.need) == (1, 2)


@pytest.mark.parametrize(
    ("criteria", "missing"),
    [
        (drills(4), 0.75),
        (drills(1), 0),
        ({"all": [drills(4), BOOKS]}, 0.875),
        ({"any": [drills(4), BOOKS]}, 0.75),
        ({"at_least": {"k": 2, "of": [drills(1), drills(2), BOOKS]}}, 0.25),
        ({"badge": {"id": "other"}}, 1),
    ],
)
def test_the_missing_share(criteria: Any, missing: float) -> None:
    """Of a leaf what lacks of its threshold, of a branch the mean of those it takes."""
    assert stands(criteria, fact("a", 1)).missing == missing


def test_awards_are_told_lowest_tier_first() -> None:
    """Held tiers, highest last."""
    silver, bronze = award("b", 1, tier="silver", step=1), award("b", 2, tier="bronze")
    found = stands(drills(1), fact("a", 1), tiers={"bronze": 1, "silver": 2}, held=(silver, bronze))
    assert [one.tier for one in found.awards] == ["bronze", "silver"]
    assert found.awards[0].earned_at == at(2)
