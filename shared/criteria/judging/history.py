"""The history of one recipient, sorted once, and the parts of it that a rule sees."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from shared.criteria.judging.calendars import Calendar, Zones
from shared.criteria.judging.facts import Award, Dated, Entry, Fact, Scope
from shared.criteria.judging.people import Person, Units
from shared.criteria.judging.types import Types
from shared.criteria.judging.values import canonical

T = TypeVar("T")


class History:
    """Everything known of one recipient up to now. Build it once and judge every rule on it."""

    def __init__(
        self,
        recipient: str,
        people: Mapping[str, Person],
        units: Units,
        zones: Zones,
        calendar: Calendar,
        now: datetime,
        *,
        is_of_unit: bool = False,
    ) -> None:
        self.recipient = recipient
        self.is_of_unit = is_of_unit
        self.people = people
        self.units = units
        self.zones = zones
        self.calendar = calendar
        self.now = now.astimezone(UTC)
        self.everything = Seen(self, [], [], [])
        self._local: dict[Dated, datetime] = {}
        self._day = (self.now, self.now, self.now.date())

    @classmethod
    def of_person(
        cls,
        person: Person,
        facts: Iterable[Fact],
        *,
        units: Units | None = None,
        entries: Iterable[Entry] = (),
        awards: Iterable[Award] = (),
        now: datetime,
    ) -> "History":
        """The history of a person; what is another's is left out. Order and repeats in what is given do not matter."""
        history = cls(person.id, {person.id: person}, units or Units(), person.zones, person.calendar, now)
        history._fill(facts, entries, awards, lambda item: item.employee == person.id)
        return history

    @classmethod
    def of_unit(
        cls,
        unit: str,
        people: Iterable[Person],
        facts: Iterable[Fact],
        *,
        units: Units,
        entries: Iterable[Entry] = (),
        awards: Iterable[Award] = (),
        now: datetime,
    ) -> "History":
        """The history of a unit: what is its own, and its members' while they were members of it or below it."""
        by_id = {person.id: person for person in people}

        def belongs(item: Dated) -> bool:
            person = by_id.get(item.employee)
            return item.employee == unit if person is None else unit in units.of_person(person, item.at)

        history = cls(unit, by_id, units, units.zones(unit), units.calendar(unit), now, is_of_unit=True)
        history._fill(facts, entries, awards, belongs)
        return history

    def local(self, item: Dated) -> datetime:
        """The moment of a fact, entry or award in the recipient's zone in force then."""
        known = self._local.get(item)
        if known is None:
            known = self._local[item] = self.local_time(item.at)
        return known

    def local_time(self, moment: datetime) -> datetime:
        """A moment in the recipient's zone in force then."""
        return moment.astimezone(self.zones.at(moment))

    def local_date(self, item: Dated) -> date:
        """The local date of a fact, entry or award."""
        start, end, day = self._day
        return day if start <= item.at < end else self._day_of(item.at)

    def _day_of(self, moment: datetime) -> date:
        """The local date of a moment, kept for what comes next on that day unless a clock changes until its end."""
        zone = self.zones.at(moment)
        local = moment.astimezone(zone)
        day = local.date()
        end = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        last = end - timedelta.resolution
        if self.zones.at(last) is zone and last.astimezone(zone).utcoffset() == local.utcoffset():
            self._day = (moment, end, day)
        return day

    def _fill(
        self, facts: Iterable[Fact], entries: Iterable[Entry], awards: Iterable[Award], belongs: Callable[[Dated], bool]
    ) -> None:
        kept = {_identity(award): award for award in awards if award.state != "revoked" and belongs(award)}
        known = {fact.moment: fact for fact in facts if belongs(fact)}
        known |= {fact.moment: fact for fact in map(Fact.of_award, kept.values())}
        posted = {entry.id: entry for entry in entries if belongs(entry)}
        self.everything = Seen(
            self,
            [known[moment] for moment in sorted(known)],
            sorted(posted.values(), key=lambda entry: (entry.at, entry.id)),
            sorted(kept.values(), key=lambda award: award.earned_at),
        )


def _identity(award: Award) -> Hashable:
    """What makes two mentions of an award one: an award earned anew in its scope is another."""
    return award.badge, award.tier, award.recipient, canonical(award.scope), award.earned_at


class Seen:
    """The part of a history that one scope of a rule sees. It also keeps what leaves have worked out over it."""

    def __init__(
        self, history: History, facts: list[Fact], entries: list[Entry], awards: list[Award], scope: Scope = None
    ) -> None:
        self.history = history
        self.facts = facts
        self.entries = entries
        self.awards = awards
        self.scope = scope
        self._by_types: dict[Types, list[Fact]] = {}
        self._by_type: dict[str, list[Fact]] | None = None
        self._kept: dict[Hashable, Any] = {}

    def of(self, types: Types) -> list[Fact]:
        """The facts of these types, in order."""
        if types not in self._by_types:
            self._by_types[types] = self._merge(types)
        return self._by_types[types]

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under this key before, or is made now."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def part(self, keep: Callable[[Dated], bool], scope: Scope = None) -> "Seen":
        """The part whose facts, entries and awards are to be kept."""
        return Seen(
            self.history,
            [fact for fact in self.facts if keep(fact)],
            [entry for entry in self.entries if keep(entry)],
            [award for award in self.awards if keep(award)],
            scope,
        )

    def _merge(self, types: Types) -> list[Fact]:
        if self._by_type is None:
            self._by_type = {}
            for fact in self.facts:
                self._by_type.setdefault(fact.type, []).append(fact)
        lists = [facts for name, facts in self._by_type.items() if types.touches(name)]
        if len(lists) == 1:
            return lists[0]
        return sorted((fact for facts in lists for fact in facts), key=lambda fact: fact.moment)
