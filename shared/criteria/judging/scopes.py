"""Scopes: the periods, ordinals or values for each of which a repeated rule is judged apart."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from shared.criteria.judging.calendars import label_of
from shared.criteria.judging.facts import Dated, Fact, Scope
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.paths import reader
from shared.criteria.judging.values import canonical, elements, normal
from shared.criteria.language.repeats import PerPath, PerPeriod
from shared.criteria.language.rule import Rule

MAX_ORDINALS = 100_000
"""Of a rule that repeats every so many, at most so many awards a person: a fault in the data is no flood."""


def visible(rule: Rule, history: History) -> Seen:
    """What a rule sees of a history: nothing before its start."""
    start = rule.start_from
    if start is None:
        return history.everything
    return history.everything.kept(("start", start), lambda: history.everything.part(lambda item: item.at >= start))


def scopes(rule: Rule, history: History) -> Iterator[Seen]:
    """Each scope in which something seen lies; the whole where a rule does not repeat, or does by ordinals."""
    seen = visible(rule, history)
    if isinstance(rule.repeat, PerPeriod):
        yield from _per_period(rule.repeat.per_period, seen)
    elif isinstance(rule.repeat, PerPath):
        yield from _per_path(rule.repeat.per, seen)
    else:
        yield seen


def scope_shown(rule: Rule, history: History, asked: tuple[Scope] | None) -> Seen:
    """The scope asked for, by default that of now or of the value seen last; empty where nothing seen lies in it."""
    if not isinstance(rule.repeat, PerPeriod | PerPath):
        return visible(rule, history)
    known = list(scopes(rule, history))
    wanted = asked[0] if asked else _scope_of_now(rule.repeat, known, history)
    found = [seen for seen in known if canonical(seen.scope) == canonical(wanted)]
    return found[0] if found else visible(rule, history).part(lambda _: False, wanted)


def _scope_of_now(repeat: PerPeriod | PerPath, known: list[Seen], history: History) -> Scope:
    if isinstance(repeat, PerPeriod):
        return label_of(repeat.per_period, history.local_time(history.now).date())
    last = max((seen for seen in known if seen.facts), key=lambda seen: seen.facts[-1].moment, default=None)
    return last.scope if last else None


def _per_period(kind: str, seen: Seen) -> Iterator[Seen]:
    items: tuple[Dated, ...] = (*seen.facts, *seen.entries, *seen.awards)
    labels = {item: label_of(kind, seen.history.local_date(item)) for item in items}
    for label in sorted(set(labels.values())):
        yield _scope(seen, ("period", kind, label), _labelled(labels, label), label)


def _scope(seen: Seen, key: Hashable, keep: Callable[[Dated], bool], scope: Scope) -> Seen:
    return seen.kept(key, lambda: seen.part(keep, scope))


def _labelled(labels: dict[Dated, str], label: str) -> Callable[[Dated], bool]:
    return lambda item: labels[item] == label


def _per_path(path: str, seen: Seen) -> Iterator[Seen]:
    """Facts apart by value, every element of a list one; entries and awards bear none and are seen by all."""
    read = reader(path)
    values: dict[Hashable, Any] = {}
    holding: dict[Hashable, set[Fact]] = {}
    for fact in seen.facts:
        for value in elements(read(fact, seen.history)):
            key = canonical(value)
            values.setdefault(key, normal(value))
            holding.setdefault(key, set()).add(fact)
    for key, value in values.items():
        yield _scope(seen, ("value", path, key), _held(holding[key]), value)


def _held(facts: set[Fact]) -> Callable[[Dated], bool]:
    return lambda item: not isinstance(item, Fact) or item in facts
