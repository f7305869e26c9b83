"""Commands of administrators: drafts are saved, versions go live and never change again, badges are retired.

Each runs in one transaction with its events; a refusal leaves nothing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.badges import catalog
from services.badges.domain.editions import ANY, BY_HAND, Step, Version, metal_of
from services.badges.domain.policy import GrantPolicy
from services.badges.images.designing import check_picture
from services.badges.lifecycle.proof import is_proven
from services.badges.requests import Choices, PublishBadge, RetireBadge, SaveBadge
from shared.criteria import Refused, Rule, cycle_through, parse_rule
from shared.delivery.transaction import Transaction
from shared.events import badges
from shared.events.envelope import Event, event_id
from shared.http import Problem
from shared.store import Row


def rule_of(said: SaveBadge) -> Rule:
    """The rule that a draft says; refused with the path of every fault."""
    _check_unit(said)
    rule: dict[str, Any] = {"criteria": _criteria(said), "recipient": said.recipient}
    if said.repeat is not None:
        rule["repeat"] = said.repeat
    if said.tiers:
        rule["tiers"] = [{"id": tier.id, "at_least": _whole(tier.at_least)} for tier in said.tiers]
    if said.start_from:
        rule["start_from"] = said.start_from.isoformat()
    try:
        return parse_rule(rule)
    except Refused as refused:
        faults = [(problem.path, problem.message) for problem in refused.problems]
        raise Problem(422, "the rule can't be accepted", faults) from refused


def _criteria(said: SaveBadge) -> dict[str, Any]:
    if said.criteria is not None:
        return said.criteria
    if said.grant_policy is None or said.grant_policy.who == "nobody":
        fault = ("criteria", "is missing: say what earns it, or in `grant_policy.who` who may give it by hand")
        raise Problem(422, "nobody could ever have this badge", [fault])
    return BY_HAND


def _check_unit(said: SaveBadge) -> None:
    """What goes to people only."""
    if said.recipient == "unit" and said.points:
        raise Problem(422, "a unit has no points", [("points", "must be 0: points go to people, this goes to a unit")])
    if said.recipient == "unit" and said.grant_policy and said.grant_policy.who != "nobody":
        fault = ("grant_policy.who", "must be `nobody`: a unit's badge is earned, not given")
        raise Problem(422, "badges of units are not given by hand", [fault])


def save(tx: Transaction, said: SaveBadge, rule: Rule) -> Row:
    """Write the draft: the badge's first version, the next one beside what is live, or the present draft anew."""
    tx.touch(catalog.CATALOGUE)
    check_picture(tx.db, said.design)
    row = tx.db.badges.find_one({"_id": said.id}) or {"state": "draft", "version": None, "draft": None, "latest": 0}
    number = row["draft"] or row["latest"] + 1
    tx.db.versions.replace_one(
        {"_id": catalog.version_id(said.id, number)}, catalog.version_row(_version(said, rule, number)), upsert=True
    )
    changed = {**row, "draft": number, "latest": number}
    changed.pop("_id", None)
    tx.db.badges.replace_one({"_id": said.id}, changed, upsert=True)
    return {"id": said.id, "version": number}


def publish(tx: Transaction, said: PublishBadge) -> Row:
    """Put the draft in force on every lane. The version that is live already stays as it is."""
    tx.touch(catalog.CATALOGUE)
    row = _badge(tx.db, said.id)
    if row["state"] == "live" and row["version"] == said.version:
        return {"id": said.id, "version": said.version}
    if row["draft"] != said.version:
        there = f"version {row['draft']} is" if row["draft"] else "there is none: save one first"
        raise Problem(
            409, f"version {said.version} is not the draft of {said.id}", [("version", f"the draft: {there}")]
        )
    draft = _draft(tx.db, said)
    _check(tx.db, draft)
    if not is_proven(tx.db, draft):
        fault = ("version", "start a dry run of it as it is now, and let it end")
        raise Problem(409, f"version {said.version} of {said.id} was not tried yet", [fault])
    going_live = catalog.version_row(as_published(draft, said, tx.now))
    tx.db.versions.replace_one({"_id": going_live["_id"]}, going_live)
    tx.db.badges.update_one({"_id": said.id}, {"$set": {"state": "live", "version": said.version, "draft": None}})
    published = badges.Published(badge=said.id, version=said.version)
    _tell(tx, badges.PUBLISHED, "published", published)
    return {"id": said.id, "version": said.version}


def as_published(draft: Version, choices: Choices, now: datetime) -> Version:
    """The version as it goes live now with these choices."""
    starts = {"now": now, "from": choices.start, "all": draft.rule.start_from}
    rule = draft.rule.model_copy(update={"start_from": starts[choices.backfill]})
    return replace(draft, rule=rule, published_at=now, edits=choices.edits)


def retire(tx: Transaction, said: RetireBadge) -> Row:
    """Take the badge out of force; awards stay."""
    tx.touch(catalog.CATALOGUE)
    row = _badge(tx.db, said.id)
    if row["version"] is None:
        raise Problem(409, f"{said.id} was never live", [("id", "only a badge that is live can be retired")])
    if row["state"] == "live":
        tx.db.badges.update_one({"_id": said.id}, {"$set": {"state": "retired"}})
        _tell(tx, badges.RETIRED, "retired", badges.Retired(badge=said.id, version=row["version"]))
    return {"id": said.id, "version": row["version"]}


def _version(said: SaveBadge, rule: Rule, number: int) -> Version:
    steps = [
        Step(tier.id, tier.name, tier.at_least, metal_of(tier.id, position))
        for position, tier in enumerate(said.tiers or ())
    ]
    return Version(
        badge=said.id,
        number=number,
        name=said.name,
        description=said.description,
        rule=rule,
        steps=tuple(steps),
        points=said.points,
        noun=said.noun.model_dump() if said.noun else None,
        design=said.design.model_dump(),
        expiry=said.expiry,
        revokes=said.revokes,
        grant_policy=GrantPolicy(**said.grant_policy.model_dump()) if said.grant_policy else GrantPolicy(),
    )


def _badge(db: Database[Row], badge: str) -> Row:
    row = db.badges.find_one({"_id": badge})
    if row is None:
        raise Problem(404, f"there is no badge {badge}", [("id", "unknown")])
    return row


def _draft(db: Database[Row], said: PublishBadge) -> Version:
    key = (said.id, said.version)
    return catalog.versions(db, [key])[key]


def _check(db: Database[Row], draft: Version) -> None:
    """Refuse what can't be judged, or would never come to rest."""
    rows = list(db.badges.find({"_id": {"$ne": draft.badge}}, {"version": 1}))
    if unknown := draft.asks - {row["_id"] for row in rows} - {ANY, draft.badge}:
        faults = [("criteria", f"asks for the badge {badge}, which does not exist") for badge in sorted(unknown)]
        raise Problem(422, "the criteria ask for badges that do not exist", faults)
    others = catalog.versions(db, [(row["_id"], row["version"]) for row in rows if row["version"]])
    criteria = {badge: version.rule.criteria for (badge, _), version in others.items()}
    if circle := cycle_through(draft.badge, {**criteria, draft.badge: draft.rule.criteria}):
        way = " → ".join(circle)
        raise Problem(422, f"the badges would ask for each other in a circle: {way}", [("criteria", f"circle: {way}")])


def _tell(tx: Transaction, type_: str, what: str, data: badges.Published | badges.Retired) -> None:
    name = event_id(f"badge/{data.badge}/{what}", revision=data.version)
    event = Event(name, type_, "badges", f"badge:{data.badge}", tx.now, data.model_dump(mode="json"))
    tx.emit(event, badges.TOPIC, every_lane=True)


def _whole(number: float) -> int | float:
    """Thresholds of whole numbers are written as such."""
    return int(number) if number.is_integer() else number
