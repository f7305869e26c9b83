"""Streaks: runs of filled periods, by the person's own calendar."""

from typing import Any

import pytest

from tests.unit.criteria.build import Json, at, course, earned, evidence, fact


def streak(length: int, period: str = "day", **more: Any) -> Json:
    """A streak of courses; `match` goes to the match."""
    match = more.pop("match", {})
    return {"streak": {"of": {"types": ["course.completed"], **match}, "period": period, "length": length, **more}}


def on(*moments: str) -> list[Json]:
    """A fact at each of these moments."""
    return [fact(f"f{i}", moment) for i, moment in enumerate(moments)]


CASES: list[tuple[str, Json, list[str], Json, str | None]] = [
    ("three days", streak(3), ["05-04", "05-05", "05-06"], {}, "05-06"),
    ("a day missing", streak(3), ["05-04", "05-05", "05-07"], {}, None),
    ("a weekend breaks days", streak(2), ["05-08", "05-11"], {}, None),
    ("a weekend does not break workdays", streak(2, "workday"), ["05-08", "05-11"], {}, "05-11"),
    ("a weekend fills no workday", streak(2, "workday"), ["05-08", "05-09"], {}, None),
    ("a work week of its own", streak(2, "workday"), ["05-10", "05-14"], {"calendar": {"workdays": [4, 7]}}, "05-14"),
    ("weeks from Monday", streak(2, "week"), ["05-10", "05-11"], {}, "05-11"),
    ("one week twice", streak(2, "week"), ["05-04", "05-10"], {}, None),
    ("months", streak(3, "month"), ["2025-12-31", "01-01", "02-28"], {}, "02-28"),
    ("grace forgives a gap", streak(3, grace=1), ["05-04", "05-05", "05-07"], {}, "05-07"),
    ("grace is for the whole run", streak(3, grace=1), ["05-04", "05-06", "05-08"], {}, None),
    ("two in all", streak(3, grace=2), ["05-04", "05-06", "05-08"], {}, "05-08"),
    ("leave is passed over", streak(2), ["05-04", "05-06"], {"calendar": {"leave": ["2026-05-05"]}}, "05-06"),
    (
        "leave has both its ends",
        streak(2),
        ["05-04", "05-08"],
        {"calendar": {"leave": [{"from": "2026-05-05", "to": "2026-05-07"}]}},
        "05-08",
    ),
    ("a holiday is passed over", streak(2), ["05-04", "05-06"], {"calendar": {"holidays": ["2026-05-05"]}}, "05-06"),
    ("an outage is as a holiday", streak(2), ["05-04", "05-06"], {"calendar": {"outages": ["2026-05-05"]}}, "05-06"),
    ("excused and filled counts", streak(2), ["05-04", "05-05"], {"calendar": {"leave": ["2026-05-05"]}}, "05-05"),
    (
        "excused is no filled one",
        streak(3),
        ["05-04", "05-06"],
        {"calendar": {"leave": ["2026-05-05"]}},
        None,
    ),
    (
        "a week is excused by all its working days",
        streak(2, "week"),
        ["05-04", "05-18"],
        {"calendar": {"leave": [{"from": "2026-05-11", "to": "2026-05-14"}], "holidays": ["2026-05-15"]}},
        "05-18",
    ),
    (
        "four of five do not excuse a week",
        streak(2, "week"),
        ["05-04", "05-18"],
        {"calendar": {"leave": [{"from": "2026-05-11", "to": "2026-05-14"}]}},
        None,
    ),
    (
        "a month is excused by all its working days",
        streak(2, "month"),
        ["04-15", "06-15"],
        {"calendar": {"leave": [{"from": "2026-05-01", "to": "2026-05-29"}]}},
        "06-15",
    ),
    (
        "all but its last working day do not excuse a month",
        streak(2, "month"),
        ["04-15", "06-15"],
        {"calendar": {"leave": [{"from": "2026-05-01", "to": "2026-05-28"}]}},
        None,
    ),
    (
        "all but its first working day do not excuse a month",
        streak(2, "month"),
        ["04-15", "06-15"],
        {"calendar": {"leave": [{"from": "2026-05-02", "to": "2026-05-31"}]}},
        None,
    ),
    (
        "a December is excused",
        streak(2, "month"),
        ["2025-11-15", "01-15"],
        {"calendar": {"leave": [{"from": "2025-12-01", "to": "2025-12-31"}]}},
        "01-15",
    ),
    (
        "all but Monday do not excuse a week",
        streak(2, "week"),
        ["05-04", "05-18"],
        {"calendar": {"leave": [{"from": "2026-05-12", "to": "2026-05-17"}]}},
        None,
    ),
    (
        "a holiday excuses a workday",
        streak(2, "workday"),
        ["05-04", "05-06"],
        {"calendar": {"holidays": ["2026-05-05"]}},
        "05-06",
    ),
    ("a workday missed", streak(2, "workday"), ["05-04", "05-06"], {}, None),
    ("two a day needed", streak(1, min_per_period=2), ["05-04", "05-05", "05-05 13:00"], {}, "05-05 13:00"),
    ("a longer run reached later", streak(3), ["05-01", "05-02", "05-04", "05-05", "05-06"], {}, "05-06"),
    ("the year turns", streak(2), ["2025-12-31", "01-01"], {}, "01-01"),
    ("in a window", streak(2, window={"calendar": "month"}), ["04-30", "05-01", "05-02"], {}, "05-02"),
    ("in a rolling window", streak(2, window={"rolling": "PT12H"}), ["05-04 23:00", "05-05 01:00"], {}, "05-05 01:00"),
    ("beyond a rolling window", streak(2, window={"rolling": "PT2H"}), ["05-04 23:00", "05-05 01:00"], {}, None),
]


@pytest.mark.parametrize(
    ("criteria", "moments", "person", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_streak(criteria: Json, moments: list[str], person: Json, expected: str | None) -> None:
    """A streak is earned at the fact after which a run of n filled periods first exists."""
    assert earned(criteria, on(*moments), **person) == (expected and at(expected))


def test_periods_are_local() -> None:
    """A fact's period is that of its local date."""
    facts = on("05-04 21:00", "05-04 23:00")
    assert earned(streak(2), facts) is None
    assert earned(streak(2), facts, zone="Europe/Berlin") == at("05-04 23:00")


def test_clocks_that_change_make_no_gap() -> None:
    """Days of 23 and 25 hours are days."""
    facts = on("03-28 22:30", "03-29 21:30", "03-30 21:59")
    assert earned(streak(3), facts, zone="Europe/Berlin") == at("03-30 21:59")


def test_a_date_that_a_zone_skipped_is_unfilled() -> None:
    """Samoa had no 30 December 2011: that day breaks a run, and grace forgives it."""
    facts = [fact("a", "2011-12-29T20:00:00Z"), fact("b", "2011-12-30T20:00:00Z")]
    assert earned(streak(2), facts, zone="Pacific/Apia") is None
    assert earned(streak(2, grace=1), facts, zone="Pacific/Apia") == "2011-12-30T20:00:00Z"


def test_moving_back_over_the_date_line_fills_an_earlier_day() -> None:
    """A later fact may lie in an earlier local date; the run exists from then on."""
    zones = [{"zone": "Pacific/Kiritimati"}, {"zone": "Pacific/Honolulu", "from": at("05-05 12:00")}]
    facts = on("05-05 11:00", "05-05 12:30")
    assert earned(streak(2), facts, zone=zones) == at("05-05 12:30")
    assert evidence(streak(2), facts, zone=zones) == ["f0", "f1"]


def test_credit_begins_anew_in_each_period() -> None:
    """The same object fills each day once, and not twice."""
    facts = [course("a", "05-04", "x"), course("b", "05-05", "x"), course("c", "05-05 13:00", "x")]
    assert earned(streak(2), facts) == at("05-05")
    assert earned(streak(1, min_per_period=2), facts) is None


def test_a_cap_begins_anew_in_each_period() -> None:
    """A monthly cap within a weekly streak is counted in each week apart."""
    match = {"match": {"cap": {"n": 1, "per": "month"}}}
    assert earned(streak(2, "week", **match), on("05-04", "05-11")) == at("05-11")
    assert earned(streak(1, "week", min_per_period=2, **match), on("05-04", "05-05")) is None


def test_evidence_is_what_the_run_took() -> None:
    """Evidence lies in the filled periods of the run, up to its moment; what a gap holds is no part of it."""
    facts = [
        fact("before", "05-01"),
        fact("a", "05-04"),
        fact("a2", "05-04 13:00"),
        fact("b", "05-05"),
        fact("b2", "05-05 13:00"),
    ]
    assert evidence(streak(2), facts) == ["a", "a2", "b"]
    alone = [*facts[1:3], fact("lone", "05-05"), fact("c", "05-06"), fact("c2", "05-06 13:00")]
    assert evidence(streak(2, min_per_period=2, grace=1), alone) == ["a", "a2", "c", "c2"]


def test_a_gap_of_centuries_is_counted_at_once() -> None:
    """Gaps are reckoned, not walked."""
    facts = [fact("a", "1200-01-01T00:00:00Z"), fact("b", "8000-01-01T00:00:00Z")]
    for period in ("day", "workday", "week", "month"):
        assert earned(streak(2, period, grace=10), facts) is None
