"""Badges of points; points.sql says them in SQL."""

from typing import Any

from tests.proof.saying import Json, badge, count


def _points(least: float, **more: Any) -> Json:
    return {"points": {"at_least": least, **more}}


BADGES = (
    badge("scorer", _points(50), 2, bronze=50, silver=75),
    badge("scorer-of-a-month", _points(20, window={"calendar": "month"})),
    badge("scorer-at-once", _points(25, window={"rolling": "P30D"})),
    badge("scorer-since", _points(40, window={"since": "joined"})),
    badge("skilled", {"any": [_points(1, pool="skill"), {"all": [_points(35), count(12)]}]}),
)
"""Nothing scores into a pool yet: the one of `skilled` stays empty."""
