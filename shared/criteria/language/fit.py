"""Whether the parts of a rule fit together: tiers, repeat and recipient with the tree."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from shared.criteria.language.reading import paths_of
from shared.criteria.language.repeats import Every, PerPath, PerPeriod, Tier
from shared.criteria.language.tree import TIERABLE, Node, body_of, kind_of, walk

Broken = Iterator[tuple[str, str]]
Repeat = str | PerPeriod | Every | PerPath


def misfits(criteria: Node, recipient: str, repeat: Repeat, tiers: Sequence[Tier]) -> Broken:
    """Everything in tiers, repeat and recipient that the tree has no place for, as (path, message)."""
    yield from _tiers(criteria, tiers)
    if isinstance(repeat, PerPeriod):
        yield from _per_period(criteria)
    elif isinstance(repeat, Every):
        yield from _every(criteria, repeat, tiers)
    if recipient == "unit":
        yield from _unit(criteria, repeat)


def _tiers(criteria: Node, tiers: Sequence[Tier]) -> Broken:
    marked = [(path, node) for path, node in walk(criteria, "criteria") if getattr(body_of(node), "tiered", False)]
    if not tiers:
        for path, _ in marked:
            yield path, "is marked as tiered: the rule needs tiers, or the mark must go"
        return
    yield from _steps(tiers)
    for path, _ in marked[1:]:
        yield path, "is marked as tiered: only one node may be"
    yield from _bearer(criteria, *(marked[0] if marked else ("criteria", criteria)), tiers)


def _bearer(criteria: Node, path: str, bearer: Node, tiers: Sequence[Tier]) -> Broken:
    nots = [at for at, node in walk(criteria, "criteria") if kind_of(node) == "not"]
    if kind_of(bearer) not in TIERABLE:
        yield "tiers", f'need a root, or one node marked "tiered": true, that is one of {", ".join(sorted(TIERABLE))}'
    elif any(path.startswith(f"{at}.not") for at in nots):
        yield path, "is marked as tiered: it may not lie below a not"
    elif kind_of(bearer) not in {"sum", "points"}:
        yield from _whole_steps(tiers)


def _steps(tiers: Sequence[Tier]) -> Broken:
    for i, (lower, higher) in enumerate(pairwise(tiers), start=1):
        if higher.at_least <= lower.at_least:
            yield f"tiers[{i}].at_least", f"must be more than {lower.at_least}, as tiers rise strictly"
    seen: set[str] = set()
    for i, tier in enumerate(tiers):
        if tier.id in seen:
            yield f"tiers[{i}].id", f'must differ from the other tiers\' ("{tier.id}" is taken)'
        seen.add(tier.id)


def _whole_steps(tiers: Sequence[Tier]) -> Broken:
    for i, tier in enumerate(tiers):
        if tier.at_least != tier.at_least // 1:
            yield f"tiers[{i}].at_least", "must be a whole number, 1 or more"


def _per_period(criteria: Node) -> Broken:
    for path, node in walk(criteria, "criteria"):
        if getattr(body_of(node), "window", None) is not None:
            yield f"{path}.{kind_of(node)}.window", "must be left out where the rule repeats per period"


def _every(criteria: Node, repeat: Every, tiers: Sequence[Tier]) -> Broken:
    kind = kind_of(criteria)
    if kind not in {"count", "sum", "distinct"}:
        yield "repeat.every", "needs a root that is one of count, sum, distinct"
    elif body_of(criteria).window is not None:
        yield f"criteria.{kind}.window", "must be left out where the rule repeats every so many"
    elif kind != "sum" and repeat.every != repeat.every // 1:
        yield "repeat.every", "must be a whole number, 1 or more"
    if tiers:
        yield "tiers", "must be left out where the rule repeats every so many"


def _unit(criteria: Node, repeat: Repeat) -> Broken:
    if isinstance(repeat, PerPath) and repeat.per.startswith("person."):
        yield "repeat.per", "may not be of a person where the recipient is a unit"
    for path, node in walk(criteria, "criteria"):
        if kind_of(node) in {"attribute", "tenure"}:
            yield path, f"is refused where the recipient is a unit: a unit has no {kind_of(node)}"
        for at, used in paths_of(node, path):
            if used.startswith("person."):
                yield at, "may not be of a person where the recipient is a unit"
