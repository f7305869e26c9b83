"""Batched reads: badges, standings and awards, as far as the viewer may see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pymongo.database import Database

from services.badges import catalog, rows, views
from services.badges.domain.editions import Version
from services.badges.granting import total_of
from services.badges.requests import ReadAwardsOf, ReadBadges
from services.badges.standings import shelf_of
from shared import clock
from shared.auth import Principal
from shared.store import Row

Json = dict[str, Any]
FEWEST_SHOWN = 5
"""Fewer holders than these are not counted in public."""


def visible(
    db: Database[Row], viewer: Principal, badges: Iterable[str], asked: Mapping[str, int] | None = None
) -> dict[str, tuple[Row, Version]]:
    """Of these badges those that the viewer may see, each with the version asked for, by default the one in force.

    What was never published is for administrators."""
    found = {row["_id"]: row for row in db.badges.find({"_id": {"$in": list(badges)}})}
    asked = asked or {}
    numbers = {badge: asked.get(badge) or row["version"] or row["draft"] for badge, row in found.items()}
    versions = catalog.versions(db, numbers.items())
    return {
        badge: (found[badge], version)
        for (badge, _), version in versions.items()
        if viewer.admin or version.published_at is not None
    }


def hidden_from(db: Database[Row], viewer: Principal) -> list[str]:
    """Whose awards the viewer does not get to see, because they chose not to appear: nobody's for administrators, who
    look after awards, and never one's own."""
    if viewer.admin:
        return []
    return [row["_id"] for row in db.people.find({"hidden": True, "_id": {"$ne": viewer.employee}}, {"_id": 1})]


def badges(db: Database[Row], viewer: Principal, said: ReadBadges) -> dict[str, Json]:
    """Badges by id."""
    found = visible(db, viewer, said.ids, said.versions)
    return {
        badge: views.badge(row, version, locale=said.locale, admin=viewer.admin)
        for badge, (row, version) in found.items()
    }


def mine(db: Database[Row], viewer: Principal, ids: list[str]) -> dict[str, Json]:
    """Where the viewer stands with these badges."""
    shelf = shelf_of(db, viewer.employee)
    found = visible(db, viewer, ids)
    return views.mine(db, {badge: shelf.of(version) for badge, (_, version) in found.items()}, shelf.ended)


def counts(db: Database[Row], viewer: Principal) -> Json:
    """How many badges of each status the viewer has; since when, and the latest award."""
    shelf = shelf_of(db, viewer.employee)
    statuses = [one.status for one in shelf.standings.values()]
    held = shelf.awards()
    latest = views.awards(db, held[:1])
    told = {name: statuses.count(name) for name in ("earned", "in_progress", "available", "locked")}
    first = views.instant(held[-1].earned_at) if held else None
    return told | {"since": first, "latest": next(iter(latest.values()), None)}


def next_steps(db: Database[Row], viewer: Principal, first: int) -> list[Json]:
    """The viewer's nearest badges, smallest missing share first; what is done or locked is no step."""
    open_ones = [
        one for one in shelf_of(db, viewer.employee).standings.values() if one.missing > 0 and one.edition.live
    ]
    steps = sorted(
        (one for one in open_ones if one.status != "locked"), key=lambda one: (one.missing, one.edition.badge)
    )
    return [
        {
            "badge": one.edition.badge,
            "have": one.have,
            "need": one.need,
            "noun": one.edition.version.noun,
            "tier": views.tier(one.next_step),
            "missing_share": round(one.missing, 6),
        }
        for one in steps[:first]
    ]


def awards(db: Database[Row], viewer: Principal, ids: list[str]) -> dict[str, Json]:
    """Awards by id. Of others' not those of people who hide, nor what was revoked, which with its reason is between the
    holder and administrators; one that has expired was truly held, and the feed tells of it."""
    of: Row = {"_id": {"$in": ids}}
    if not viewer.admin:
        others = {"person": {"$nin": hidden_from(db, viewer)}, "state": {"$ne": "revoked"}}
        of |= {"$or": [{"person": viewer.employee}, others]}
    return known_awards(db, of)


def known_awards(db: Database[Row], of: Row) -> dict[str, Json]:
    """The awards that this query finds, by id, for who was found to be allowed to see them."""
    return views.awards(db, rows.whole_awards(db, db.awards.find(of)))


def awards_of(db: Database[Row], viewer: Principal, said: ReadAwardsOf) -> dict[str, list[Json]]:
    """The newest standing awards of each of these people, as far as they chose to appear."""
    people = set(said.people) - set(hidden_from(db, viewer))
    stages: list[Row] = [
        {"$match": {"person": {"$in": sorted(people)}, "state": "active"}},
        {"$sort": {"person": 1, "earned_at": -1, "_id": 1}},
        {"$group": {"_id": "$person", "awards": {"$firstN": {"n": said.first, "input": "$$ROOT"}}}},
    ]
    groups = {row["_id"]: row["awards"] for row in db.awards.aggregate(stages)}
    shown = views.awards(db, rows.whole_awards(db, [row for found in groups.values() for row in found]))
    return {person: [shown[row["_id"]] for row in found] for person, found in groups.items()}


def holder_counts(db: Database[Row], viewer: Principal, ids: list[str]) -> dict[str, Json]:
    """How many people (or units) there are, and how many of them hold each badge and tier; nothing below five people
    (units are no secret)."""
    found = visible(db, viewer, ids)
    names = {"people", "units"}
    for badge, (_, version) in found.items():
        names |= {total_of(badge), *(total_of(badge, step.id) for step in version.steps)}
    totals: defaultdict[str, int] = defaultdict(int)
    for row in db.totals.find({"what": {"$in": list(names)}, "period": "all"}):
        totals[row["what"]] += row["n"]
    now = views.instant(clock.now())
    return {
        badge: {
            "people": totals["units" if version.rule.recipient == "unit" else "people"],
            "total": _public(totals[total_of(badge)], version),
            "by_tier": [
                {"tier": views.tier(step), "total": _public(totals[total_of(badge, step.id)], version)}
                for step in version.steps
            ],
            "as_of": now,
        }
        for badge, (_, version) in found.items()
    }


def _public(number: int, version: Version) -> int | None:
    return number if number >= FEWEST_SHOWN or version.rule.recipient == "unit" else None
