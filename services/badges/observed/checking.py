"""Looking through a rule that is being written: its faults, its doubts, its words, and what its matches mean."""

from collections.abc import Iterator
from typing import Any

from pymongo.database import Database

from services.badges import catalog, rows, views
from services.badges.domain.editions import ANY, BY_HAND
from services.badges.observed.requests import CheckRule
from services.badges.observed.sampling import Drawn, draw, groups, minute
from shared import clock
from shared.criteria import (
    Fact,
    History,
    Match,
    Person,
    Refused,
    Rule,
    Types,
    Unit,
    Units,
    compile_match,
    cycle_through,
    parse_rule,
    rule_in_words,
)
from shared.criteria.language.tree import body_of, kind_of, matches_of, walk
from shared.store import Row

Json = dict[str, Any]
ANY_LANE = 0
"""Every lane knows all units."""


def check(db: Database[Row], said: CheckRule) -> Json:
    """What is to be said of a rule; one that can't be read has its faults told, and nothing else."""
    at = views.instant(minute())
    try:
        rule = read(said)
    except Refused as refused:
        faults = [{"path": one.path, "message": one.message} for one in refused.problems]
        return {"problems": faults, "doubts": [], "words": None, "matches": [], "as_of": at}
    if said.by_hand:
        return {"problems": [], "doubts": [], "words": views.given_in_words(said.locale), "matches": [], "as_of": at}
    words = rule_in_words(rule, said.nouns, said.locale)
    doubts = [*_doubts_of_badges(db, rule, said.badge), *_unseen(db, rule)]
    return {"problems": [], "doubts": doubts, "words": words, "matches": list(_matches(db, rule)), "as_of": at}


def read(said: CheckRule) -> Rule:
    """The rule, of one that is only given what stands for it; Refused with the path of every fault."""
    return parse_rule({**said.rule, "criteria": BY_HAND} if said.by_hand else said.rule)


def _doubts_of_badges(db: Database[Row], rule: Rule, badge: str | None) -> Iterator[Json]:
    """Badges and tiers that there are not, and circles: publishing would refuse them."""
    asked = [(path, body_of(node)) for path, node in walk(rule.criteria, "criteria") if kind_of(node) == "badge"]
    if not asked:
        return
    there = {row["_id"]: row["version"] or row["draft"] for row in db.badges.find({}, {"version": 1, "draft": 1})}
    versions = {one.badge: one for one in catalog.versions(db, there.items()).values()}
    for path, leaf in asked:
        if leaf.id != ANY and leaf.id not in there:
            yield _doubt(f"{path}.badge.id", "unknown_badge", leaf.id)
        elif leaf.tier and leaf.id in versions and versions[leaf.id].step(leaf.tier) is None:
            yield _doubt(f"{path}.badge.tier", "unknown_tier", leaf.tier)
    criteria = {name: version.rule.criteria for name, version in versions.items()}
    if badge and (circle := cycle_through(badge, {**criteria, badge: rule.criteria})):
        yield _doubt("criteria", "circle", " → ".join(circle))


def _unseen(db: Database[Row], rule: Rule) -> Iterator[Json]:
    """Types of which nothing was heard so far."""
    seen = [group.type for group in groups(db, minute())]
    for path, match in _all_matches(rule):
        for i, name in enumerate(match.types):
            if not any(map(Types.of([name]).touches, seen)):
                yield _doubt(f"{path}.types[{i}]", "unseen_type", name)


def _doubt(path: str, kind: str, what: str) -> Json:
    return {"path": path, "kind": kind, "what": what}


def _all_matches(rule: Rule) -> Iterator[tuple[str, Match]]:
    for path, node in walk(rule.criteria, "criteria"):
        for step, match in matches_of(node):
            yield f"{path}.{step}", match


def _matches(db: Database[Row], rule: Rule) -> Iterator[Json]:
    for path, match in _all_matches(rule):
        drawn = draw(db, match.types)
        left = [drawn.scaled(n) for n in _left(match, drawn, _Histories(db, drawn))]
        yield {"path": path, "left": left, "is_sample": drawn.is_sample}


def _left(match: Match, drawn: Drawn, histories: "_Histories") -> Iterator[int]:
    """How many facts there are of the types and roles, then after each condition, one after the other."""
    facts: list[Fact] = list(drawn.facts)
    conditions = [None, *(match.where or ())]
    for condition in conditions:
        where = None if condition is None else [condition]
        matcher = compile_match(match.model_copy(update={"where": where, "credit_key": None, "cap": None}))
        facts = [fact for fact in facts if matcher.holds(fact, histories.of(fact))]
        yield len(facts)


class _Histories:
    """Whose facts they are, for conditions that ask for it; read once one does."""

    def __init__(self, db: Database[Row], drawn: Drawn) -> None:
        self._db = db
        self._drawn = drawn
        self._made: dict[str, History] | None = None

    def of(self, fact: Fact) -> History:
        """The history of the fact's person, without facts: enough to know who and where they were."""
        if self._made is None:
            self._made = self._make()
        return self._made[fact.employee]

    def _make(self) -> dict[str, History]:
        names = {fact.employee for fact in self._drawn.facts}
        known = {row["_id"]: rows.person(row) for row in self._db.people.find({"_id": {"$in": list(names)}})}
        units = Units(Unit(row["unit"], row["parent"]) for row in self._db.units.find({"lane": ANY_LANE}))
        now = clock.now()
        return {name: History.of_person(known.get(name) or Person(name), (), units=units, now=now) for name in names}
