"""Badges that are earned again: in each period, at every so many, for each value; repeats.sql says them in SQL."""

from tests.proof.saying import CMA, FRESH, TMA, Json, badge, count, distinct, held, is_, of, sum_


def _each(period: str) -> Json:
    return {"repeat": {"per_period": period}}


def _every(number: int) -> Json:
    return {"repeat": {"every": number}}


def _per(path: str) -> Json:
    return {"repeat": {"per": path}}


BADGES = (
    badge("daily", count(4), 1, more=_each("day")),
    badge("weekly", count(3, CMA), more=_each("week")),
    badge("monthly", count(4), 2, bronze=4, silver=6, more=_each("month")),
    badge("quarterly", {"points": {"at_least": 30}}, more=_each("quarter")),
    badge("yearly", held("steady", 2), more=_each("year")),
    badge("yearly-weight", sum_("data.weight", 160, of(FRESH)), more=_each("year")),
    badge("every-dozen", count(1), 2, more=_every(12)),
    badge("every-weight", sum_("data.weight", 1, of()), more=_every(200)),
    badge("every-third-weekday", distinct("local.weekday", 1, of()), more=_every(3)),
    badge("of-a-module", count(6, TMA), 1, more=_per("data.module")),
    badge("of-a-weight", count(6, FRESH), bronze=6, silver=9, more=_per("data.weight")),
    badge("carried-or-not", count(3, is_("result.score.raw", 90, "gte")), more=_per("data.banked")),
)
