"""Dry runs and backfills as JSON."""

from typing import Any

from pymongo.database import Database

from services.badges import catalog, views
from services.badges.domain.editions import Version
from services.badges.lifecycle.proof import fingerprint
from shared.store import Row

Json = dict[str, Any]
NOTHING: Json = {
    "people": 0,
    "recipients": 0,
    "by_unit": [],
    "by_tier": [],
    "near_misses": [],
    "samples": [],
    "difference": {"gained": 0, "lost": 0, "moved": 0, "kept": 0},
}


def dry_run(db: Database[Row], row: Row, locale: str) -> Json:
    """One dry run; where nothing was found yet, zeros."""
    key = (row["badge"], row["version"])
    version = catalog.versions(db, [key])[key]
    said = {
        name: row[name] for name in ("badge", "version", "state", "backfill", "edits", "scanned", "total", "problem")
    }
    said |= {name: views.instant(row[name]) for name in ("start", "started_at", "ended_at")}
    said |= {"id": row["_id"], "current": row["fingerprint"] == fingerprint(version)}
    return said | (_found(row["found"], version, locale) if row["found"] else NOTHING)


def _found(found: Row, version: Version, locale: str) -> Json:
    language = "de" if locale.lower().startswith("de") else "en"
    return {
        **{name: found[name] for name in ("people", "recipients", "by_unit", "difference")},
        "by_tier": [one | {"tier": tier} for one in found["by_tier"] if (tier := _tier(version, one["tier"]))],
        "near_misses": [
            one | views.holder(one["person"]) | {"next_step": one["next_step"][language]}
            for one in found["near_misses"]
        ],
        "samples": [
            one
            | views.holder(one["person"])
            | {"tier": _tier(version, one["tier"]), "earned_at": views.instant(one["earned_at"])}
            for one in found["samples"]
        ],
    }


def _tier(version: Version, name: str | None) -> Json | None:
    return views.tier(version.step(name)) if name else None
