"""People and units, as dated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.criteria.judging.calendars import Calendar, Zones


@dataclass(frozen=True, slots=True)
class Span:
    """A value from `start` up to but without `end`; no start: from joining; no end: still."""

    value: Any
    start: datetime | None = None
    end: datetime | None = None

    def holds(self, moment: datetime, joined_at: datetime | None) -> bool:
        """Whether it holds at a moment of a person who joined then (None: always been here)."""
        start = self.start or joined_at
        return (start is None or start <= moment) and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class Membership:
    """Being in a unit from `start` up to but without `end`."""

    unit: str
    start: datetime | None = None
    end: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether the person was in the unit at that moment."""
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with everything dated that a rule may ask for."""

    id: str
    zones: Zones = field(default_factory=Zones)
    joined_at: datetime | None = None
    enrolled_at: datetime | None = None
    memberships: tuple[Membership, ...] = ()
    roles: tuple[Span, ...] = ()
    locale: tuple[Span, ...] = ()
    attributes: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    def roles_at(self, moment: datetime) -> list[Any]:
        """Every role held at that moment."""
        held = [span.value for span in self.roles if span.holds(moment, self.joined_at)]
        return [role for value in held for role in (value if isinstance(value, list) else [value])]

    def locale_at(self, moment: datetime) -> Any:
        """The locale at that moment, None if unknown."""
        return self._latest(self.locale, moment)

    def attribute_at(self, name: str, moment: datetime) -> Any:
        """The attribute's value at that moment, None if it had none."""
        return self._latest(self.attributes.get(name, ()), moment)

    def _latest(self, spans: Iterable[Span], moment: datetime) -> Any:
        """Of those in force, what began last."""
        held = [span for span in spans if span.holds(moment, self.joined_at)]
        ranked = [((span.start or self.joined_at or datetime.min.replace(tzinfo=moment.tzinfo)), span) for span in held]
        return max(ranked, key=lambda pair: pair[0])[1].value if ranked else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the tree; without zone or calendar it has its parent's."""

    id: str
    parent: str | None = None
    zones: Zones | None = None
    calendar: Calendar | None = None


class Units:
    """The tree of units. A parent that is not known ends the line, as does a loop."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.by_id = {unit.id: unit for unit in units}
        self._lineage: dict[str, tuple[str, ...]] = {}

    def lineage(self, unit: str) -> tuple[str, ...]:
        """The unit itself and its ancestors, nearest first."""
        if unit not in self._lineage:
            line = [unit]
            while (parent := self._parent(line[-1])) and parent not in line:
                line.append(parent)
            self._lineage[unit] = tuple(line)
        return self._lineage[unit]

    def of_person(self, person: Person, moment: datetime) -> list[str]:
        """Every unit that the person belonged to at that moment, ancestors included."""
        held = [unit for m in person.memberships if m.holds(moment) for unit in self.lineage(m.unit)]
        return list(dict.fromkeys(held))

    def zones(self, unit: str) -> Zones:
        """The unit's zones: its own or the nearest ancestor's."""
        known = (self.by_id[name].zones for name in self.lineage(unit) if name in self.by_id)
        return next((zones for zones in known if zones), Zones())

    def calendar(self, unit: str) -> Calendar:
        """The unit's calendar: its own or the nearest ancestor's."""
        known = (self.by_id[name].calendar for name in self.lineage(unit) if name in self.by_id)
        return next((calendar for calendar in known if calendar), Calendar())

    def _parent(self, unit: str) -> str | None:
        return self.by_id[unit].parent if unit in self.by_id else None
