"""What the API answers, as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pymongo.database import Database

from services.badges import catalog
from services.badges.domain.awards import UNIT, Award
from services.badges.domain.editions import Step, Version
from services.badges.domain.progress import Standing
from shared.criteria import rule_in_words
from shared.events.envelope import is_person
from shared.store import Row

Json = dict[str, Any]
BY_HAND = {"en": "Given by hand", "de": "Wird von Hand verliehen"}


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, with no more digits than it needs."""
    if moment is None:
        return None
    digits = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=digits).replace("+00:00", "Z")


def tier(step: Step | None) -> Json | None:
    """A tier."""
    return None if step is None else {"id": step.id, "name": step.name, "at_least": step.at_least, "metal": step.metal}


def badge(row: Row, version: Version, *, locale: str, admin: bool) -> Json:
    """One version of a badge; whether a draft stands beside it is for administrators."""
    start = version.rule.start_from
    state = row["state"] if version.number == row["version"] else "retired"
    return {
        "id": version.badge,
        "version": version.number,
        "state": "draft" if version.published_at is None else state,
        "name": version.name,
        "description": version.description,
        "rule": in_words(version, locale),
        **_rule(version),
        "tiers": [tier(step) for step in version.steps],
        "points": version.points,
        "by_hand": version.by_hand,
        "expiry": version.expiry,
        "revokes": version.revokes,
        "edits": version.edits,
        "grant_policy": asdict(version.grant_policy),
        "noun": version.noun,
        "start_from": instant(start),
        "design": dict(version.design),
        "image": f"/badges/{version.badge}/{version.number}.svg",
        "published_at": instant(version.published_at),
        "draft": row["draft"] if admin else None,
    }


def _rule(version: Version) -> Json:
    said = version.rule.to_json()
    return {"criteria": said["criteria"], "recipient": version.rule.recipient, "repeat": said.get("repeat", "once")}


def given_in_words(locale: str) -> str:
    """What stands for the rule of a badge that nothing earns."""
    return BY_HAND["de" if locale.lower().startswith("de") else "en"]


@lru_cache(maxsize=10_000)
def in_words(version: Version, locale: str) -> str:
    """The rule in plain words."""
    if version.by_hand:
        return given_in_words(locale)
    return rule_in_words(version.rule, version.noun, locale)


def awards(db: Database[Row], found: Iterable[Award]) -> dict[str, Json]:
    """Awards by id; tiers are those of the version under which each was granted."""
    found = list(found)
    versions = catalog.versions(db, {(award.badge, award.version) for award in found})
    return {award.id: _award(award, versions) for award in found}


def mine(db: Database[Row], standings: Mapping[str, Standing], ended: Mapping[str, Sequence[Award]]) -> dict[str, Json]:
    """Standings by badge, with what the person held of each (``ended``, more badges than these may be in it)."""
    gone = {name: ended.get(name, ()) for name in standings}
    shown = awards(db, [award for name, one in standings.items() for award in (*one.awards, *gone[name])])
    return {name: _mine(one, gone[name], shown) for name, one in standings.items()}


def holder(name: str) -> Json:
    """Who holds something: a person, or a unit."""
    if is_person(name):
        return {"person": name, "unit": None}
    return {"person": None, "unit": name.removeprefix(UNIT)}


def _award(award: Award, versions: Mapping[tuple[str, int], Version]) -> Json:
    scope = award.scope
    return {
        "id": award.id,
        "badge": award.badge,
        "tier": tier(versions[award.badge, award.version].step(award.tier)),
        **holder(award.person),
        "state": award.state,
        "scope": scope if isinstance(scope, str) or scope is None else str(scope),
        "earned_at": instant(award.earned_at),
        "granted_at": instant(award.granted_at),
        "version": award.version,
        "points": award.points,
        "evidence_count": len(award.evidence),
        "by_hand": award.grantor is not None,
        "flagged": award.flagged,
        "expires_at": instant(award.expires_at),
        "ended_at": instant(award.ended_at),
        "reason": award.reason,
    }


def _mine(one: Standing, ended: Sequence[Award], shown: Mapping[str, Json]) -> Json:
    return {
        "status": one.status,
        "awards": [shown[award.id] for award in one.awards],
        "ended": [shown[award.id] for award in ended],
        "have": one.have,
        "need": one.need,
        "next_tier": tier(one.next_step),
    }
