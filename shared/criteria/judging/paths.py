"""Paths, compiled into functions that read them from a fact."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from shared.criteria.judging.facts import Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.people import Person, Units
from shared.criteria.judging.values import Several
from shared.criteria.language.values import write_instant

Reader = Callable[[Fact, History], Any]
"""Gives what a path ends at: a JSON value, Several where it went through a list, None where there is nothing."""


def reader(path: str) -> Reader:
    """Compile a path, derived ones included."""
    root, *names = path.split(".")
    if root == "local":
        return _local(names[0])
    if root == "person":
        return _person(names)
    if len(names) == 1:
        return _one_deep(root, names[0])
    return _deep(root, tuple(names))


def descend(value: Any, names: tuple[str, ...]) -> Any:
    """Follow names into objects; through a list, into each of its elements."""
    for i, name in enumerate(names):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list):
            return _through(value, names[i:])
        else:
            return None
    return value


def of_person(person: Person, units: Units, names: tuple[str, ...], moment: datetime) -> Any:
    """What a person is at a moment: `unit`, `roles`, `locale`, `joined_at` or `attributes`, NAME…"""
    if names[0] == "unit":
        return units.of_person(person, moment)
    if names[0] == "roles":
        return person.roles_at(moment)
    if names[0] == "locale":
        return person.locale_at(moment)
    if names[0] == "joined_at":
        return person.joined_at and write_instant(person.joined_at)
    return descend(person.attribute_at(names[1], moment), names[2:])


def _through(values: list[Any], names: tuple[str, ...]) -> Several | None:
    found = Several()
    for value in values:
        end = descend(value, names)
        found.extend(end if isinstance(end, Several) else [end] if end is not None else [])
    return found or None


def _one_deep(root: str, name: str) -> Reader:
    """The common case, such as data.topic, without a loop."""

    def read(fact: Fact, _: History) -> Any:
        holder = fact.body.get(root)
        return holder.get(name) if isinstance(holder, dict) else descend(holder, (name,))

    return read


def _deep(root: str, names: tuple[str, ...]) -> Reader:
    keys = (root, *names)

    def read(fact: Fact, _: History) -> Any:
        value: Any = fact.body.get(root)
        for name in names:
            if type(value) is not dict:
                return descend(fact.body, keys)
            value = value.get(name)
        return value

    return read


def _person(names: list[str]) -> Reader:
    keys = tuple(names)

    def read(fact: Fact, history: History) -> Any:
        person = history.people.get(fact.employee)
        return None if person is None else of_person(person, history.units, keys, fact.at)

    return read


def _local(name: str) -> Reader:
    part = _LOCAL[name]
    return lambda fact, history: part(history.local(fact))


_LOCAL: dict[str, Callable[[datetime], Any]] = {
    "date": lambda local: local.date().isoformat(),
    "year": lambda local: local.year,
    "month": lambda local: local.month,
    "day": lambda local: local.day,
    "weekday": lambda local: local.isoweekday(),
    "hour": lambda local: local.hour,
}
