"""What a credential has to say, gathered from the award as it is stored."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson
from pymongo.database import Database

from services.badges import catalog, views
from services.badges.credentials.building import Achievement, Content, Piece, Recipient
from services.badges.domain.editions import Version
from shared.store import Row

PIECES = 10
"""How many pieces of evidence are told, the newest; how many there are in all is told besides."""


def content(db: Database[Row], row: Row, award: Row, locale: str) -> Content:
    """The content of a published credential, its words in this language."""
    recipient = Recipient(row["subject"], row["name"], row["salt"], row.get("identity"))
    return Content(
        id=row["_id"],
        achievement=achievement_of(db, award, locale),
        recipient=recipient,
        earned_at=award["earned_at"],
        granted_at=award["granted_at"],
        expires_at=award.get("expires_at"),
        evidence=tuple(pieces(db, award)) if row["evidence"] else (),
        place=(row["status_list"], row["status_index"]),
    )


def achievement_of(db: Database[Row], award: Row, locale: str) -> Achievement:
    """What was achieved, by the version under which it was granted."""
    key = award["badge"], award["version"]
    return achievement(catalog.versions(db, [key])[key], award["tier"], locale)


def achievement(version: Version, tier: str | None, locale: str) -> Achievement:
    """One tier of a version."""
    step = version.step(tier)
    name = f"{version.name}, {step.name}" if step else version.name
    words = views.in_words(version, locale)
    return Achievement(version.badge, version.number, tier, name, version.description, words)


def pieces(db: Database[Row], award: Row) -> list[Piece]:
    """The newest things that an award rests on, by the names that their sources gave; ids and addresses stay inside."""
    ids = award["evidence"]
    facts = {"employee": award["person"], "completion": {"$in": ids}, "retracted_at": None}
    found = [
        Piece(_name(row), row["at"])
        for row in db.facts.find(facts, {"type": 1, "at": 1, "body": 1}).sort("at", -1).limit(3 * PIECES)
    ]
    found += _badges(db, db.awards.find({"_id": {"$in": ids}, "person": award["person"]}).limit(PIECES))
    return sorted(dict.fromkeys(found), key=lambda piece: piece.at, reverse=True)[:PIECES]


def span(db: Database[Row], award: Row) -> tuple[datetime | None, datetime | None]:
    """When the first and the last of the facts happened that an award rests on."""
    facts = {"employee": award["person"], "completion": {"$in": award["evidence"]}, "retracted_at": None}
    ends = (db.facts.find_one(facts, {"at": 1}, sort=[("at", order)]) for order in (1, -1))
    first, last = (row["at"] if row else None for row in ends)
    return first, last


def _name(row: Row) -> str:
    happened: Any = orjson.loads(row["body"]).get("object") or {}
    name = happened.get("name") if isinstance(happened, dict) else None
    plain = row["type"].removeprefix("laurel.").replace(".", " ").replace("_", " ").replace("-", " ")
    return (name if isinstance(name, str) and name.strip() else plain.capitalize())[:200]


def _badges(db: Database[Row], awards: Iterable[Row]) -> list[Piece]:
    found = list(awards)
    versions = catalog.versions(db, {(row["badge"], row["version"]) for row in found})
    return [Piece(versions[row["badge"], row["version"]].name, row["earned_at"]) for row in found]
