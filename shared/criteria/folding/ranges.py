"""Limits in sorted arrays: a value finds those that it keeps without looking at the others."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from shared.criteria.language.values import is_number

T = TypeVar("T")


class Limits(Generic[T]):
    """Limits of one direction over numbers or texts, rising, each with what is posted under it."""

    def __init__(self) -> None:
        self.at: list[Any] = []
        self.posts: list[list[T]] = []

    def holder(self, limit: Any) -> list[T]:
        """Where to post under a limit."""
        place = bisect_left(self.at, limit)
        if place == len(self.at) or self.at[place] != limit:
            self.at.insert(place, limit)
            self.posts.insert(place, [])
        return self.posts[place]

    def up_to(self, value: Any) -> Iterator[T]:
        """What is posted under limits not above a value."""
        for posts in self.posts[: bisect_right(self.at, value)]:
            yield from posts

    def down_to(self, value: Any) -> Iterator[T]:
        """What is posted under limits not below a value."""
        for posts in self.posts[bisect_left(self.at, value) :]:
            yield from posts


class Ranges(Generic[T]):
    """The limits that stand on one path."""

    def __init__(self) -> None:
        self._limits: dict[tuple[bool, bool], Limits[T]] = {}

    def holder(self, op: str, limit: Any) -> list[T]:
        """Where to post under `gt`, `gte`, `lt` or `lte` and a limit."""
        key = (op in {"gt", "gte"}, isinstance(limit, str))
        return self._limits.setdefault(key, Limits()).holder(limit)

    def holders(self) -> Iterator[list[T]]:
        """Every place where something is posted."""
        for limits in self._limits.values():
            yield from limits.posts

    def around(self, values: Sequence[Any]) -> Iterator[T]:
        """What is posted under limits that one of the values keeps, or is just at."""
        texts = [value for value in values if isinstance(value, str)]
        numbers = [value for value in values if is_number(value)]
        for (is_lower, is_text), limits in self._limits.items():
            if held := texts if is_text else numbers:
                yield from limits.up_to(max(held)) if is_lower else limits.down_to(min(held))
