"""What a fold keeps of a fact: its place, its completion, and what the fold's own match reads from it."""

from collections.abc import Hashable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from shared.criteria.folding.plain import Plain, from_plain, to_plain
from shared.criteria.judging.facts import Fact, Moment

FACT, AWARD, NAMELESS = 0, 1, 2
"""A fact; an award that has an id; an award that has none."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Taken(NamedTuple):
    """One fact as a fold remembers it.

    `key` is its credit key and `bucket` what its cap holds apart, each None where there is none. `worth` is what it
    adds: a number, the values of a distinct, the period of a streak, or the steps of a sequence as bits.
    """

    moment: Moment
    completion: str
    mark: int
    key: Hashable
    bucket: Hashable
    worth: Any

    @property
    def id(self) -> str:
        """The fact's id."""
        return self.moment.place[1]

    @property
    def is_award(self) -> bool:
        """Whether it is the fact that an award is."""
        return self.mark != FACT

    @property
    def is_named(self) -> bool:
        """Whether it has an id that anyone else knows."""
        return self.mark != NAMELESS

    @property
    def act(self) -> Hashable:
        """The completion as one person's: its facts in several roles count once."""
        place = self.moment.place
        return place[0], self.completion, place[3]

    def dump(self) -> Plain:
        """As plain data."""
        at, place = dump_moment(self.moment)
        return [at, place, self.completion, self.mark, to_plain(self.key), to_plain(self.bucket), to_plain(self.worth)]


def load_taken(data: Any) -> Taken:
    """From plain data."""
    at, place, completion, mark, *rest = data
    key, bucket, worth = map(from_plain, rest)
    return Taken(load_moment((at, place)), completion, mark, key, bucket, worth)


def mark_of(fact: Fact) -> int:
    """Which of the three a fact is."""
    award = fact.award
    if award is None:
        return FACT
    return NAMELESS if award.id is None else AWARD


def dump_instant(at: datetime) -> int:
    """An instant as whole microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def load_instant(at: int) -> datetime:
    """An instant from microseconds since 1970."""
    return _EPOCH + at * _MICROSECOND


def dump_moment(moment: Moment) -> tuple[int, list[str]]:
    """A moment as plain data."""
    return dump_instant(moment.at), list(moment.place)


def load_moment(data: Any) -> Moment:
    """A moment from plain data."""
    at, place = data
    return Moment(load_instant(at), tuple(place))
