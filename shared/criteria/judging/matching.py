"""A match, compiled: which facts it means, and which of those are taken within a window."""

from collections.abc import Callable, Collection, Hashable
from typing import Any

from shared.criteria.judging.calendars import period_of
from shared.criteria.judging.conditions import Test, compile_condition
from shared.criteria.judging.facts import Fact
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.paths import reader
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.types import Types
from shared.criteria.judging.values import canonical
from shared.criteria.language.matches import AWARDED, Cap, Match

Key = Callable[[Fact, History], Hashable]
"""The values of a credit key; None where one is missing."""


class Matcher:
    """A compiled match. `starred_out` are the badges whose awards no rule about any badge sees."""

    def __init__(self, match: Match, starred_out: frozenset[str] = frozenset(), *, keyed: bool = True) -> None:
        self.match = match
        self.types = Types.of(match.types)
        self.roles = (
            None if match.role == "*" else frozenset([match.role] if isinstance(match.role, str) else match.role)
        )
        self._checks = [compile_condition(condition) for condition in match.where or []]
        self.tests = [check.holds for check in self._checks]
        self._starred_out = starred_out if AWARDED in self.types.exact else frozenset[str]()
        self.key = _key(match.credit_key) if keyed else None
        self._meaning = (match.model_dump_json(exclude={"credit_key", "cap"}), self._starred_out)

    def tests_without(self, places: Collection[int | None]) -> tuple[Test, ...]:
        """What decides besides type and role, but for the conditions at places that are known to hold."""
        tests = [test for i, test in enumerate(self.tests) if i not in places]
        if self._starred_out:
            tests.append(lambda fact, _: not self.is_starred_out(fact))
        return tuple(tests)

    def holds(self, fact: Fact, history: History) -> bool:
        """Whether a fact of the right type is meant."""
        if self.roles is not None and fact.role not in self.roles:
            return False
        for test in self.tests:
            if not test(fact, history):
                return False
        return not self._starred_out or not self.is_starred_out(fact)

    def fault(self, fact: Fact, history: History) -> Reason | None:
        """The first reason why a fact of the right type is not meant; None if it is."""
        if self.roles is not None and fact.role not in self.roles:
            return Reason("role", {"role": fact.role, "wanted": sorted(self.roles)})
        for check in self._checks:
            if not check.holds(fact, history):
                return check.fault(fact, history)
        return Reason("star") if self.is_starred_out(fact) else None

    def meant(self, seen: Seen) -> list[Fact]:
        """Every fact that is meant, in order; worked out once for all matches that mean the same."""
        return seen.kept(self._meaning, lambda: self._meant(seen))

    def taken(self, history: History) -> list[Fact]:
        """Those of a lifetime that count, in order, after credit key and cap."""
        taking = Taking(self, history)
        return [fact for fact in self.meant(history.everything) if taking.refusal(fact) is None]

    def _meant(self, seen: Seen) -> list[Fact]:
        facts = seen.of(self.types)
        if self.roles is not None:
            facts = [fact for fact in facts if fact.role in self.roles]
        for test in self.tests:
            facts = [fact for fact in facts if test(fact, seen.history)]
        return [fact for fact in facts if not self.is_starred_out(fact)] if self._starred_out else facts

    def is_starred_out(self, fact: Fact) -> bool:
        """Whether it is an award that a rule about any badge does not see."""
        if not self._starred_out or fact.type != AWARDED:
            return False
        holder = fact.body.get("object")
        return isinstance(holder, dict) and holder.get("id") in self._starred_out


class Taking:
    """Takes facts in order within one window or period, passing over what was credited and what a cap holds back."""

    def __init__(self, matcher: Matcher, history: History) -> None:
        self._history = history
        self._key = matcher.key
        self._cap = matcher.match.cap
        self._once = matcher.match.has_several_roles
        self._credited: dict[Hashable, Fact] = {}
        self._completions: dict[Hashable, Fact] = {}
        self._used: dict[Hashable, int] = {}

    def refusal(self, fact: Fact) -> Reason | None:
        """Take the next fact, giving None, or pass it over and say why."""
        completion = (fact.source, fact.completion, fact.employee) if self._once else None
        if completion is not None and completion in self._completions:
            return Reason("same_completion", {"earlier": self._completions[completion]})
        key = self._key_of(fact)
        if key is not None and key in self._credited:
            return Reason("credited", {"earlier": self._credited[key], "object": fact.body.get("object")})
        if self._cap is not None:
            bucket = bucket_of(self._cap, fact, self._history)
            used = self._used.get(bucket, 0)
            if used >= self._cap.n:
                return Reason("cap", {"n": self._cap.n, "per": self._cap.per})
            self._used[bucket] = used + 1
        if key is not None:
            self._credited[key] = fact
        if completion is not None:
            self._completions[completion] = fact
        return None

    def _key_of(self, fact: Fact) -> Hashable:
        if self._key is None:
            return None
        key = self._key(fact, self._history)
        return (fact.employee, key) if key is not None and self._history.is_of_unit else key


def bucket_of(cap: Cap, fact: Fact, history: History) -> Hashable:
    """What a cap holds apart: a local period, or an object; a fact without one is apart by itself."""
    if cap.per != "object":
        return period_of(cap.per, history.local_date(fact))
    return fact.moment if fact.thing is None else fact.thing


def _key(paths: list[str] | None) -> Key | None:
    """Compile a credit key; None for one that takes every fact."""
    if paths is None:
        return lambda fact, _: fact.thing
    if not paths:
        return None
    readers = [reader(path) for path in paths]

    def key(fact: Fact, history: History) -> Hashable:
        values: list[Any] = [read(fact, history) for read in readers]
        return None if any(value is None for value in values) else tuple(map(canonical, values))

    return key
