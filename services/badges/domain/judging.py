"""Judging one person: which editions are due, and every award that follows, badges that ask for badges included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.badges.domain.awards import Award, Change, settle
from services.badges.domain.editions import Book, Edition
from shared.criteria import Entry, Fact, History, Person, Units

MILLISECOND = timedelta(milliseconds=1)


class Endless(Exception):
    """Badges keep changing each other: superseded versions that ask for each other in a circle."""


@dataclass
class Dirt:
    """What has changed of a person: fact ``types``, each with the earliest moment concerned; other ``inputs`` (points,
    profile, clock); ``badges`` to judge whatever changed."""

    types: dict[str, datetime] = field(default_factory=dict)
    inputs: set[str] = field(default_factory=set)
    badges: set[str] = field(default_factory=set)

    def fact(self, type_: str, at: datetime) -> None:
        """A fact of this type came, moved or went."""
        self.types[type_] = min(at, self.types.get(type_, at))


@dataclass(frozen=True)
class Case:
    """Everything that is known of one person, as far as the editions due look at it."""

    person: Person
    facts: tuple[Fact, ...]
    awards: tuple[Award, ...] = ()
    entries: tuple[Entry, ...] = ()
    units: Units = field(default_factory=Units)

    def history(self, awards: Iterable[Award], now: datetime, *, without: str | None = None) -> History:
        """The history with these awards, without those of one badge."""
        seen = [award.seen() for award in awards if award.entitled and award.badge != without]
        return History.of_person(self.person, self.facts, units=self.units, entries=self.entries, awards=seen, now=now)


def due(dirt: Dirt, book: Book, held: Iterable[Award], superseded: Mapping[tuple[str, int], Edition]) -> set[Edition]:
    """The editions that must be judged anew: live ones, and those under which standing awards were granted."""
    held = list(held)
    found = {one for type_ in dirt.types for one in book.touched(type_)} | set(book.reading(dirt.inputs))
    found |= {book.live[badge] for badge in dirt.badges if badge in book.live}
    for award in held:
        old = superseded.get((award.badge, award.version))
        if old and award.stands and (dirt.inputs & old.reads or any(map(old.compiled.types.touches, dirt.types))):
            found.add(old)
    return {edition for edition in found if not _beyond(edition, dirt, held)}


def judge(
    case: Case, editions: Iterable[Edition], book: Book, superseded: Mapping[tuple[str, int], Edition], now: datetime
) -> list[Change]:
    """All changes of the person's awards, in order, to a fixed point: what is granted or taken back is looked at by the
    badges that ask for it."""
    desk = _Desk(case, now)
    pending = set(editions)
    for _ in range(10 * (len(book.live) + len(superseded) + 1)):
        if not pending:
            return desk.changes
        edition = min(pending, key=lambda one: one.place)
        pending.remove(edition)
        changes = desk.settle(edition)
        pending |= _following(edition, changes, desk, book, superseded)
    raise Endless(f"the badges of {case.person.id} come to no rest: {sorted(one.badge for one in pending)}")


class _Desk:
    """The person's awards while they are being settled."""

    def __init__(self, case: Case, now: datetime) -> None:
        self.case = case
        self.now = now
        self.awards: dict[str, Award] = {}
        self._of_badge: dict[str, dict[str, Award]] = {}
        for award in case.awards:
            self._keep(award)
        self.changes: list[Change] = []
        self._history = case.history((), now)

    def settle(self, edition: Edition) -> list[Change]:
        """Judge by one edition and note what follows."""
        entitled = edition.compiled.judge(self._seen_by(edition))
        held = list(self._of_badge.get(edition.badge, {}).values())
        changes = settle(edition, entitled, held, lost=lambda award: self._lost(edition, award), now=self.now)
        if changes:
            self.changes += changes
            for change in changes:
                self._keep(change.award)
        return changes

    def _keep(self, award: Award) -> None:
        self.awards[award.id] = award
        self._of_badge.setdefault(award.badge, {})[award.id] = award

    def _seen_by(self, edition: Edition) -> History:
        """A badge does not see its own awards: what it is given for must not depend on having been given."""
        if "awards" in edition.reads:
            return self.case.history(self.awards.values(), self.now, without=edition.badge)
        return self._history

    def _lost(self, edition: Edition, award: Award) -> bool:
        """Whether a completion, an award or points that it rests on were taken back."""
        standing = [one for one in self.awards.values() if one.stands]
        there = {fact.completion for fact in self.case.facts} | {one.id for one in standing}
        if not there.issuperset(award.evidence):
            return True
        kept = {(one.badge, one.key) for one in standing}
        revoked = (one for one in self.awards.values() if not one.stands and (one.badge, one.key) not in kept)
        if any(edition.asks_for([one.badge]) and one.earned_at <= award.earned_at for one in revoked):
            return True
        compensated = (entry for entry in self.case.entries if entry.amount < 0 and entry.at <= award.earned_at)
        return "points" in edition.reads and any(compensated)


def _following(
    edition: Edition, changes: list[Change], desk: _Desk, book: Book, superseded: Mapping[tuple[str, int], Edition]
) -> set[Edition]:
    """Who looks at what changed; and the live edition, where a superseded one has taken an award back."""
    if not changes:
        return set()
    found = {one for one in book.looking if one.asks_for([edition.badge])}
    for award in desk.awards.values():
        old = superseded.get((award.badge, award.version))
        if old and award.stands and old.asks_for([edition.badge]):
            found.add(old)
    if not edition.live and edition.badge in book.live and any(change.kind == "revoked" for change in changes):
        found.add(book.live[edition.badge])
    return found - {edition}


def _beyond(edition: Edition, dirt: Dirt, held: list[Award]) -> bool:
    """Whether nothing that changed can matter: everything has been earned, at moments before the first change."""
    if not edition.once or dirt.inputs & edition.reads or edition.badge in dirt.badges:
        return False
    number = edition.version.number
    earned = {
        one.tier: one.earned_at for one in held if one.badge == edition.badge and one.version == number and one.entitled
    }
    if len(earned) < len(edition.tiers):
        return False
    first = min(at for type_, at in dirt.types.items() if edition.compiled.types.touches(type_))
    return first > max(earned.values()) + MILLISECOND
