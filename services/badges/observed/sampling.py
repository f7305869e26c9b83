"""Drawing facts to look at. All of them, as long as that takes no more than a second; of very many, a random part."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from pymongo.database import Database

from services.badges import rows
from shared import clock
from shared.criteria import Fact, Types
from shared.events.facts import AWARDED
from shared.store import Row

MANY = 400_000
"""From so many facts on only a random part of them is looked at."""
PART = MANY // 20 - 1  # below a twentieth the store picks at random without reading all
DRAWN = 2_000
GLANCE = 200
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
    _draw.cache_clear()


def part(db: Database[Row]) -> tuple[Stages, float]:
    """The first stages of a look at the facts, and how many facts each of those found stands for."""
    there = db.facts.estimated_document_count()
    standing = {"$match": {"retracted_at": None}}
    if there < MANY:
        return [standing], 1.0
    return [{"$sample": {"size": PART}}, standing], there / PART


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
    first, _ = part(db)
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
    first, each = part(db)
    counted: Row = {"n": {"$sum": 1}, "last": {"$max": "$at"}, "some": {"$firstN": {"n": GLANCE, "input": "$body"}}}
    found = db.facts.aggregate([*first, {"$group": {"_id": "$type", **counted}}, {"$sort": {"n": -1, "_id": 1}}])
    stored = [
        Group(row["_id"], round(row["n"] * each), row["last"], tuple(map(_fact, row["some"])), each > 1)
        for row in found
    ]
    return (*stored, *_awarded(db))


def _awarded(db: Database[Row]) -> Iterator[Group]:
    """Awards are facts too, without being stored as such."""
    standing = {"state": "active"}
    if newest := db.awards.find_one(standing, {"earned_at": 1}, sort=[("earned_at", -1)]):
        yield Group(AWARDED, db.awards.count_documents(standing), newest["earned_at"], (), False)


def _awards(db: Database[Row]) -> list[Fact]:
    some: list[Any] = [{"$match": {"state": "active"}}, {"$sample": {"size": DRAWN}}, {"$set": {"evidence": []}}]
    return [Fact.of_award(rows.award(row).seen()) for row in db.awards.aggregate(some)]


def _fact(body: bytes) -> Fact:
    return Fact.of(orjson.loads(body))
