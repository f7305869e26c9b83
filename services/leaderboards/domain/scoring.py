"""What facts are worth: the points that they bring by themselves, and what scoring rules give for those they take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from services.leaderboards.domain.facts import BRINGING_POINTS, Told
from shared.criteria import History, Matcher, Person, Types, Units
from shared.events.points import Cause

ITSELF = "itself"
"""The origin of points that a fact brings by itself: an award's, a completed challenge's."""
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class Rule:
    """A scoring rule in force: ``points`` for every fact that its match takes."""

    id: str
    matcher: Matcher
    points: int

    @property
    def origin(self) -> str:
        """Where its points come from, as the ledger says it."""
        return origin_of(self.id)


@dataclass(frozen=True)
class Due:
    """Points that are due: ``amount`` for one fact by one origin, in the unit of the moment."""

    employee: str
    origin: str
    fact: str
    amount: int
    unit: str | None
    occurred_at: datetime
    cause: Cause

    @property
    def key(self) -> str:
        """What may be posted once."""
        return f"{self.origin}|{self.fact}"


def origin_of(rule: str) -> str:
    """Where a rule's points come from, as the ledger says it."""
    return f"rule/{rule}"


def rule_of(origin: str) -> str | None:
    """The rule that an origin names, if it is one."""
    return origin.removeprefix("rule/") if origin.startswith("rule/") else None


class Rulebook:
    """The scoring rules in force."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = {rule.origin: rule for rule in rules}

    def touched(self, type_: str) -> Iterator[str]:
        """The origins whose points a fact of this type may change."""
        if type_ in BRINGING_POINTS:
            yield ITSELF
        yield from (origin for origin, rule in self.rules.items() if rule.matcher.types.touches(type_))

    def types(self, origins: Iterable[str]) -> Types:
        """The types of facts that these origins look at."""
        wanted = set(origins)
        found = Types(BRINGING_POINTS) if ITSELF in wanted else Types()
        for origin in wanted & self.rules.keys():
            found |= self.rules[origin].matcher.types
        return found

    @property
    def origins(self) -> frozenset[str]:
        """All that give points just now."""
        return frozenset(self.rules) | {ITSELF}


def due(
    told: Iterable[Told], origins: Iterable[str], book: Rulebook, person: Person, units: Units, now: datetime
) -> dict[str, Due]:
    """Everything that is due to a person by these origins, by key. ``told`` are the facts that stand, in any order; an
    origin that is no longer in force gives nothing."""
    by_id = {one.fact.id: one for one in told}
    history = History.of_person(person, [one.fact for one in by_id.values()], units=units, now=now)
    found = {}
    for origin in origins:
        for name, amount in _worth(origin, by_id.values(), history, book):
            one = _due(by_id[name], amount, origin, person)
            found[one.key] = one
    return found


def unit_at(person: Person, moment: datetime) -> str | None:
    """The unit that a person belonged to: of several at once, the one joined last."""
    held = [membership for membership in person.memberships if membership.holds(moment)]
    return max(held, key=lambda membership: (membership.start or _EVER, membership.unit)).unit if held else None


def _worth(origin: str, told: Iterable[Told], history: History, book: Rulebook) -> Iterator[tuple[str, int]]:
    if origin == ITSELF:
        yield from ((one.fact.id, one.points) for one in told if one.points and one.fact.type in BRINGING_POINTS)
    elif rule := book.rules.get(origin):
        yield from ((fact.id, rule.points) for fact in rule.matcher.taken(history))


def _due(told: Told, amount: int, origin: str, person: Person) -> Due:
    at = _to_millisecond(told.fact.at)
    return Due(person.id, origin, told.fact.id, amount, unit_at(person, at), at, told.cause)


def _to_millisecond(moment: datetime) -> datetime:
    """The moment as the store keeps it: nothing may be compared finer."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
