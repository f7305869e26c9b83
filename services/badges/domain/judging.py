"""What is known of one person, and what has changed of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.badges.domain.awards import Award, Change
from services.badges.domain.editions import Edition
from services.badges.domain.recalled import RecipientUnit
from shared.criteria import Award as Seen
from shared.criteria import Entry, Fact, History, News, Person, Units

INPUTS = frozenset({"points", "profile", "clock", "awards"})


@dataclass
class Dirt:
    """What has changed of a person: facts ``added``, facts ``gone`` as they were (one that changed is both), ledger
    ``entries``, other ``inputs`` (points, profile, clock, awards), the ids of awards whose time is over (``expired``),
    what somebody gave or revoked ``by_hand``; ``anew``: more than that may have changed. A person of whom nothing is
    named here is judged only by editions that they were never judged by."""

    added: list[Fact] = field(default_factory=list)
    gone: list[Fact] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    inputs: set[str] = field(default_factory=set)
    expired: set[str] = field(default_factory=set)
    by_hand: list[Change] = field(default_factory=list)
    anew: bool = False

    def news(self, published: Iterable[str]) -> News:
        """As criteria hear it, with the names of the rules that are new."""
        return News(self.added, self.gone, self.entries, frozenset(self.inputs), list(published))

    def concerns(self, edition: Edition) -> bool:
        """Whether any of it may change what an edition gives."""
        types = edition.compiled.types
        changed = self.inputs | ({"points"} if self.entries else set())
        return bool(changed & edition.reads) or any(types.touches(one.type) for one in (*self.added, *self.gone))


@dataclass(frozen=True)
class Case:
    """Everything that is known of one person (or ``unit``), as far as the editions due look at it."""

    person: Person
    facts: tuple[Fact, ...]
    awards: tuple[Award, ...] = ()
    entries: tuple[Entry, ...] = ()
    units: Units = field(default_factory=Units)
    unit: RecipientUnit | None = None

    @property
    def holder(self) -> str:
        """Whose awards they are."""
        return self.unit.id if self.unit is not None else self.person.id

    def history(self, awards: Iterable[Award], now: datetime, *, without: str | None = None) -> History:
        """The history with these awards, without those of one badge."""
        return self.seeing([award.seen() for award in awards if award.entitled and award.badge != without], now)

    def seeing(self, awards: Iterable[Seen], now: datetime) -> History:
        """The history with just these awards."""
        facts, entries = self.facts, self.entries
        if self.unit is not None:
            return self.unit.history(facts, entries, awards, now)
        return History.of_person(self.person, facts, units=self.units, entries=entries, awards=awards, now=now)
