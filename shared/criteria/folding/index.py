"""Which folds a fact is meant for: each match is posted under its rarest condition, so that few are looked at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.criteria.folding.shelves import Bucket
from shared.criteria.judging.facts import Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.matching import Matcher
from shared.criteria.language.matches import AWARDED

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Index:
    """Buckets by type and by prefix."""

    def __init__(self) -> None:
        self._exact: dict[str, Bucket] = {}
        self._prefixes: dict[str, Bucket] = {}

    def add(self, fold: "Fold") -> None:
        """Post every match of a fold."""
        for step, matcher in enumerate(fold.matchers):
            for bucket in self._buckets(matcher):
                bucket.add(fold, 1 << step, matcher)

    def remove(self, fold: "Fold") -> None:
        """Take a fold out."""
        for matcher in fold.matchers:
            for bucket in self._buckets(matcher):
                bucket.remove(fold)

    def meant(self, fact: Fact, history: History) -> dict["Fold", int]:
        """The folds that a fact is meant for, each with the steps that it fits, as bits."""
        found: dict[Fold, int] = {}
        role = fact.role
        for bucket in self._of_type(fact.type):
            for fold, bit, roles, tests in bucket.meant(fact, history):
                if roles is not None and role not in roles:
                    continue
                if not tests or all(test(fact, history) for test in tests):
                    found[fold] = found.get(fold, 0) | bit
        return found

    def _of_type(self, name: str) -> Iterator[Bucket]:
        if exact := self._exact.get(name):
            yield exact
        if self._prefixes and name != AWARDED:
            end = name.find(".")
            while end >= 0:
                if held := self._prefixes.get(name[: end + 1]):
                    yield held
                end = name.find(".", end + 1)

    def _buckets(self, matcher: Matcher) -> Iterator[Bucket]:
        for name in matcher.types.exact:
            yield self._exact.setdefault(name, Bucket())
        for prefix in matcher.types.prefixes:
            yield self._prefixes.setdefault(prefix, Bucket())
