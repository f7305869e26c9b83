"""Which folds a fact is meant for: each match is posted under its rarest condition, so that few are looked at."""

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.criteria.folding.ranges import Ranges
from shared.criteria.judging.conditions import Test
from shared.criteria.judging.facts import Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.paths import Reader, reader
from shared.criteria.judging.values import canonical, elements
from shared.criteria.language.conditions import AllOf, AnyOf, Comparison, Condition
from shared.criteria.language.matches import AWARDED

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Post(NamedTuple):
    """A match of a fold; `bit` is its step. `tests` are what is left to ask where the post was found, besides roles."""

    fold: "Fold"
    bit: int
    roles: frozenset[str] | None
    tests: tuple[Test, ...]


class Place(NamedTuple):
    """Where a match may be posted: a path, and a value that it must have or a limit that it must keep (`op`)."""

    path: str
    op: str
    value: Any


class Bucket:
    """The posts of one type, or of one prefix."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[Reader, dict[Hashable, list[Post]]]] = {}
        self.ranges: dict[str, tuple[Reader, Ranges[Post]]] = {}
        self.rest: list[Post] = []

    def add(self, fold: "Fold", bit: int, matcher: Matcher) -> None:
        """Post a match under its rarest condition."""
        choices = list(_choices(matcher.match.where or []))
        if not choices:
            self.rest.append(Post(fold, bit, matcher.roles, matcher.tests_without(None)))
            return
        places, settled = min(choices, key=lambda choice: self._cost(choice[0]))
        post = Post(fold, bit, matcher.roles, matcher.tests_without(settled))
        for place in places:
            self._holder(place).append(post)

    def remove(self, fold: "Fold") -> None:
        """Take down every post of a fold."""
        for holder in self._holders():
            if any(post.fold is fold for post in holder):
                holder[:] = [post for post in holder if post.fold is not fold]

    def meant(self, fact: Fact, history: History) -> list[Post]:
        """The posts that may mean the fact."""
        posts = list(self.rest)
        for read, by_value in self.values.values():
            found = read(fact, history)
            if isinstance(found, str):
                posts += by_value.get(found, ())
            elif found is not None:
                for value in {canonical(part) for part in elements(found)}:
                    posts += by_value.get(value, ())
        for read, ranges in self.ranges.values():
            posts += ranges.around(list(elements(read(fact, history))))
        return posts

    def _cost(self, places: Sequence[Place]) -> tuple[int, int]:
        """How many others stand there already; limits last, as many facts keep them."""
        limits = sum(place.op != "eq" for place in places)
        return limits, sum(len(self._known(place)) for place in places if place.op == "eq")

    def _known(self, place: Place) -> Sequence[Post]:
        held = self.values.get(place.path)
        return held[1].get(place.value, ()) if held else ()

    def _holder(self, place: Place) -> list[Post]:
        if place.op == "eq":
            _, by_value = self.values.setdefault(place.path, (reader(place.path), {}))
            return by_value.setdefault(place.value, [])
        _, ranges = self.ranges.setdefault(place.path, (reader(place.path), Ranges()))
        return ranges.holder(place.op, place.value)

    def _holders(self) -> Iterator[list[Post]]:
        yield self.rest
        for _, by_value in self.values.values():
            yield from by_value.values()
        for _, ranges in self.ranges.values():
            yield from ranges.holders()


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
                for test in tests:
                    if not test(fact, history):
                        break
                else:
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


def _choices(conditions: Sequence[Condition]) -> Iterator[tuple[list[Place], int | None]]:
    """Every way to post what keeps all of these: under all the places of one way, it is found by each fact it means.

    With it goes which of them need not be asked again of what is found there, if any."""
    for i, condition in enumerate(conditions):
        if isinstance(condition, AllOf):
            yield from ((places, None) for places, _ in _choices(condition.all))
        elif isinstance(condition, AnyOf):
            branches = [next(_choices([branch]), None) for branch in condition.any]
            places = [place for branch in branches if branch is not None for place in branch[0]]
            if None not in branches:
                yield list(dict.fromkeys(places)), None
        elif isinstance(condition, Comparison) and (places := _places(condition)):
            yield places, i if condition.op in {"eq", "in"} else None


def _places(said: Comparison) -> list[Place]:
    if "value" not in said.model_fields_set:
        return []
    if said.op in {"eq", "in"}:
        values = said.value if said.op == "in" else [said.value]
        return [Place(said.path, "eq", value) for value in dict.fromkeys(map(canonical, values))]
    return [Place(said.path, said.op, said.value)] if said.op in {"gt", "gte", "lt", "lte"} else []
