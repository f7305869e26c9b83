"""What a batch brings for one recipient, what of the past it asks for, and what follows from it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.states import Span
from shared.criteria.judging.facts import Entry, Fact, Scope
from shared.criteria.judging.judge import Entitlement
from shared.criteria.judging.types import Types


@dataclass(frozen=True, slots=True)
class News:
    """`facts` and `entries` that came, in any order, repeats allowed; facts that are `gone`, as they were (one that
    changed is gone as it was and comes as it is); what else `changed`: profile, awards, points, clock; and the names of
    rules that were `published` and must be judged whatever else is new."""

    facts: Iterable[Fact] = ()
    gone: Iterable[Fact] = ()
    entries: Iterable[Entry] = ()
    changed: frozenset[str] = frozenset()
    published: Iterable[str] = ()


@dataclass(slots=True)
class Wanted:
    """The part of the past that is needed: facts of these types (`every_type`: of all), and ledger entries, from an
    instant on (None: from the beginning) up to but without another (None: to the end)."""

    types: Types = field(default_factory=Types)
    every_type: bool = False
    entries: bool = False
    since: datetime | None = None
    until: datetime | None = None
    something: bool = False

    def add(self, fold: Fold, span: Span) -> None:
        """Want what a fold means in a span."""
        self.types |= fold.types
        self.every_type |= fold.kind == "scope"
        self.entries |= fold.kind in {"scope", "points"}
        self._want(None if span.start is None else span.start.at, span.end)

    def add_entries(self) -> None:
        """Want all ledger entries."""
        self.entries = True
        self._want(None, None)

    def touches(self, fact: Fact) -> bool:
        """Whether a fact is wanted; what awards are is known without."""
        is_of_type = self.every_type or self.types.touches(fact.type)
        is_later = self.since is None or fact.at >= self.since
        return is_of_type and is_later and (self.until is None or fact.at < self.until)

    def _want(self, since: datetime | None, until: datetime | None) -> None:
        if self.something:
            since = None if since is None or self.since is None else min(since, self.since)
            until = None if until is None or self.until is None else max(until, self.until)
        self.since, self.until, self.something = since, until, True


@dataclass(frozen=True, slots=True)
class Past:
    """Facts and entries in order (by `Fact.moment`; by `at` and id), each once, those of the batch among them."""

    facts: Sequence[Fact] = ()
    entries: Sequence[Entry] = ()


Fetch = Callable[[Wanted], Past]
"""Gives at least what is wanted. It is called if something must be folded again, once a batch; a second time only where
a change in a small part of the past turns out to concern all of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule now entitles to in one scope: everything in it, of all tiers (or ordinals); empty: nothing more."""

    name: str
    scope: Scope
    entitlements: tuple[Entitlement, ...]
