"""Plain badges, as organizations have them; first.sql says them in SQL, but for `seasons` (streaks.sql)."""

from tests.proof.saying import AUTUMN, CMA, EXAM, FRESH, TMA, badge, count, distinct, is_, of, sum_

COURSEWORK = is_("data.kind", ["TMA", "CMA"], "in")
BADGES = (
    badge("steady", count(3, FRESH), 10, bronze=3, silver=8, gold=14),
    badge("explorer", distinct("data.module", 1, of()), 15, bronze=1, silver=2, gold=3),
    badge(
        "distinction", count(1, COURSEWORK, is_("result.score.raw", 85, "gte")), 20, bronze=1, silver=5, gold=10
    ),
    badge("credit", sum_("data.weight", 50, of(FRESH)), 25, bronze=50, silver=100, gold=200),
    badge("busy-month", count(5, calendar="month"), 5),
    badge("sprint", count(4, rolling="P14D"), 6),
    badge("autumn", count(4, between=AUTUMN), 7),
    badge("seasons", {"streak": {"of": of(), "period": "month", "length": 3}}, 8, bronze=3, silver=5),
    badge("caledonian", count(5, is_("person.unit", "u-oulad-scotland")), 9),
    badge("all-rounder", {"all": [count(4, TMA), {"any": [count(3, CMA), count(1, EXAM)]}]}, 30),
)  # fmt: skip
