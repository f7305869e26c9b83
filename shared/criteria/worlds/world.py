"""A world, read and judged."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from shared.criteria.judging.facts import Award, Entry, Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Compiled, Entitlement, compile_rule
from shared.criteria.judging.people import Person, Unit, Units
from shared.criteria.judging.reach import cycle_through, star_dependents
from shared.criteria.language.problems import Problem, Refused, problems_of
from shared.criteria.language.rule import Rule, parse_rule
from shared.criteria.language.tree import Node, body_of, kind_of, walk
from shared.criteria.worlds.reading import award_of, entry_of, person_of, unit_of
from shared.criteria.worlds.shapes import FactShape, OtherBadgeShape, WorldShape

_NODE: TypeAdapter[Node] = TypeAdapter(Node)


@dataclass(frozen=True, slots=True)
class World:
    """A compiled rule about a badge and everything that it is to be judged on."""

    compiled: Compiled
    facts: tuple[Fact, ...]
    people: tuple[Person, ...]
    units: Units
    entries: tuple[Entry, ...]
    awards: tuple[Award, ...]
    now: datetime

    def judge(self) -> list[Entitlement]:
        """What everyone in it is entitled to, by recipient, moment, tier and scope."""
        histories = self._of_units() if self.compiled.rule.recipient == "unit" else self._of_people()
        return [entitlement for history in histories for entitlement in self.compiled.judge(history)]

    def _of_people(self) -> Iterator[History]:
        """A history for each person; someone whom only facts mention lives in UTC."""
        facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            facts[fact.employee].append(fact)
        entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            entries[entry.employee].append(entry)
        people = {name: Person(name) for name in (*facts, *entries)} | {person.id: person for person in self.people}
        for name, person in sorted(people.items()):
            yield History.of_person(
                person, facts[name], units=self.units, entries=entries[name], awards=self.awards, now=self.now
            )

    def _of_units(self) -> Iterator[History]:
        members = {unit for person in self.people for membership in person.memberships for unit in [membership.unit]}
        for unit in sorted({name for known in (*self.units.by_id, *members) for name in self.units.lineage(known)}):
            yield History.of_unit(
                unit,
                self.people,
                self.facts,
                units=self.units,
                entries=self.entries,
                awards=self.awards,
                now=self.now,
            )


def read_world(data: object) -> World:
    """A world from parsed JSON. Raises Refused; a badge's paths start at `criteria`, `tiers`…, others at the world."""
    try:
        said = WorldShape.model_validate(data)
    except (ValidationError, RecursionError) as error:
        raise Refused(problems_of(error) if isinstance(error, ValidationError) else [_TOO_DEEP]) from error
    badge, rule = _badge(said.badge)
    others = {other.id: _criteria(other, i) for i, other in enumerate(said.badges)}
    known = others | {badge: rule.criteria}
    _refuse_cycles(badge, rule.criteria, known)
    return World(
        compile_rule(rule, badge, star_dependents(known)),
        tuple(_facts(said.facts)),
        tuple(person_of(person) for person in said.people),
        Units(_units(said)),
        tuple(entry_of(entry) for entry in said.points),
        tuple(award_of(award) for award in said.awards),
        said.now,
    )


def _units(said: WorldShape) -> Iterator[Unit]:
    return (unit_of(unit) for unit in said.units)


def _badge(said: dict[str, Any]) -> tuple[str, Rule]:
    name = said.get("id")
    if not isinstance(name, str) or not name:
        raise Refused([Problem("badge.id", "must be a text that is not empty")])
    return name, parse_rule({key: part for key, part in said.items() if key != "id" and part is not None})


def _criteria(other: OtherBadgeShape, place: int) -> Node:
    try:
        return _NODE.validate_python(other.criteria)
    except (ValidationError, RecursionError) as error:
        at = f"badges[{place}].criteria"
        raise Refused(problems_of(error, at) if isinstance(error, ValidationError) else [_TOO_DEEP]) from error


def _refuse_cycles(badge: str, criteria: Node, known: Mapping[str, Node]) -> None:
    way = cycle_through(badge, known)
    if way:
        path = next(
            p for p, node in walk(criteria, "criteria") if kind_of(node) == "badge" and body_of(node).id == way[1]
        )
        raise Refused([Problem(f"{path}.badge.id", f"must not lead back to this badge: {' → '.join(way)}")])


def _facts(said: list[dict[str, Any]]) -> Iterator[Fact]:
    """Facts, each once. Two that differ under one identity cannot both be true."""
    known: dict[tuple[str, ...], tuple[int, dict[str, Any]]] = {}
    for i, body in enumerate(said):
        try:
            shape = FactShape.model_validate(body)
        except ValidationError as error:
            raise Refused(problems_of(error, f"facts[{i}]")) from error
        fact = Fact(body, shape.occurred_at)
        first, other = known.setdefault(fact.moment.place, (i, body))
        if other != body:
            raise Refused(
                [Problem(f"facts[{i}].id", f"must differ from that of facts[{first}], which says other things")]
            )
        if first == i:
            yield fact


_TOO_DEEP = Problem("", "is nested too deeply")
