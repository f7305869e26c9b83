"""What a rule depends on: kinds of input besides facts, and other badges."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from shared.criteria.language import tree
from shared.criteria.language.matches import AWARDED
from shared.criteria.language.reading import paths_of
from shared.criteria.language.repeats import PerPath, PerPeriod
from shared.criteria.language.rule import Rule
from shared.criteria.language.tree import Node
from shared.criteria.language.windows import InCalendar, Since

_NODE: TypeAdapter[Node] = TypeAdapter(Node)


def what_is_read(rule: Rule) -> Iterator[str]:
    """Besides facts: `points`, `awards`, `profile` (zones, calendars, dated attributes, memberships) and `clock`."""
    if (
        rule.recipient == "unit"
        or isinstance(rule.repeat, PerPeriod)
        or (isinstance(rule.repeat, PerPath) and is_derived(rule.repeat.per))
    ):
        yield "profile"
    for path, node in tree.walk(rule.criteria, "criteria"):
        yield from read_by(node, path)


def looks_at_own_awards(rule: Rule) -> bool:
    """Whether a window of it opens at the last award of the badge itself."""
    windows = (getattr(tree.body_of(node), "window", None) for _, node in tree.walk(rule.criteria, "criteria"))
    return any(isinstance(window, Since) and window.since == "award" for window in windows)


def star_dependents(criteria: Mapping[str, Node | dict[str, Any]]) -> frozenset[str]:
    """The badges (id: criteria) that depend on any badge at all, directly or through others: no `*` looks at them."""
    parsed = {
        badge: _NODE.validate_python(said) if isinstance(said, dict) else said for badge, said in criteria.items()
    }
    asked = {badge: set(_badges_asked(node)) for badge, node in parsed.items()}
    found = {badge for badge, others in asked.items() if "*" in others}
    while more := {badge for badge, others in asked.items() if badge not in found and others & found}:
        found |= more
    return frozenset(found)


def cycle_through(badge: str, criteria: Mapping[str, Node]) -> list[str]:
    """A way from a badge through those that it asks for back to itself; empty where there is none."""
    asked = {name: sorted(set(_badges_asked(node)) - {"*"}) for name, node in criteria.items()}
    ways = [[badge]]
    known = {badge}
    while ways:
        way = ways.pop()
        for other in asked.get(way[-1], []):
            if other == badge:
                return [*way, badge]
            if other not in known:
                known.add(other)
                ways.append([*way, other])
    return []


def _badges_asked(criteria: Node) -> Iterator[str]:
    """The badges that criteria ask for by name, and `*` where they ask for any."""
    for _, node in tree.walk(criteria, "criteria"):
        if tree.kind_of(node) == "badge":
            yield tree.body_of(node).id
        if any(AWARDED in match.types for _, match in tree.matches_of(node)):
            yield "*"


def read_by(node: Node, path: str) -> Iterator[str]:
    """What one node itself depends on besides facts."""
    kind, body = tree.kind_of(node), tree.body_of(node)
    window = getattr(body, "window", None)
    matches = [match for _, match in tree.matches_of(node)]
    if kind == "points":
        yield "points"
    if kind == "badge" or any(AWARDED in match.types for match in matches):
        yield "awards"
    if isinstance(window, Since):
        yield "awards" if window.since == "award" else "profile"
    if kind in {"attribute", "tenure", "streak"} or isinstance(window, InCalendar):
        yield "profile"
    if any(match.cap and match.cap.per != "object" for match in matches):
        yield "profile"
    if any(is_derived(used) for _, used in paths_of(node, path)):
        yield "profile"
    if kind in {"attribute", "tenure", "not"}:
        yield "clock"


def is_derived(path: str) -> bool:
    """Whether a path reads the calendar or the person, not the fact alone."""
    return path.startswith(("local.", "person."))
