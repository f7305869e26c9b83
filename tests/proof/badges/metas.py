"""Badges of badges; metas.sql says them in SQL."""

from typing import Any

from tests.proof.saying import AUTUMN, Json, badge, held, is_


def _awarded(least: int, *where: Json, **more: Any) -> Json:
    match = {"types": ["laurel.badge.awarded"], **({"where": list(where)} if where else {}), **more}
    return {"count": {"of": match, "at_least": least}}


CORE = is_("object.id", ["steady", "explorer", "distinction", "credit", "seasons"], "in")
NAMED = (
    badge("scholar", {"all": [held("steady", tier="silver"), held("distinction", tier="silver")]}, 50),
    badge("steady-climb", held("steady", 2, rolling="P120D")),
    badge("renewed-thrice", held("renewed", 2), bronze=2, silver=3),
    badge("of-scholars", {"any": [held("scholar"), held("of-a-module", 2)]}),
)
ANY = (
    badge("collector", held("*", 5), bronze=5, silver=25),
    badge("collector-of-autumn", held("*", 8, between=AUTUMN)),
    badge("core", _awarded(9, CORE, is_("data.tier", True, "exists"), credit_key=[]), 1),
    badge("core-each", _awarded(5, CORE)),
    badge("core-twice", _awarded(8, CORE, credit_key=[], cap={"n": 2, "per": "object"})),
    badge("golden", _awarded(1, is_("data.tier", "gold"))),
)
"""What asks for any badge comes last: it sees all of the others, and none that asks for any. It gives no points, as all
that a late fact can take away again (by a `not` or a strict sequence): whoever had it keeps it, with its points, by
courtesy, which no table says."""
BADGES = (*NAMED, *ANY)
