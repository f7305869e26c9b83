"""In which scopes of a repeated rule a fact, entry or award lies."""

from collections.abc import Callable
from typing import Any

from shared.criteria.judging.calendars import label_of
from shared.criteria.judging.facts import Dated, Fact, Scope
from shared.criteria.judging.history import History
from shared.criteria.judging.paths import reader
from shared.criteria.judging.values import elements, normal
from shared.criteria.language.repeats import PerPath, PerPeriod
from shared.criteria.language.rule import Rule

Scoping = Callable[[Dated, History], list[Scope]]
"""Gives the scopes in which something lies, as they are shown."""


def scoping_of(rule: Rule) -> Scoping | None:
    """How a rule's scopes are told apart; None where it has but one, or counts ordinals."""
    repeat = rule.repeat
    if isinstance(repeat, PerPeriod):
        return _by_period(repeat.per_period)
    return _by_path(repeat.per) if isinstance(repeat, PerPath) else None


def _by_period(kind: str) -> Scoping:
    return lambda item, history: [label_of(kind, history.local_date(item))]


def _by_path(path: str) -> Scoping:
    read = reader(path)

    def scopes(item: Dated, history: History) -> list[Any]:
        if not isinstance(item, Fact):
            return []
        found = read(item, history)
        return [found] if isinstance(found, str) else [normal(part) for part in elements(found)]

    return scopes
