"""Streaks over calendars with leave, and sequences; streaks.sql and sequences.sql say them in SQL."""

from typing import Any

from tests.proof.saying import SUBMITTED, Json, badge, is_, of


def _streak(period: str, length: int, **more: Any) -> Json:
    return {"streak": {"of": of(), "period": period, "length": length, **more}}


def _sequence(*steps: Json, **more: Any) -> Json:
    return {"sequence": {"steps": list(steps), **more}}


def _on(*weekdays: int) -> Json:
    return of(is_("local.weekday", list(weekdays), "in"))


WEEK = (_on(1, 2), _on(3, 4), _on(5, 6, 7))
"""No moment is in two of them: what a person submits at one moment comes in an order that the data set does not say."""
SPRING = ["2014-01-01T12:00:00Z", "2014-05-01T12:00:00Z"]
JOINED = {"types": ["laurel.employee.joined"]}
STREAKS = (
    badge("weeks", _streak("week", 3, grace=1), bronze=3, silver=5),
    badge("full-weeks", _streak("week", 2, min_per_period=2)),
    badge("days", _streak("day", 2, grace=1)),
    badge("workdays", _streak("workday", 2, grace=0)),
    badge("busy-workdays", _streak("workday", 2, min_per_period=2, grace=4)),
    badge("spring", _streak("month", 3, window={"between": SPRING})),
)
SEQUENCES = (
    badge("in-order", _sequence(*WEEK), 2),
    badge("in-order-soon", _sequence(*WEEK, within="P10D")),
    badge("in-order-strictly", _sequence(*WEEK, strict=True)),
    badge("in-order-strictly-soon", _sequence(*WEEK, strict=True, within="P3W")),
    badge("in-order-in-spring", _sequence(*WEEK, window={"between": SPRING})),
    badge("there-and-back", _sequence(WEEK[0], WEEK[2], WEEK[0], strict=True, window={"calendar": "quarter"})),
    badge("started-soon", _sequence(JOINED, {"types": [SUBMITTED]}, within="P30D")),
)
BADGES = (*STREAKS, *SEQUENCES)
