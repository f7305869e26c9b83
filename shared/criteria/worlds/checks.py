"""What in a world cannot be so: two things under one name, a badge that leads back to itself, data without a bottom."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from shared.criteria.judging.facts import Fact
from shared.criteria.judging.reach import cycle_through
from shared.criteria.language.problems import Problem, Refused, problems_of
from shared.criteria.language.tree import Node, body_of, kind_of, walk
from shared.criteria.worlds.shapes import FactShape, WorldShape

T = TypeVar("T")
MAX_DEPTH = 200
"""How deeply the JSON of a world may be nested."""


def refuse_depth(data: object) -> None:
    """Refuse JSON that is nested so deeply that reading it would end nowhere."""
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        level = [part for value in level for part in _parts(value)]
        if not level:
            return
    raise Refused([Problem("", f"must not be nested deeper than {MAX_DEPTH} levels")])


def facts_of(said: list[dict[str, Any]]) -> list[Fact]:
    """Facts, each once."""
    read = []
    for i, body in enumerate(said):
        try:
            read.append(Fact(body, FactShape.model_validate(body).occurred_at))
        except ValidationError as error:
            raise Refused(problems_of(error, f"facts[{i}]")) from error
    return each_once("facts", [(fact.moment.place, fact.body, fact) for fact in read])


def refuse_twins(said: WorldShape) -> None:
    """Refuse two people, units, entries or badges under one id that differ."""
    for name in ("people", "units", "points", "badges"):
        each_once(name, [(thing.id, thing, thing) for thing in getattr(said, name)])


def each_once(name: str, things: Iterable[tuple[Hashable, object, T]]) -> list[T]:
    """The things (key, what it says, thing) without repeats; two that differ under one key cannot both be true."""
    first: dict[Hashable, tuple[int, object, T]] = {}
    for i, (key, says, thing) in enumerate(things):
        place, other, _ = first.setdefault(key, (i, says, thing))
        if other != says:
            raise Refused(
                [Problem(f"{name}[{i}].id", f"must differ from that of {name}[{place}], which says otherwise")]
            )
    return [thing for _, _, thing in first.values()]


def refuse_cycles(badge: str, criteria: Node, known: Mapping[str, Node]) -> None:
    """Refuse a badge that, directly or through others, asks for itself."""
    way = cycle_through(badge, known)
    if way:
        nodes = walk(criteria, "criteria")
        path = next(at for at, node in nodes if kind_of(node) == "badge" and body_of(node).id == way[1])
        raise Refused([Problem(f"{path}.badge.id", f"must not lead back to this badge: {' → '.join(way)}")])


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
