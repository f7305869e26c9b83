"""Windows: half-open stretches of time in which a leaf is looked for."""

import pytest

from tests.unit.criteria.build import Json, at, count, course, earned, evidence, fact, world
from tests.unit.criteria.build import awards as judged

MAY = {"between": ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"]}
SUM_OF_N = {"of": {"types": ["course.completed"]}, "path": "data.n"}


@pytest.mark.parametrize(
    ("moment", "inside"), [("04-30 23:59", False), ("05-01 00:00", True), ("05-31 23:59", True), ("06-01 00:00", False)]
)
def test_between_is_half_open(moment: str, *, inside: bool) -> None:
    """The start belongs to the window, the end does not."""
    assert (earned(count(1, window=MAY), [fact("a", moment)]) is not None) is inside


def test_credit_is_given_within_the_window() -> None:
    """What was taken before the window credits nothing within it."""
    facts = [course("a", "04-01", "x"), course("b", "05-02", "x")]
    assert evidence(count(1, window=MAY), facts) == ["b"]


@pytest.mark.parametrize(
    ("period", "first", "second", "together"),
    [
        ("day", "05-04 00:00", "05-04 23:59", True),
        ("day", "05-04 23:59", "05-05 00:00", False),
        ("week", "05-04", "05-10", True),
        ("week", "05-03", "05-04", False),
        ("month", "05-01", "05-31", True),
        ("month", "05-31", "06-01", False),
        ("quarter", "04-01", "06-30", True),
        ("quarter", "03-31", "04-01", False),
        ("year", "01-01", "12-31", True),
        ("year", "2025-12-31", "01-01", False),
    ],
)
def test_calendar(period: str, first: str, second: str, *, together: bool) -> None:
    """Enough must lie in one local period."""
    found = earned(count(2, window={"calendar": period}), [fact("a", first), fact("b", second)])
    assert (found is not None) is together


def test_calendar_periods_are_local() -> None:
    """The period is the one of the local date."""
    facts = [fact("a", "05-03 22:30"), fact("b", "05-10 21:00")]
    assert earned(count(2, window={"calendar": "week"}), facts) is None
    assert earned(count(2, window={"calendar": "week"}), facts, zone="Europe/Berlin") == at("05-10 21:00")


def test_calendar_gives_the_earliest_period_with_its_own_credit() -> None:
    """Each period is counted apart, the same object again in each; the earliest moment wins."""
    facts = [course(f"{m}{x}", f"0{m}-1{i}", x) for m in (5, 6) for i, x in enumerate("pq")]
    assert evidence(count(2, window={"calendar": "month"}), facts) == ["5p", "5q"]


@pytest.mark.parametrize(("second", "inside"), [("05-31 11:59", True), ("05-31 12:00", False)])
def test_rolling_leaves_out_its_far_end(second: str, *, inside: bool) -> None:
    """At moment t what lies in (t - 30 days, t] counts."""
    found = earned(count(2, window={"rolling": "P30D"}), [fact("a", "05-01"), fact("b", second)])
    assert (found is not None) is inside


def test_rolling_days_are_24_hours() -> None:
    """A rolling day is 24 hours of the clock, also when clocks change."""
    facts = [fact("a", "03-28 12:00"), fact("b", "03-29 11:30")]
    assert earned(count(2, window={"rolling": "P1D"}), facts, zone="Europe/Berlin") == at("03-29 11:30")
    assert earned(count(2, window={"rolling": "PT23H"}), facts, zone="Europe/Berlin") is None


def test_rolling_takes_anew_in_each_stretch() -> None:
    """An object credited before the stretch began is credited again within it."""
    facts = [course("a", "05-01", "x"), course("b", "05-08", "y"), course("c", "05-12", "x")]
    assert evidence(count(2, window={"rolling": "P7D"}), facts) == ["b", "c"]


def test_rolling_is_looked_for_at_counted_facts() -> None:
    """A stretch that would be enough only at a fact passed over is not enough."""
    facts = [fact("a", "05-01", n=-5), course("b", "05-05", "x", n=3), course("c", "05-09", "x", n=1)]
    criteria = {"sum": SUM_OF_N | {"at_least": 3, "window": {"rolling": "P7D"}}}
    assert earned(criteria, facts) is None
    assert earned(criteria, [*facts, fact("d", "05-10", n=0)]) == at("05-10")


def test_rolling_sum_is_that_of_the_whole_stretch() -> None:
    """What a stretch reached on the way and lost again is not enough at its end, but was at its fact."""
    facts = [fact("a", "05-01", n=2), fact("b", "05-02", n=2), fact("c", "05-03", n=-3)]
    assert earned({"sum": SUM_OF_N | {"at_least": 4, "window": {"rolling": "P7D"}}}, facts) == at("05-02")


@pytest.mark.parametrize(("moment", "inside"), [("03-31 23:59", False), ("04-01 00:00", True)])
def test_since_joined(moment: str, *, inside: bool) -> None:
    """From joining on, that instant included."""
    joined = "2026-04-01T00:00:00Z"
    assert (earned(count(1, window={"since": "joined"}), [fact("a", moment)], joined_at=joined) is not None) is inside


def test_since_enrolled() -> None:
    """From enrolling on; who has not enrolled has nothing that counts."""
    facts = [fact("a", "03-31"), fact("b", "04-01"), fact("c", "04-02")]
    window = {"since": "enrolled"}
    assert evidence(count(2, window=window), facts, enrolled_at=at("04-01")) == ["b", "c"]
    assert earned(count(1, window=window), facts) is None


def award(earned_at: str, **more: object) -> Json:
    """An award of the badge judged."""
    standing = {"badge": "b", "tier": None, "recipient": "e1", "scope": None, "state": "active"}
    return standing | {"earned_at": at(earned_at)} | more


RENEWAL = count(1, window={"since": "award"})


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ([], "05-01"),
        ([award("05-01")], "05-02"),
        ([award("05-01", state="expired")], "05-02"),
        ([award("05-01", state="revoked")], "05-01"),
        ([award("05-01", badge="other")], "05-01"),
        ([award("05-01", recipient="e2")], "05-01"),
        ([award("05-01", scope="x")], "05-01"),
        ([award("05-01"), award("05-02")], "05-03"),
        ([award("05-02"), award("05-01")], "05-03"),
        ([award("05-03")], None),
    ],
)
def test_since_award(standing: list[Json], expected: str | None) -> None:
    """Later than the last award of this badge in this scope that was not revoked; none yet: from the beginning."""
    facts = [fact("a", "05-01"), fact("b", "05-02"), fact("c", "05-03")]
    people = [{"id": "e1", "timezone": "UTC"}]
    assert earned(RENEWAL, facts, awards=standing, people=people) == (expected and at(expected))


def test_since_award_is_of_the_scope() -> None:
    """With one award a value, renewal looks at the last award for that value."""
    facts = [fact("a", "05-01", k=1), fact("b", "05-01", k="1"), fact("c", "05-03", k=1)]
    said = world(RENEWAL, facts, repeat={"per": "data.k"}, awards=[award("05-02", scope=1)])
    assert [(one[2], one[3]) for one in judged(said)] == [("1", at("05-01")), (1, at("05-03"))]


def after(node: Json, at_least: int = 1, **match: object) -> Json:
    """A count of quizzes after another node."""
    return count(at_least, types=["quiz.passed"], window={"after": node}, **match)


def test_after_a_fact_includes_that_fact() -> None:
    """Facts count from the one that made the other node true, that one included, in order."""
    facts = [fact("a", "05-01"), fact("b", "05-02"), fact("c", "05-03")]
    criteria = count(2, window={"after": count(2)})
    assert earned(criteria, facts) == at("05-03")
    assert evidence(criteria, facts) == ["a", "b", "c"]


def test_after_orders_facts_within_an_instant() -> None:
    """At the same instant only what follows in order counts."""
    facts = [fact("b", "05-01"), fact("a", "05-01", "quiz.passed"), fact("c", "05-01", "quiz.passed")]
    assert evidence(after(count(1)), facts) == ["b", "c"]


def test_after_the_clock_includes_the_whole_instant() -> None:
    """Where a clock made the other node true, all of that instant counts."""
    facts = [fact("a", "02-01 00:00", "quiz.passed")]
    assert earned(after({"tenure": {"at_least": "P1M"}}), facts) == at("02-01 00:00")


def test_after_points_includes_the_whole_instant() -> None:
    """Where points made the other node true, all of that instant counts."""
    entry = {"id": "p", "employee": "e1", "pool": "x", "amount": 5, "occurred_at": at("05-01")}
    facts = [fact("a", "05-01", "quiz.passed")]
    assert earned(after({"points": {"at_least": 5}}), facts, points=[entry]) == at("05-01")


def test_after_something_that_never_was() -> None:
    """Without its anchor nothing lies in the window."""
    assert earned(after(count(1)), [fact("a", "05-01", "quiz.passed")]) is None
