"""Conditions, compiled into checks that tell whether they hold and, where one does not, why."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import orjson

from shared.criteria.judging.facts import Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.ops import OPS, Holds
from shared.criteria.judging.paths import Reader, reader
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.values import Several, elements
from shared.criteria.language.conditions import PLACEHOLDER, AllOf, AnyOf, Comparison, Condition, Negation
from shared.criteria.language.values import is_number

Test = Callable[[Fact, History], bool]
MAX_TEXTS = 10_000
"""Of a text filled in from several lists, at most so many combinations are looked at: they multiply."""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: `holds` decides; `fault` says why it does not, once it is known that it does not."""

    holds: Test
    fault: Callable[[Fact, History], Reason]


def compile_condition(condition: Condition) -> Check:
    """Compile one condition with everything below it."""
    if isinstance(condition, Comparison):
        return _comparison(condition)
    if isinstance(condition, Negation):
        inner = compile_condition(condition.not_).holds
        return Check(lambda fact, history: not inner(fact, history), lambda *_: Reason("not"))
    if isinstance(condition, AnyOf):
        tests = [compile_condition(part).holds for part in condition.any]
        return Check(lambda fact, history: any(test(fact, history) for test in tests), lambda *_: Reason("any"))
    return _all_of(condition)


def _all_of(condition: AllOf) -> Check:
    checks = [compile_condition(part) for part in condition.all]

    def fault(fact: Fact, history: History) -> Reason:
        return next(check.fault(fact, history) for check in checks if not check.holds(fact, history))

    return Check(lambda fact, history: all(check.holds(fact, history) for check in checks), fault)


def _comparison(said: Comparison) -> Check:
    read, holds = reader(said.path), OPS[said.op](said.value)
    if "value" in said.model_fields_set:
        return _with_value(said, read, holds)
    other = reader(said.value_of) if said.value_of is not None else _filled_in(said.value_from or "")
    from_text = said.value_from is not None

    def test(fact: Fact, history: History) -> bool:
        right = other(fact, history)
        return not (from_text and right is None) and holds(read(fact, history), right)

    def fault(fact: Fact, history: History) -> Reason:
        found, wanted = read(fact, history), other(fact, history)
        args = {"path": said.path, "op": said.op, "found": found, "wanted": wanted, "other": said.value_of}
        return Reason("condition_path" if said.value_of else "condition", args)

    return Check(test, fault)


def _with_value(said: Comparison, read: Reader, holds: Holds) -> Check:
    wanted = said.value

    def fault(fact: Fact, history: History) -> Reason:
        found = read(fact, history)
        return Reason("condition", {"path": said.path, "op": said.op, "found": found, "wanted": wanted})

    if said.op == "eq" and isinstance(wanted, str):
        return Check(_equals_text(read, holds, wanted), fault)
    if said.op in _COMPARES and is_number(wanted):
        return Check(_compares_number(_COMPARES[said.op], read, holds, wanted), fault)
    return Check(lambda fact, history: holds(read(fact, history), wanted), fault)


def _equals_text(read: Reader, holds: Holds, wanted: str) -> Test:
    """The most common condition, with the answer at hand where the path ends at a text."""

    def test(fact: Fact, history: History) -> bool:
        found = read(fact, history)
        return found == wanted if isinstance(found, str) else holds(found, wanted)

    return test


def _compares_number(compare: Callable[[float, float], bool], read: Reader, holds: Holds, wanted: float) -> Test:
    """The same for limits, where the path ends at a number."""

    def test(fact: Fact, history: History) -> bool:
        found = read(fact, history)
        kind = type(found)
        return compare(found, wanted) if kind is int or kind is float else holds(found, wanted)

    return test


_COMPARES = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


def _filled_in(template: str) -> Reader:
    """Read a text with paths filled in: Several texts where a path meets a list, None where one is missing."""
    texts = PLACEHOLDER.split(template)
    readers = [reader(path) for path in texts[1::2]]

    def read(fact: Fact, history: History) -> Any:
        parts = [
            [_text(part) for part in elements(one(fact, history)) if not isinstance(part, dict)] for one in readers
        ]
        most = MAX_TEXTS if len(parts) > 1 else None
        filled = Several(_woven(texts[::2], chosen) for chosen in islice(product(*parts), most))
        return filled or None

    return read


def _text(value: str | float | bool) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _woven(texts: Sequence[str], values: Sequence[str]) -> str:
    return "".join(text + value for text, value in zip(texts, [*values, ""], strict=True))
