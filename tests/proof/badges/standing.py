"""Who one is and since when, what did not happen, and windows that begin somewhere; standing.sql says them in SQL."""

from typing import Any

from tests.proof.saying import AUTUMN, CMA, EXAM, TMA, Json, badge, count, held, is_, of, sum_


def _attribute(path: str, value: Any, op: str = "eq") -> Json:
    return {"attribute": is_(path, value, op)}


def _tenure(lasting: str) -> Json:
    return {"tenure": {"at_least": lasting}}


def _all(*nodes: Json) -> Json:
    return {"all": list(nodes)}


def _marked(least: int, *where: Json) -> Json:
    node = count(least, *where)
    return {"count": {**node["count"], "tiered": True}}


IRISH = _attribute("unit", "u-oulad-ireland")
AGED = _attribute("attributes.age", "55<=")
FIRST_YEAR = ["2013-02-01T12:00:00Z", "2013-10-01T12:00:00Z"]
WEEKEND, MIDWEEK = is_("local.weekday", [6, 7], "in"), is_("local.weekday", [1, 2, 3], "in")
STANDING = (
    badge("aged", AGED),
    badge("irish", _attribute("unit", ["u-oulad-ireland", "u-nowhere"], "in")),
    badge(
        "english-irish",
        _all(IRISH, _attribute("locale", "en-I", "prefix"), _attribute("roles", "employee")),
    ),
    badge("everyone", _all(_attribute("unit", "u-oulad"), _attribute("attributes.gender", True, "exists"), count(20))),
    badge("a-year", _all(_tenure("P1Y"), count(18))),
    badge("a-month", _all(IRISH, _tenure("P1M"))),
    badge("ninety-days", _all({"any": [AGED, IRISH]}, _tenure("P90D"))),
    badge("two-of-three", {"at_least": {"k": 2, "of": [count(5, TMA), count(5, CMA), count(1, EXAM)]}}),
    badge("quiet-autumn", _all(count(12), {"not": count(1, between=AUTUMN)})),
    badge(
        "quiet-year",
        _all(
            count(12),
            {"not": {"any": [count(1, CMA, between=AUTUMN), count(2, TMA, between=FIRST_YEAR)]}},
        ),
    ),
    badge(
        "marked", _all(_marked(4, TMA), {"any": [_attribute("attributes.gender", "F"), count(2, EXAM)]}),
        bronze=4, silver=8,
    ),
)  # fmt: skip
WINDOWS = (
    badge("since-joining", count(14, since="joined")),
    badge("renewed", count(8, since="award"), 1, more={"expiry": "P60D"}),
    badge("renewed-once", count(12, since="award")),
    badge("renewed-sum", sum_("data.weight", 150, of(), since="award"), more={"expiry": "P100Y"}),
    badge(
        "renewed-each", count(8, since="award"), more={"expiry": "P1Y", "repeat": {"per": "data.module"}}
    ),
    badge("after-weekend", count(3, MIDWEEK, after=count(2, WEEKEND))),
    badge("after-steady", count(12, after=held("steady"))),
    badge("after-months", count(10, after=_tenure("P180D"))),
    badge("after-points", count(10, after={"points": {"at_least": 15}})),
    badge("after-autumn", count(12, after={"not": count(3, between=AUTUMN)})),
)  # fmt: skip
BADGES = (*STANDING, *WINDOWS)
