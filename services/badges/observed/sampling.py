"""Drawing facts to look at, and awards and points likewise. All of them, as long as that takes no more than a second;
of very many, a random part."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import orjson
from pymongo.collection import Collection
from pymongo.database import Database

from services.badges import rows
from shared import clock
from shared.criteria import Fact, Types
from shared.events.facts import AWARDED
from shared.store import Row

MANY = 400_000
"""From so many on only a random part of them is looked at."""
PART = MANY // 20 - 1  # below a twentieth the store picks at random without reading all
DRAWN = 2_000
GLANCE = 200
STANDING: Row = {"retracted_at": None}
HELD: Row = {"state": "active"}
Stages = list[Row]


@dataclass(frozen=True)
class Drawn:
    """Facts of some types: those ``facts`` of about ``total``."""

    facts: tuple[Fact, ...]
    total: int
    is_sample: bool

    def scaled(self, n: int) -> int:
        """How many of all the facts ``n`` of those drawn stand for."""
        return round(n * self.total / len(self.facts)) if self.facts else 0


def minute() -> datetime:
    """The present minute: what is counted is kept for so long."""
    return clock.now().replace(second=0, microsecond=0)


def forget() -> None:
    """Count anew when asked next."""
    groups.cache_clear()
    pools.cache_clear()
    _draw.cache_clear()


def part(rows_: Collection[Row], which: Row) -> tuple[Stages, float]:
    """The first stages of a look at those rows that are ``which``, and how many each of those found stands for."""
    there = rows_.estimated_document_count()
    if there < MANY:
        return [{"$match": which}], 1.0
    return [{"$sample": {"size": PART}}, {"$match": which}], there / PART


@dataclass(frozen=True)
class Group:
    """A type of facts: how often it occurs, when last, and a few of its facts; an estimate where facts were sampled."""

    type: str
    count: int
    last: datetime
    some: tuple[Fact, ...]
    is_estimate: bool


def draw(db: Database[Row], types: Iterable[str]) -> Drawn:
    """Some facts of these types, at random, as of this minute."""
    return _draw(db, Types.of(types), minute())


@lru_cache(maxsize=8)
def _draw(db: Database[Row], types: Types, at: datetime) -> Drawn:
    first, _ = part(db.facts, STANDING)
    total = sum(group.count for group in groups(db, at) if types.touches(group.type))
    wanted = [*sorted(types.exact), *(re.compile(f"^{re.escape(prefix)}") for prefix in types.prefixes)]
    picked = [{"$sample": {"size": DRAWN}}] if total > DRAWN else []
    stages = [*first, {"$match": {"type": {"$in": wanted}}}, *picked, {"$project": {"body": 1}}]
    facts = [_fact(row["body"]) for row in db.facts.aggregate(stages, batchSize=DRAWN)]
    if AWARDED in types.exact:
        facts += _awards(db)
    return Drawn(tuple(facts), max(total, len(facts)), total > len(facts))


@lru_cache(maxsize=4)
def groups(db: Database[Row], _at: datetime) -> tuple[Group, ...]:
    """Every type with how often it occurs and a few of its facts, commonest first."""
    first, each = part(db.facts, STANDING)
    counted: Row = {"n": {"$sum": 1}, "last": {"$max": "$at"}, "some": {"$firstN": {"n": GLANCE, "input": "$body"}}}
    found = db.facts.aggregate([*first, {"$group": {"_id": "$type", **counted}}, {"$sort": {"n": -1, "_id": 1}}])
    stored = [
        Group(row["_id"], round(row["n"] * each), row["last"], tuple(map(_fact, row["some"])), each > 1)
        for row in found
    ]
    return (*stored, *_awarded(db))


@lru_cache(maxsize=4)
def pools(db: Database[Row], _at: datetime) -> tuple[tuple[str, int], ...]:
    """Every pool of points with how many entries it has, most first."""
    first, each = part(db.entries, {"pool": {"$nin": [None, ""]}})
    counted: Row = {"_id": "$pool", "n": {"$sum": 1}}
    found = db.entries.aggregate([*first, {"$group": counted}, {"$sort": {"n": -1, "_id": 1}}])
    return tuple((row["_id"], round(row["n"] * each)) for row in found)


def _awarded(db: Database[Row]) -> Iterator[Group]:
    """Awards are facts too, without being stored as such."""
    first, each = part(db.awards, HELD)
    counted: Row = {"_id": None, "n": {"$sum": 1}, "last": {"$max": "$earned_at"}}
    for row in db.awards.aggregate([*first, {"$group": counted}]):
        yield Group(AWARDED, round(row["n"] * each), row["last"], (), each > 1)


def _awards(db: Database[Row]) -> list[Fact]:
    first, _ = part(db.awards, HELD)
    some = db.awards.aggregate([*first, {"$sample": {"size": DRAWN}}, {"$set": {"evidence": []}}])
    return [Fact.of_award(rows.award(row).seen()) for row in some]


def _fact(body: bytes) -> Fact:
    return Fact.of(orjson.loads(body))
