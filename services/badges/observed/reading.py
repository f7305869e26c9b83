"""What facts say: the paths that end at something in them, with the values that may be shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from services.badges.observed import FEWEST
from shared.criteria import Fact

Json = dict[str, Any]
Scalar = str | bool | int | float
ROOTS = ("object", "result", "data", "role", "source")
DEEPEST, MOST_PATHS, MOST_VALUES, LONGEST = 6, 60, 20, 80
THING, THING_NAME = "object.id", "name"


@dataclass
class Place:
    """What stands at one path."""

    kinds: Counter[str] = field(default_factory=Counter)
    count: int = 0
    values: Counter[tuple[str, Scalar]] = field(default_factory=Counter)
    people: defaultdict[tuple[str, Scalar], set[str]] = field(default_factory=lambda: defaultdict(set))
    lows: dict[str, float] = field(default_factory=dict)
    highs: dict[str, float] = field(default_factory=dict)

    def note(self, employee: str, ends: list[Any]) -> None:
        """One fact has these values there."""
        self.count += 1
        for value in ends:
            kind = kind_of(value)
            self.kinds[kind] += 1
            if kind == "number":
                self.lows[employee] = min(value, self.lows.get(employee, value))
                self.highs[employee] = max(value, self.highs.get(employee, value))
        for value in {(kind_of(one), one) for one in ends if not isinstance(one, list)}:
            self.values[value] += 1
            if len(self.people[value]) < FEWEST:
                self.people[value].add(employee)

    def shown(self) -> list[tuple[Scalar, int]]:
        """The commonest values of enough people, texts only where they are short."""
        enough = ((key, n) for key, n in self.values.most_common() if len(self.people[key]) >= FEWEST)
        return [(value, n) for (_, value), n in enough if len(str(value)) <= LONGEST][:MOST_VALUES]

    def range(self) -> tuple[float, float] | None:
        """Where the numbers lie: at least so many people have one at or below its start, and at or above its end."""
        if len(self.lows) < FEWEST:
            return None
        low, high = sorted(self.lows.values())[FEWEST - 1], sorted(self.highs.values(), reverse=True)[FEWEST - 1]
        return (low, high) if low < high else None


def places(facts: Iterable[Fact]) -> dict[str, Place]:
    """Every path of these facts, those found first kept where they are too many; with what stands there."""
    found: dict[str, Place] = {}
    for fact in facts:
        ends: dict[str, list[Any]] = {}
        for path, value in _ends(fact.body):
            ends.setdefault(path, []).append(value)
        for path, values in ends.items():
            if path in found or len(found) < MOST_PATHS:
                found.setdefault(path, Place()).note(fact.employee, values)
    return found


def told(path: str, place: Place, names: dict[Scalar, str]) -> Json:
    """A place as it is answered; ``names`` of values where they have any."""
    shown = place.shown()
    span = place.range()
    return {
        "path": path,
        "kinds": [kind for kind, _ in place.kinds.most_common()],
        "count": place.count,
        "values": [{"value": value, "count": n, "name": names.get(value)} for value, n in shown],
        "others": len(place.values) - len(shown),
        "low": span[0] if span else None,
        "high": span[1] if span else None,
    }


def names_of(facts: Iterable[Fact]) -> dict[Scalar, str]:
    """What things are called, by their ids."""
    found: dict[Scalar, str] = {}
    for fact in facts:
        thing = fact.body.get("object")
        if isinstance(thing, dict) and isinstance(name := thing.get(THING_NAME), str) and len(name) <= LONGEST:
            found.setdefault(str(thing.get("id")), name)
    return found


def kind_of(value: Any) -> str:
    """What a condition would compare it with."""
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, list):
        return "list"
    return "number" if isinstance(value, int | float) else "text"


def _ends(body: Any) -> Iterator[tuple[str, Any]]:
    for root in ROOTS:
        if root in body:
            yield from _below(root, body[root], DEEPEST)


def _below(path: str, value: Any, levels: int) -> Iterator[tuple[str, Any]]:
    """What lies at and below a path. Of a list also each element; a name that no path can say is left out."""
    if isinstance(value, dict) and levels:
        for name, inner in value.items():
            if name and not set(name) & set(".{}"):
                yield from _below(f"{path}.{name}", inner, levels - 1)
    elif isinstance(value, list):
        yield path, value
        for element in value:
            yield from _below(path, element, levels) if not isinstance(element, list) else ()
    elif isinstance(value, Scalar):
        yield path, value
