"""The leaves attribute and tenure: what the person is, not what they did."""

from collections.abc import Sequence
from datetime import UTC, datetime

from shared.criteria.judging.durations import later
from shared.criteria.judging.facts import Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import Seen
from shared.criteria.judging.ops import OPS
from shared.criteria.judging.paths import of_person
from shared.criteria.judging.people import Membership, Person, Span
from shared.criteria.language.leaves import AttributeLeaf, TenureLeaf

BEGINNING = datetime.min.replace(tzinfo=UTC)


class Attribute:
    """True from the moment at which the person's dated attribute first satisfied it."""

    kind = "attribute"

    def __init__(self, path: str, said: AttributeLeaf) -> None:
        self.path = path
        self.said = said
        self._names = tuple(said.path.split("."))
        self._holds = OPS[said.op](said.value)

    def find(self, seen: Seen, tier: Level | None) -> Found | None:  # noqa: ARG002 - no tiers here
        """The first change at which it holds, up to now."""
        now = seen.history.now
        return next((Found(Moment(at)) for at in self._true_at(seen) if at <= now), None)

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """The first coming change at which it holds."""
        return [at for at in self._true_at(seen) if at > seen.history.now][:1]

    def value(self, seen: Seen, moment: datetime) -> object:
        """What the person's attribute is at a moment."""
        person = seen.history.people[seen.history.recipient]
        return of_person(person, seen.history.units, self._names, moment)

    def _true_at(self, seen: Seen) -> list[datetime]:
        changes = self._changes(seen.history.people[seen.history.recipient])
        return [at for at in changes if self._holds(self.value(seen, at), self.said.value)]

    def _changes(self, person: Person) -> list[datetime]:
        """Every moment at which it may have changed, joining included."""
        ends = [end for span in self._spans(person) for end in (span.start, span.end) if end is not None]
        return sorted({person.joined_at or BEGINNING, *ends})

    def _spans(self, person: Person) -> Sequence[Span | Membership]:
        if self._names[0] == "attributes":
            return person.attributes.get(self._names[1], ())
        by_name: dict[str, Sequence[Span | Membership]] = {
            "unit": person.memberships,
            "roles": person.roles,
            "locale": person.locale,
        }
        return by_name[self._names[0]]


class Tenure:
    """True from the instant at which the person has been here that long."""

    kind = "tenure"

    def __init__(self, path: str, said: TenureLeaf) -> None:
        self.path = path
        self.said = said

    def find(self, seen: Seen, tier: Level | None) -> Found | None:  # noqa: ARG002 - no tiers here
        """That instant, once it has come."""
        at = self.instant(seen)
        return Found(Moment(at)) if at is not None and at <= seen.history.now else None

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """That instant, while it is still to come."""
        at = self.instant(seen)
        return [at] if at is not None and at > seen.history.now else []

    def instant(self, seen: Seen) -> datetime | None:
        """When it is or will be; None where nobody knows when the person joined, or the years run out."""
        person = seen.history.people[seen.history.recipient]
        if person.joined_at is None:
            return None
        try:
            return later(person.joined_at, self.said.at_least, person.zones.at(person.joined_at))
        except (OverflowError, ValueError):
            return None
