"""What is known of a recipient between batches, who they are, and how more is looked up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from services.badges.domain.awards import UNIT, Award
from shared.criteria import Award as Seen
from shared.criteria import Entry, Fact, Fetch, Folded, History, Person, Units

T = TypeVar("T", Fact, Entry)


@dataclass
class Known:
    """The states of a recipient's rules, all of their awards by id, the place in ``Ruling.added`` up to which they were
    judged, what their alarm was set to last, how many facts were ever told of them (``size``), and the ``mark`` of the
    recipient that they were folded for."""

    folded: Folded
    awards: dict[str, Award]
    judged_up_to: int = 0
    alarm: datetime | None = None
    size: int = 1
    mark: int = 0


@dataclass(frozen=True)
class Records:
    """How what is stored of the recipient is looked at: the past that states ask for; whether any of these completions
    no longer stands; whether points were taken back, of what happened up to some moment."""

    fetch: Fetch
    gone: Callable[[Iterable[str]], bool]
    compensated: Callable[[datetime], bool]


@dataclass(frozen=True)
class Recipient:
    """A person, and the units there are. ``mark`` is another where what was folded before must be folded anew."""

    person: Person
    units: Units = field(default_factory=Units)
    mark: int = 0

    @property
    def id(self) -> str:
        """Whose awards they are."""
        return self.person.id

    @property
    def people(self) -> tuple[str, ...]:
        """Whose facts they rest on."""
        return (self.person.id,)

    @property
    def members_awards(self) -> tuple[Award, ...]:
        """None but their own are looked at."""
        return ()

    def mine(self, items: Iterable[T]) -> Iterable[T]:
        """Of what these people did, what is the recipient's: all."""
        return items

    def history(
        self, facts: Iterable[Fact], entries: Iterable[Entry], awards: Iterable[Seen], now: datetime
    ) -> History:
        """Their history as criteria judge it."""
        return History.of_person(self.person, facts, units=self.units, entries=entries, awards=awards, now=now)


@dataclass(frozen=True)
class RecipientUnit:
    """A unit, the people who ever were in it or below it, their awards (those that were revoked too), and the units
    there are. The ``mark`` tells these people and units from what they were before."""

    unit: str
    members: tuple[Person, ...]
    units: Units
    members_awards: tuple[Award, ...] = ()
    mark: int = 0

    @property
    def id(self) -> str:
        """Whose awards they are."""
        return f"{UNIT}{self.unit}"

    @property
    def people(self) -> tuple[str, ...]:
        """Whose facts they rest on."""
        return tuple(person.id for person in self.members)

    def mine(self, items: Iterable[T]) -> Iterable[T]:
        """Of what these people did, what they did while they were in the unit or below it."""
        known = {person.id: person for person in self.members}
        return [one for one in items if one.employee in known and self._holds(known[one.employee], one.at)]

    def _holds(self, person: Person, at: datetime) -> bool:
        return self.unit in self.units.of_person(person, at)

    def history(
        self, facts: Iterable[Fact], entries: Iterable[Entry], awards: Iterable[Seen], now: datetime
    ) -> History:
        """Their history as criteria judge it."""
        seen = [*awards, *(award.seen() for award in self.members_awards if award.entitled)]
        return History.of_unit(self.unit, self.members, facts, units=self.units, entries=entries, awards=seen, now=now)
