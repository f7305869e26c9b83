"""The tree of units: what lies above and below, what somebody manages, and whether a parent would close a circle."""

from collections.abc import Iterable, Mapping

from services.profiles.domain.people import Unit


class Tree:
    """The units by id. A parent that is not known ends the line."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units: Mapping[str, Unit] = {unit.id: unit for unit in units}
        self._children: dict[str, list[str]] = {}
        for unit in self.units.values():
            if unit.parent:
                self._children.setdefault(unit.parent, []).append(unit.id)

    def lineage(self, unit: str) -> list[str]:
        """The unit itself and what lies above it, nearest first."""
        line = [unit]
        while (parent := self._parent(line[-1])) and parent not in line:
            line.append(parent)
        return line

    def below(self, *units: str) -> set[str]:
        """These units and everything below them."""
        found: set[str] = set()
        left = [unit for unit in units if unit in self.units]
        while left:
            unit = left.pop()
            if unit not in found:
                found.add(unit)
                left += self._children.get(unit, [])
        return found

    def managed_by(self, employee: str) -> set[str]:
        """The units that list this employee as manager, and those below."""
        return self.below(*(unit.id for unit in self.units.values() if employee in unit.managers))

    def in_circle(self, unit: str) -> bool:
        """Whether the unit lies above itself."""
        at, seen = self._parent(unit), {unit}
        while at and at not in seen:
            seen.add(at)
            at = self._parent(at)
        return at == unit

    def members(self, present: Mapping[tuple[str, ...], int]) -> dict[str, int]:
        """How many people each unit has, those below included, of the numbers of people by the units they are in."""
        totals = dict.fromkeys(self.units, 0)
        for units, people in present.items():
            lines = {above for unit in units for above in self.lineage(unit)}
            for unit in lines & totals.keys():
                totals[unit] += people
        return totals

    def _parent(self, unit: str) -> str | None:
        return self.units[unit].parent if unit in self.units else None
