"""Where matches are posted: under a value that a condition asks for, there under a limit that another one sets."""

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


class Shelf:
    """Posts, those under a limit apart."""

    __slots__ = ("ranges", "rest")

    def __init__(self) -> None:
        self.rest: list[Post] = []
        self.ranges: dict[str, tuple[Reader, Ranges[Post]]] = {}

    def under(self, limit: Place | None) -> list[Post]:
        """Where to post under a limit, or under none."""
        if limit is None:
            return self.rest
        _, ranges = self.ranges.setdefault(limit.path, (reader(limit.path), Ranges()))
        return ranges.holder(limit.op, limit.value)

    def holders(self) -> Iterator[list[Post]]:
        """Every place where something is posted."""
        yield self.rest
        for _, ranges in self.ranges.values():
            yield from ranges.holders()

    def meant(self, fact: Fact, history: History) -> list[Post]:
        """The posts that may mean the fact."""
        if not self.ranges:
            return self.rest
        posts = list(self.rest)
        for read, ranges in self.ranges.values():
            posts += ranges.around(list(elements(read(fact, history))))
        return posts


class Bucket:
    """The posts of one type, or of one prefix: `values` by path and value, the others on a shelf of their own."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[Reader, dict[Hashable, Shelf]]] = {}
        self.others = Shelf()
        self.sizes: dict[Place, int] = {}

    def add(self, fold: "Fold", bit: int, matcher: Matcher) -> None:
        """Post a match under its rarest condition, and there under a limit, if it has one."""
        conditions = matcher.match.where or []
        places, settled = min(_choices(conditions), key=lambda choice: self._cost(choice[0]), default=([], None))
        at, limit = next(_limits(conditions), (None, None))
        is_exact = limit is not None and limit.op in {"gte", "lte"}
        done = {settled, at if is_exact else None}
        post = Post(fold, bit, matcher.roles, matcher.tests_without(done))
        for place in places:
            self.sizes[place] = self.sizes.get(place, 0) + 1
            _, by_value = self.values.setdefault(place.path, (reader(place.path), {}))
            by_value.setdefault(place.value, Shelf()).under(limit).append(post)
        if not places:
            self.others.under(limit).append(post)

    def remove(self, fold: "Fold") -> None:
        """Take down every post of a fold."""
        shelves = [shelf for _, by_value in self.values.values() for shelf in by_value.values()]
        for shelf in (self.others, *shelves):
            for holder in shelf.holders():
                if any(post.fold is fold for post in holder):
                    holder[:] = [post for post in holder if post.fold is not fold]

    def meant(self, fact: Fact, history: History) -> list[Post]:
        """The posts that may mean the fact; one posted under several of its values comes as often."""
        posts = list(self.others.meant(fact, history))
        for read, by_value in self.values.values():
            found = read(fact, history)
            values = (found,) if isinstance(found, str) else {canonical(part) for part in elements(found)}
            for value in values:
                if shelf := by_value.get(value):
                    posts += shelf.meant(fact, history)
        return posts

    def _cost(self, places: Sequence[Place]) -> int:
        """How many others stand there already."""
        return sum(self.sizes.get(place, 0) for place in places)


def _choices(conditions: Sequence[Condition]) -> Iterator[tuple[list[Place], int | None]]:
    """Every way to post what keeps all of these: under all the places of one way, it is found by each fact it means.

    With it goes which of them need not be asked again of what is found there, if any."""
    for i, condition in enumerate(conditions):
        if isinstance(condition, AllOf):
            yield from ((places, None) for places, _ in _choices(condition.all))
        elif isinstance(condition, AnyOf):
            branches = [next(_choices([branch]), None) for branch in condition.any]
            if None not in branches:
                places = [place for branch in branches if branch is not None for place in branch[0]]
                yield list(dict.fromkeys(places)), None
        elif isinstance(condition, Comparison) and condition.op in {"eq", "in"} and _is_plain(condition):
            values = condition.value if condition.op == "in" else [condition.value]
            yield [Place(condition.path, "eq", value) for value in dict.fromkeys(map(canonical, values))], i


def _limits(conditions: Sequence[Condition]) -> Iterator[tuple[int, Place]]:
    """The limits among these that all of them must keep, each with its place."""
    for i, said in enumerate(conditions):
        if isinstance(said, Comparison) and said.op in {"gt", "gte", "lt", "lte"} and _is_plain(said):
            yield i, Place(said.path, said.op, said.value)


def _is_plain(said: Comparison) -> bool:
    return "value" in said.model_fields_set
