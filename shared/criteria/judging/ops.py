"""What each operation means. A missing value, or one of another type, holds against nothing."""

import operator
from collections.abc import Callable
from typing import Any

from shared.criteria.judging.values import comparable, elements, ends, is_filled, same
from shared.criteria.language.conditions import compile_pattern

Holds = Callable[[Any, Any], bool]
"""Whether what a path ends at holds against what stands on the right."""


def _equal(left: Any, right: Any) -> bool:
    """Any element of one side equals any of the other; of `in`, the right side is the list."""
    rights = list(elements(right))
    return any(same(one, other) for one in elements(left) for other in rights)


def _unequal(left: Any, right: Any) -> bool:
    return not _equal(left, right)


def _ordered(compare: Callable[[Any, Any], bool]) -> Holds:
    def holds(left: Any, right: Any) -> bool:
        rights = [other for other in elements(right) if not isinstance(other, bool)]
        return any(comparable(one, other) and compare(one, other) for one in elements(left) for other in rights)

    return holds


def _of_texts(compare: Callable[[str, str], bool]) -> Holds:
    def holds(left: Any, right: Any) -> bool:
        rights = [other for other in elements(right) if isinstance(other, str)]
        return any(isinstance(one, str) and compare(one, other) for one in elements(left) for other in rights)

    return holds


def _contains(left: Any, right: Any) -> bool:
    rights = list(elements(right))
    return any(_holds_one(end, other) for end in ends(left) for other in rights)


def _holds_one(end: Any, wanted: Any) -> bool:
    if isinstance(end, str):
        return isinstance(wanted, str) and wanted in end
    return isinstance(end, list) and any(same(element, wanted) for element in elements(end))


def _matches(pattern: str) -> Holds:
    full_match = compile_pattern(pattern).fullmatch
    return lambda left, _: any(isinstance(one, str) and full_match(one) is not None for one in elements(left))


def _exists(left: Any, wanted: bool) -> bool:
    return is_filled(left) == wanted


def _sized(compare: Callable[[Any, Any], bool]) -> Holds:
    def holds(left: Any, wanted: Any) -> bool:
        return any(isinstance(end, list | dict | str) and compare(len(end), wanted) for end in ends(left))

    return holds


def _always(holds: Holds) -> Callable[[Any], Holds]:
    return lambda _: holds


OPS: dict[str, Callable[[Any], Holds]] = {
    "eq": _always(_equal),
    "ne": _always(_unequal),
    "in": _always(_equal),
    "nin": _always(_unequal),
    "gt": _always(_ordered(operator.gt)),
    "gte": _always(_ordered(operator.ge)),
    "lt": _always(_ordered(operator.lt)),
    "lte": _always(_ordered(operator.le)),
    "contains": _always(_contains),
    "prefix": _always(_of_texts(str.startswith)),
    "suffix": _always(_of_texts(str.endswith)),
    "matches": _matches,
    "exists": _always(_exists),
    "size_gte": _always(_sized(operator.ge)),
    "size_lte": _always(_sized(operator.le)),
}
"""For each operation a function that, given the plain value on the right (None if there is none), gives the test."""
