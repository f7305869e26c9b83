"""JSON values as the language compares them: each only with its own type, and 1 equal to 1.0."""

from collections.abc import Hashable, Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from shared.criteria.language.values import is_number

MILLION = 10**6
_WHOLE = 2**63
_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)
_SIX_DECIMALS = Decimal("0.000001")


class Several(list[Any]):
    """What a path that went through a list ends at: one value for each element."""


def same(left: object, right: object) -> bool:
    """Whether two scalars are of one type and equal."""
    return left == right and comparable(left, right)


def comparable(left: object, right: object) -> bool:
    """Whether two scalars are of one type: numbers, texts, or true and false."""
    if isinstance(left, str):
        return isinstance(right, str)
    if isinstance(left, bool) or isinstance(right, bool):
        return isinstance(left, bool) and isinstance(right, bool)
    return is_number(left) and is_number(right)


def canonical(value: Any) -> Hashable:
    """A key that is equal for equal values of one type, whatever they are made of."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool):
        return (bool, value)
    if isinstance(value, list):
        return (list, tuple(map(canonical, value)))
    if isinstance(value, dict):
        return (dict, frozenset((key, canonical(part)) for key, part in value.items()))
    return (float, value)


def elements(value: Any) -> Iterator[Any]:
    """The values that a path met: a list's elements, however deep; nothing for null."""
    if isinstance(value, list):
        for element in value:
            yield from elements(element)
    elif value is not None:
        yield value


def ends(value: Any) -> list[Any]:
    """What a path ends at, lists kept whole."""
    return value if isinstance(value, Several) else [value]


def normal(value: Any) -> Any:
    """The one way in which equal values of one type are shown: whole numbers as such, keys sorted."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _WHOLE else value
    if isinstance(value, list):
        return [normal(part) for part in value]
    return {key: normal(value[key]) for key in sorted(value)} if isinstance(value, dict) else value


def is_filled(value: Any) -> bool:
    """Whether something non-empty is there: 0 and false are something, a list of only nulls and empty texts is not."""
    if isinstance(value, list):
        return any(map(is_filled, value))
    return value is not None and value not in ("", {})


def millionths(value: float) -> int:
    """A number in millionths, rounded half-even from the digits that JSON shows."""
    if isinstance(value, int):
        return value * MILLION
    return int(_EXACT.quantize(Decimal(repr(value)), _SIX_DECIMALS).scaleb(6, _EXACT))


def exact_millionths(value: float) -> int | Fraction:
    """A number in millionths without rounding, from the digits that JSON shows."""
    exact = Fraction(repr(value)) * MILLION
    return int(exact) if exact.denominator == 1 else exact


def from_millionths(level: int | Fraction) -> int | float:
    """Millionths as people say them: whole where they are."""
    whole, rest = divmod(level, MILLION)
    return int(whole) if not rest else float(level / MILLION)
