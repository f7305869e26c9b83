"""Words in which the badges of the proof are said."""

from typing import Any

SUBMITTED = "assessment.submitted"
ZONE = "Pacific/Auckland"
"""The organization's: 12:00 UTC is the next day there, so that a zone that is not heeded shows."""
Json = dict[str, Any]


def is_(path: str, value: Any, op: str = "eq") -> Json:
    """A condition: what the path ends at, compared with a value."""
    return {"path": path, "op": op, "value": value}


def of(*where: Json, **more: Any) -> Json:
    """A match: submissions that fulfil all of these; ``more``: role, credit_key, cap."""
    return {"types": [SUBMITTED], **({"where": list(where)} if where else {}), **more}


def in_(**window: Any) -> Json:
    """A window, as a node takes it: `in_(calendar="month")`."""
    return {"window": window}


def counting(least: int, match: Json, **window: Any) -> Json:
    """A count of what matches."""
    return {"count": {"of": match, "at_least": least, **(in_(**window) if window else {})}}


def count(least: int, *where: Json, **window: Any) -> Json:
    """A count of the submissions that fulfil all of these."""
    return counting(least, of(*where), **window)


def sum_(path: str, least: float, match: Json, **window: Any) -> Json:
    """A sum over what matches."""
    return {"sum": {"of": match, "path": path, "at_least": least, **(in_(**window) if window else {})}}


def distinct(path: str, least: int, match: Json, **window: Any) -> Json:
    """A number of different values."""
    return {"distinct": {"of": match, "path": path, "at_least": least, **(in_(**window) if window else {})}}


def held(badge: str, least: int = 1, tier: str | None = None, **window: Any) -> Json:
    """A number of awards of a badge."""
    said: Json = {"id": badge, "at_least": least, **({"tier": tier} if tier else {})}
    return {"badge": {**said, **(in_(**window) if window else {})}}


def badge(id_: str, criteria: Json, points: int = 0, /, *, more: Json | None = None, **tiers: int) -> Json:
    """A badge as it is saved; ``more``: repeat, start_from, expiry."""
    return {"id": id_, "points": points, "criteria": criteria, "tiers": list(tiers.items()), **(more or {})}


FRESH = is_("data.banked", False)
TMA, CMA, EXAM = is_("data.kind", "TMA"), is_("data.kind", "CMA"), is_("data.kind", "Exam")
AUTUMN = ["2013-10-01T12:00:00Z", "2013-12-10T12:00:00Z"]
