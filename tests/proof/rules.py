"""The badges and scoring rules of the proof as Laurel is given them; expected.sql says the same in SQL."""

from typing import Any

SUBMITTED = "assessment.submitted"
ZONE = "Pacific/Auckland"
"""The organization's: 12:00 UTC is the next day there, so that a zone that is not heeded shows."""


def _of(*where: dict[str, Any]) -> dict[str, Any]:
    return {"types": [SUBMITTED], **({"where": list(where)} if where else {})}


def _is(path: str, value: Any, op: str = "eq") -> dict[str, Any]:
    return {"path": path, "op": op, "value": value}


def _count(least: int, *where: dict[str, Any], **window: Any) -> dict[str, Any]:
    return {"count": {"of": _of(*where), "at_least": least, **({"window": window} if window else {})}}


def _badge(id_: str, points: int, criteria: dict[str, Any], **tiers: int) -> dict[str, Any]:
    return {"id": id_, "points": points, "criteria": criteria, "tiers": list(tiers.items())}


FRESH = _is("data.banked", False)
COURSEWORK = _is("data.kind", ["TMA", "CMA"], "in")
AUTUMN = ["2013-10-01T12:00:00Z", "2013-12-10T12:00:00Z"]
EXPLORER = {"distinct": {"of": _of(), "path": "data.module", "at_least": 1}}
BADGES = (
    _badge("steady", 10, _count(3, FRESH), bronze=3, silver=8, gold=14),
    _badge("explorer", 15, EXPLORER, bronze=1, silver=2, gold=3),
    _badge(
        "distinction", 20, _count(1, COURSEWORK, _is("result.score.raw", 85, "gte")), bronze=1, silver=5, gold=10
    ),
    _badge(
        "credit", 25, {"sum": {"of": _of(FRESH), "path": "data.weight", "at_least": 50}},
        bronze=50, silver=100, gold=200,
    ),
    _badge("busy-month", 5, _count(5, calendar="month")),
    _badge("sprint", 6, _count(4, rolling="P14D")),
    _badge("autumn", 7, _count(4, between=AUTUMN)),
    _badge("seasons", 8, {"streak": {"of": _of(), "period": "month", "length": 3}}, bronze=3, silver=5),
    _badge("caledonian", 9, _count(5, _is("person.unit", "u-oulad-scotland"))),
    _badge(
        "all-rounder", 30,
        {"all": [
            _count(4, _is("data.kind", "TMA")),
            {"any": [_count(3, _is("data.kind", "CMA")), _count(1, _is("data.kind", "Exam"))]},
        ]},
    ),
    _badge(
        "scholar", 50,
        {"all": [{"badge": {"id": "steady", "tier": "silver"}}, {"badge": {"id": "distinction", "tier": "silver"}}]},
    ),
    _badge("collector", 11, {"badge": {"id": "*", "at_least": 5}}, bronze=5, silver=12),
)  # fmt: skip
"""Published in this order: what asks for other badges comes after them."""

SCORING: tuple[dict[str, Any], ...] = (
    {"id": "tma", "match": _of(_is("data.kind", "TMA")), "points": 3},
    {"id": "cma", "match": _of(_is("data.kind", "CMA")), "points": 2},
    {"id": "exam", "match": _of(_is("data.kind", "Exam")), "points": 10},
    {
        "id": "ninety",
        "match": {**_of(_is("result.score.raw", 90, "gte")), "cap": {"n": 2, "per": "month"}},
        "points": 5,
    },
    {"id": "gold", "match": {"types": ["laurel.badge.awarded"], "where": [_is("data.tier", "gold")]}, "points": 15},
)
