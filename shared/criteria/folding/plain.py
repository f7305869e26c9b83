"""Keys and levels as plain data: what JSON and BSON can hold, and back without loss."""

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any

Plain = Any
"""Null, a text, a number of at most 64 bits, true or false, or lists of these."""

_WIDEST = 2**63
_TYPES: dict[str, type] = {"bool": bool, "float": float, "list": list, "dict": dict}


def to_plain(value: Any) -> Plain:
    """A key (texts, numbers, types and tuples or sets of them), or a level, as plain data."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value if -_WIDEST <= value < _WIDEST else ["int", str(value)]
    if isinstance(value, tuple):
        return ["tuple", [to_plain(part) for part in value]]
    if isinstance(value, frozenset):
        return ["set", [to_plain(part) for part in value]]
    if isinstance(value, Fraction):
        return ["part", str(value)]
    return ["type", value.__name__] if isinstance(value, type) else value


def from_plain(data: Plain) -> Any:
    """What `to_plain` was given."""
    return _READ[data[0]](data[1]) if isinstance(data, list) else data


def _each(data: list[Plain]) -> list[Hashable]:
    return [from_plain(part) for part in data]


_READ: dict[str, Callable[[Any], Any]] = {
    "int": int,
    "part": Fraction,
    "tuple": lambda data: tuple(_each(data)),
    "set": lambda data: frozenset(_each(data)),
    "type": lambda data: _TYPES[data],
}
