"""The definitions of badges: which versions are in force is read in every transaction, what an immutable version says
is read and compiled once a process."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache, reduce
from operator import or_

from pymongo.database import Database

from services.badges.domain.editions import Book, Edition, Step, Version, metal_of, ranks
from services.badges.domain.policy import GrantPolicy
from shared.criteria import Rule, Types, parse_rule, star_dependents
from shared.store import Row

CATALOGUE = "catalogue:badges"
"""Taken by every command: they follow one another, so that two of them together close no circle of badges."""
Number = tuple[str, int]
SAID = ("name", "description", "points", "published_at", "expiry", "edits", "revokes")
"""What is kept of a version as it is."""
_versions: dict[tuple[str, str, int], Version] = {}


def version_row(version: Version) -> Row:
    """A version as it is stored."""
    row = {"_id": version_id(version.badge, version.number), "badge": version.badge, "number": version.number}
    row |= {"recipient": version.rule.recipient}
    tiers = [{"id": step.id, "name": step.name} for step in version.steps]
    row |= {"rule": rule_text(version.rule), "tiers": tiers, "noun": version.noun, "design": dict(version.design)}
    return row | {name: getattr(version, name) for name in SAID} | {"grant_policy": asdict(version.grant_policy)}


def version_id(badge: str, number: int) -> str:
    """The key of a version."""
    return f"{badge}|{number}"


def rule_text(rule: Rule) -> str:
    """A rule as JSON text: its values may be of any size and its keys of any kind, which BSON would refuse."""
    return rule.model_dump_json(by_alias=True, exclude_unset=True)


def version(row: Row) -> Version:
    """A stored version."""
    rule = parse_rule(json.loads(row["rule"]))
    thresholds = {tier.id: tier.at_least for tier in rule.tiers or ()}
    steps = tuple(
        Step(tier["id"], tier["name"], thresholds[tier["id"]], metal_of(tier["id"], position))
        for position, tier in enumerate(row["tiers"])
    )
    said = {name: row[name] for name in (*SAID, "noun", "design")}
    policy = GrantPolicy(**row["grant_policy"])
    return Version(badge=row["badge"], number=row["number"], rule=rule, steps=steps, grant_policy=policy, **said)


def versions(db: Database[Row], wanted: Iterable[Number]) -> dict[Number, Version]:
    """These versions, published ones from memory; unknown ones are left out."""
    wanted = set(wanted)
    found = {key: known for key in wanted if (known := _versions.get((db.name, *key)))}
    if missing := wanted - set(found):
        for row in db.versions.find({"_id": {"$in": [version_id(*key) for key in missing]}}):
            read = version(row)
            found[read.badge, read.number] = read
            if read.published_at is not None:  # from here on it never changes
                _versions[db.name, read.badge, read.number] = read
    return found


def book(db: Database[Row]) -> Book:
    """The editions in force in this transaction's snapshot (outside of one: now)."""
    rows = db.badges.find({"version": {"$ne": None}}, {"version": 1, "state": 1})
    return _book(db, tuple(sorted((row["_id"], row["version"], row["state"] == "live") for row in rows)))


def superseded(db: Database[Row], book_: Book, wanted: Iterable[Number]) -> dict[Number, Edition]:
    """The editions, no longer in force, under which awards were granted."""
    live = {(badge, edition.version.number) for badge, edition in book_.live.items()}
    found = versions(db, set(wanted) - live)
    return {key: _edition(one, book_.starred_out, False, _depth(one, book_)) for key, one in found.items()}


@lru_cache(maxsize=8)
def looked_at_by_units(db: Database[Row], _book: Book) -> tuple[Types, frozenset[str]] | None:
    """The types of facts that badges of units look at, and their other inputs (points, awards, …); of all versions that
    were ever live while this book is in force, for they judge those who hold them. None where there are none."""
    found = db.versions.find({"recipient": "unit", "published_at": {"$ne": None}}, {"badge": 1, "number": 1})
    compiled = [
        _edition(one, frozenset(), False, 0).compiled
        for one in versions(db, [(row["badge"], row["number"]) for row in found]).values()
    ]
    if not compiled:
        return None
    return reduce(or_, (one.types for one in compiled)), frozenset().union(*(one.reads for one in compiled))


@lru_cache(maxsize=8)
def _book(db: Database[Row], rows: tuple[tuple[str, int, bool], ...]) -> Book:
    known = versions(db, [(badge, number) for badge, number, _ in rows])
    starred_out = star_dependents({badge: one.rule.criteria for (badge, _), one in known.items()})
    depth = ranks({badge: one.asks for (badge, _), one in known.items()}, starred_out)
    live = [known[badge, number] for badge, number, is_live in rows if is_live]
    return Book([_edition(one, starred_out, True, depth[one.badge]) for one in live], starred_out)


@lru_cache(maxsize=50_000)
def _edition(version_: Version, starred_out: frozenset[str], live: bool, rank: int) -> Edition:
    return Edition(version_, starred_out, live=live, rank=rank)


def _depth(version_: Version, book_: Book) -> int:
    asked = [book_.live[badge].rank for badge in version_.asks if badge in book_.live]
    return 1 + max(asked, default=-1)
