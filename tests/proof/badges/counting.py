"""Counts, sums and different values in every window, with caps and credit keys; counting.sql says them in SQL."""

from tests.proof.saying import CMA, FRESH, badge, count, counting, distinct, of, sum_

MODULES = ["data.module", "data.kind"]
WEIGHTS = ["data.module", "data.presentation", "data.kind", "data.weight"]
WINTER = ["2014-01-01T12:00:00Z", "2014-03-01T12:00:00Z"]
ANYTHING_ASSESSED = {"types": ["assessment.*"]}
BADGES = (
    badge("ten-days", counting(10, of(credit_key=[], cap={"n": 1, "per": "day"}))),
    badge("six-weeks", counting(12, of(cap={"n": 2, "per": "week"})), 2),
    badge("no-rush", counting(7, of(cap={"n": 3, "per": "month"}), calendar="quarter")),
    badge("credited", counting(4, of(credit_key=MODULES))),
    badge("busy-day", counting(4, ANYTHING_ASSESSED, calendar="day")),
    badge("busy-week", count(3, CMA, calendar="week")),
    badge("busy-year", count(12, calendar="year"), bronze=12, silver=16),
    badge("all-at-once", count(3, rolling="PT24H")),
    badge("two-days", count(3, CMA, rolling="PT1501M")),
    badge("second-year", count(10), more={"start_from": "2014-02-01T12:00:00Z"}),
    badge("weighty", sum_("data.weight", 60, of(FRESH, credit_key=WEIGHTS))),
    badge("marks", sum_("result.score.scaled", 5.5, of(), rolling="P60D")),
    badge("winter", sum_("data.parts.marks", 40, of(), between=WINTER), bronze=40, silver=60),
    badge("kinds", distinct("data.parts.name", 4, of())),
    badge("weekdays", distinct("local.weekday", 5, of()), 3, bronze=5, silver=7),
    badge("weights", distinct("data.weight", 4, of(), calendar="quarter")),
    badge("modules-at-once", distinct("data.module", 2, of(), rolling="P2W")),
)
