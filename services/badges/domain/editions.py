"""Editions: the versions of badges as rules that judge, and the book of those in force at one moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, Literal

from services.badges.domain.policy import GrantPolicy
from shared.criteria import Compiled, Rule, compile_rule, later, looks_at_own_awards
from shared.events.facts import AWARDED

Metal = Literal["bronze", "silver", "gold", "enamel"]
Edits = Literal["keep", "add_only", "strict"]
Recipients = Literal["person", "unit"]
METALS: tuple[Metal, ...] = ("bronze", "silver", "gold")
ANY = "*"
BY_HAND = {"count": {"of": {"types": ["laurel.badge.given-by-hand"]}, "at_least": 1}}
"""The criteria of a badge that is only given: nothing that occurs is of this type."""


@dataclass(frozen=True)
class Step:
    """One tier: its id, its name for people, its threshold, and the metal it is drawn in."""

    id: str
    name: str
    at_least: float
    metal: Metal


@dataclass(frozen=True, eq=False)
class Version:
    """One version of a badge as it was saved; immutable once published. ``design`` is what the drawing takes,
    ``expiry`` how long an award is good for (ISO 8601), ``revokes`` what becomes of one that a retraction unfounds;
    ``edits``: of those who hold an earlier version, see ``Edition.grants`` and ``judges_holders_of``."""

    badge: str
    number: int
    name: str
    description: str
    rule: Rule
    steps: tuple[Step, ...] = ()
    points: int = 0
    noun: Mapping[str, str] | None = None
    design: Mapping[str, Any] = field(default_factory=dict)
    published_at: datetime | None = None
    expiry: str | None = None
    edits: Edits = "keep"
    revokes: Literal["revoke", "flag"] = "revoke"
    grant_policy: GrantPolicy = field(default_factory=GrantPolicy)

    @property
    def by_hand(self) -> bool:
        """Whether it is only given, never earned."""
        return bool(self.rule.to_json()["criteria"] == BY_HAND)

    @cached_property
    def asks(self) -> frozenset[str]:
        """The badges that its criteria ask for, `*` among them where any will do."""
        return frozenset(_asked(self.rule.to_json()["criteria"]))

    def step(self, tier: str | None) -> Step | None:
        """The tier of this id."""
        return next((step for step in self.steps if step.id == tier), None)

    @property
    def metal(self) -> Metal:
        """The metal of its first tier; enamel for a badge without tiers."""
        return self.steps[0].metal if self.steps else "enamel"


class Edition:
    """A version ready to judge by. ``rank`` orders editions so that each comes after those whose awards it looks at."""

    def __init__(self, version: Version, starred_out: frozenset[str], *, live: bool, rank: int = 0) -> None:
        self.version = version
        self.badge = version.badge
        self.name = f"{version.badge}@{version.number}"
        self.live = live
        self.rank = rank
        self.starred_out = starred_out
        self.compiled = _compiled(version, starred_out)
        self.reads = self.compiled.reads
        self.by_ordinal = hasattr(version.rule.repeat, "every")
        self.renews = looks_at_own_awards(version.rule)
        self.tiers: tuple[str | None, ...] = tuple(step.id for step in version.steps) or (None,)

    @property
    def place(self) -> tuple[int, bool, str]:
        """Where it stands in the order of judging: a superseded edition before the live one of the same rank."""
        return self.rank, self.live, self.badge

    def superseded(self) -> "Edition":
        """The same, no longer in force."""
        return Edition(self.version, self.starred_out, live=False, rank=self.rank) if self.live else self

    def judges_holders_of(self, version: int) -> bool:
        """Whether awards of another version are judged by this one: of an earlier one, if it was published so."""
        return self.live and self.version.edits != "keep" and version < self.version.number

    def grants(self, earned_at: datetime) -> bool:
        """Whether what was earned then is granted anew. An edit that keeps everything as it is gives nothing for what
        was earned before it."""
        published = self.version.published_at
        return self.version.number == 1 or self.version.edits != "keep" or not published or earned_at >= published

    def expires_at(self, earned_at: datetime) -> datetime | None:
        """When an award earned then expires, to the millisecond; None for never."""
        return later(earned_at, self.version.expiry) if self.version.expiry else None

    def since(self, moment: datetime) -> Compiled:
        """Its rule, seeing nothing up to this moment."""
        start = max(filter(None, [self.version.rule.start_from, moment + timedelta(milliseconds=1)]))
        return compile_rule(self.version.rule.model_copy(update={"start_from": start}), self.badge, self.starred_out)

    def asks_for(self, badges: Iterable[str]) -> bool:
        """Whether awards of these badges may change what it gives."""
        asks = self.version.asks
        return "awards" in self.reads and (ANY in asks or any(badge in asks for badge in badges))


class Book:
    """The editions in force, one a live badge. ``starred_out``: those that a rule which takes any badge leaves out."""

    def __init__(self, live: Iterable[Edition], starred_out: frozenset[str] = frozenset()) -> None:
        self.starred_out = starred_out
        self.live = {edition.badge: edition for edition in live}

    def reading(self, inputs: Iterable[str]) -> Iterator[Edition]:
        """The live editions whose outcome these inputs (points, profile, clock) may change."""
        wanted = set(inputs)
        return (edition for edition in self.live.values() if wanted & edition.reads)


@lru_cache(maxsize=50_000)
def _compiled(version: Version, starred_out: frozenset[str]) -> Compiled:
    return compile_rule(version.rule, version.badge, starred_out)


def ranks(asks: Mapping[str, Iterable[str]], starred_out: frozenset[str]) -> dict[str, int]:
    """How many badges deep each one stands ({badge: those it asks for}); what a badge asks for stands less deep."""
    wider = {badge: _spelt_out(badge, names, asks, starred_out) for badge, names in asks.items()}
    found: dict[str, int] = dict.fromkeys(asks, 0)
    for _ in asks:
        deeper = {badge: 1 + max((found[other] for other in others), default=-1) for badge, others in wider.items()}
        if deeper == found:
            break
        found = deeper
    return found


def metal_of(tier: str, position: int) -> Metal:
    """The metal of a tier: what its id says, else by its place."""
    named = (metal for metal in METALS if metal == tier)
    return next(named, METALS[min(position, len(METALS) - 1)])


def _spelt_out(
    badge: str, names: Iterable[str], asks: Mapping[str, Iterable[str]], starred_out: frozenset[str]
) -> set[str]:
    said = set(names)
    if ANY in said:
        said |= set(asks) - starred_out
    return (said & set(asks)) - {badge}


def _asked(node: Any) -> Iterator[str]:
    """Badges named in criteria as JSON, at any depth."""
    if isinstance(node, list):
        for part in node:
            yield from _asked(part)
    elif isinstance(node, dict):
        if isinstance(said := node.get("badge"), dict) and isinstance(name := said.get("id"), str):
            yield name
        if AWARDED in (node.get("types") or ()):
            yield ANY
        for part in node.values():
            yield from _asked(part)
