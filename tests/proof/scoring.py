"""What scores in the proof; ground.sql and boards.sql say it in SQL."""

from tests.proof.saying import CMA, EXAM, TMA, Json, is_, of

SCORING: tuple[Json, ...] = (
    {"id": "tma", "match": of(TMA), "points": 3},
    {"id": "cma", "match": of(CMA), "points": 2},
    {"id": "exam", "match": of(EXAM), "points": 10},
    {"id": "ninety", "match": of(is_("result.score.raw", 90, "gte"), cap={"n": 2, "per": "month"}), "points": 5},
    {"id": "gold", "match": {"types": ["laurel.badge.awarded"], "where": [is_("data.tier", "gold")]}, "points": 15},
)
