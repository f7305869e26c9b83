"""A world, read and judged."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from shared.criteria.folding.folded import Folded
from shared.criteria.folding.news import News, Past
from shared.criteria.folding.plan import Plan
from shared.criteria.judging.facts import Award, Entry, Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Compiled, Entitlement, compile_rule
from shared.criteria.judging.people import Person, Units
from shared.criteria.judging.reach import star_dependents
from shared.criteria.language.problems import Problem, Refused, problems_of
from shared.criteria.language.rule import Rule, parse_rule
from shared.criteria.language.tree import Node
from shared.criteria.worlds.checks import facts_of, refuse_cycles, refuse_depth, refuse_twins
from shared.criteria.worlds.reading import award_of, entry_of, person_of, unit_of
from shared.criteria.worlds.shapes import OtherBadgeShape, WorldShape

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
        plan = Plan([(self.compiled.badge, self.compiled)])
        return [entitlement for history in self.histories() for entitlement in _folded(plan, history)]

    def judge_plainly(self) -> list[Entitlement]:
        """The same by the plain evaluator."""
        return [entitlement for history in self.histories() for entitlement in self.compiled.judge(history)]

    def histories(self) -> Iterator[History]:
        """The histories of those whom the rule is about."""
        return self._of_units() if self.compiled.rule.recipient == "unit" else self._of_people()

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
    refuse_depth(data)
    try:
        said = WorldShape.model_validate(data)
    except ValidationError as error:
        raise Refused(problems_of(error)) from error
    refuse_twins(said)
    badge, rule = _badge(said.badge)
    known = {other.id: _criteria(other, i) for i, other in enumerate(said.badges)} | {badge: rule.criteria}
    refuse_cycles(badge, rule.criteria, known)
    return World(
        compile_rule(rule, badge, star_dependents(known)),
        tuple(facts_of(said.facts)),
        tuple(map(person_of, said.people)),
        Units(map(unit_of, said.units)),
        tuple(map(entry_of, said.points)),
        tuple(map(award_of, said.awards)),
        said.now,
    )


def _folded(plan: Plan, history: History) -> list[Entitlement]:
    """What a history entitles to, by the fast evaluator."""
    facts = [fact for fact in history.everything.facts if not fact.is_award]
    entries = history.everything.entries
    folded = Folded(plan, fresh=True)
    news = News(facts, entries=entries, changed=frozenset({"awards", "clock"}))
    folded.take(news, history, lambda _: Past(facts, entries))
    return [entitlement for found in folded.judge(history).values() for entitlement in found]


def _badge(said: dict[str, Any]) -> tuple[str, Rule]:
    name = said.get("id")
    if not isinstance(name, str) or not name:
        raise Refused([Problem("badge.id", "must be a text that is not empty")])
    return name, parse_rule({key: part for key, part in said.items() if key != "id" and part is not None})


def _criteria(other: OtherBadgeShape, place: int) -> Node:
    try:
        return _NODE.validate_python(other.criteria)
    except ValidationError as error:
        raise Refused(problems_of(error, f"badges[{place}].criteria")) from error
