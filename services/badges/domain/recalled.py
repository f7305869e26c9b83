"""What is known of a recipient between batches, who they are, and how more is looked up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.badges.domain.awards import Award
from shared.criteria import Award as Seen
from shared.criteria import Entry, Fact, Fetch, Folded, History, Person, Units


@dataclass
class Known:
    """The states of a recipient's rules, all of their awards by id, the place in ``Ruling.added`` up to which they were
    judged, what their alarm was set to last, and how many facts were ever told of them (``size``)."""

    folded: Folded
    awards: dict[str, Award]
    judged_up_to: int = 0
    alarm: datetime | None = None
    size: int = 1


@dataclass(frozen=True)
class Records:
    """How what is stored of the recipient is looked at: the past that states ask for; whether any of these completions
    no longer stands; whether points were taken back, of what happened up to some moment."""

    fetch: Fetch
    gone: Callable[[Iterable[str]], bool]
    compensated: Callable[[datetime], bool]


@dataclass(frozen=True)
class Recipient:
    """A person, and the units there are."""

    person: Person
    units: Units = field(default_factory=Units)

    @property
    def id(self) -> str:
        """Whose awards they are."""
        return self.person.id

    def history(
        self, facts: Iterable[Fact], entries: Iterable[Entry], awards: Iterable[Seen], now: datetime
    ) -> History:
        """Their history as criteria judge it."""
        return History.of_person(self.person, facts, units=self.units, entries=entries, awards=awards, now=now)
