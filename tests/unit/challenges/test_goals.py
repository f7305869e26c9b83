"""What may be a challenge's goal, and how it is told."""

import pytest

from services.challenges.domain.goals import check_goal, compiled, criteria_of, in_words
from services.challenges.domain.judging import need_of
from shared.criteria import Refused

REVIEWS = {"count": {"of": {"types": ["review.done"]}, "at_least": 10}}


def test_a_goal_is_kept_as_it_was_said() -> None:
    """Nothing is filled in, and it reads back."""
    assert criteria_of(check_goal(REVIEWS)) == REVIEWS
    assert compiled(check_goal(REVIEWS)).types.touches("review.done")


@pytest.mark.parametrize(
    ("criteria", "path"),
    [
        ({}, "criteria"),
        ({"count": {"of": {"types": ["review.done"]}}}, "criteria.count.at_least"),
        ({"all": [REVIEWS, {"count": {"of": {"types": ["x"], "where": [{"path": "data.n", "op": "is", "value": 1}]},
          "at_least": 1}}]}, "criteria.all[1].count.of.where[0].op"),
        ({"count": {"of": {"types": ["laurel.challenge.completed"]}, "at_least": 1}}, "criteria.count.of.types[0]"),
        ({"any": [REVIEWS, {"sequence": {"steps": [{"types": ["a", "laurel.challenge.*"]}, {"types": ["b"]}]}}]},
         "criteria.any[1].sequence.steps[0].types[1]"),
    ],
)  # fmt: skip
def test_a_refused_goal_names_the_node(criteria: dict[str, object], path: str) -> None:
    """The path leads to what is wrong; a challenge can't fulfil itself."""
    with pytest.raises(Refused) as refused:
        check_goal(criteria)
    assert path in [problem.path for problem in refused.value.problems]


def test_values_may_be_named_like_the_language() -> None:
    """A condition's text is no node."""
    said = {"path": "data.of", "op": "eq", "value": "laurel.challenge.completed"}
    check_goal({"count": {"of": {"types": ["review.done"], "where": [said]}, "at_least": 1}})


def test_a_goal_in_words_uses_the_noun() -> None:
    """The rule is told with the manager's word."""
    said = in_words(check_goal(REVIEWS), {"one": "second look", "other": "second looks"}, "en", "UTC")
    assert "10" in said or "ten" in said.lower()
    assert "second looks" in said


def test_what_is_needed_is_the_part_that_counts() -> None:
    """Of a count beside something that is only waited for it is the count's, of several counts the number of them."""
    tenure = {"tenure": {"at_least": "P1Y"}}
    assert need_of(check_goal(REVIEWS)) == 10
    assert need_of(check_goal({"all": [REVIEWS, tenure]})) == 10
    assert need_of(check_goal({"all": [REVIEWS, REVIEWS]})) == 2
    assert need_of(check_goal(tenure)) == 1
