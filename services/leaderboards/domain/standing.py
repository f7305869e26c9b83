"""Places on a board. One rank rule: 1 + the number of those strictly higher; ties share a rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Place = Literal["shown", "hidden", "left"]
"""Where a person's points are kept: on the board, beside it by their own wish, or beside it because they have left."""


class Row(NamedTuple):
    """One place of a board."""

    rank: int
    person: str
    points: int


@dataclass(frozen=True)
class Standing:
    """Where one person stands, or would stand (``hidden``). ``higher`` and ``lower`` count the others on the board who
    have strictly more and less; ``others`` all of them; ``next_points`` is what the next higher place has."""

    points: int
    hidden: bool
    higher: int
    lower: int
    others: int
    next_points: int | None

    @property
    def rank(self) -> int:
        """The rank."""
        return self.higher + 1

    @property
    def ahead_of_percent(self) -> int | None:
        """Of a hundred others, how many have less; None where there are no others."""
        return 100 * self.lower // self.others if self.others else None

    @property
    def to_next(self) -> int | None:
        """The points that are missing to share the next higher rank; None at the top."""
        return None if self.next_points is None else self.next_points - self.points


def place_of(state: str, *, hides: bool) -> Place:
    """Where a person's points are kept, by the state of the employee and their own switch."""
    if state != "active":
        return "left"
    return "hidden" if hides else "shown"


def ranked(scores: Iterable[tuple[str, int]], start: int, higher: int) -> list[Row]:
    """Rows from a stretch of a board, highest first: ``start`` places come before it, ``higher`` of them hold strictly
    more than its first."""
    rows: list[Row] = []
    for place, (person, points) in enumerate(scores, start):
        if not rows:
            rank = higher + 1
        elif points != rows[-1].points:
            rank = place + 1
        rows.append(Row(rank, person, points))
    return rows


def with_own(rows: Sequence[Row], own: Row) -> list[Row]:
    """The rows with one more that takes no place: behind all that are higher, before those it ties with."""
    above = [row for row in rows if row.points > own.points]
    return [*above, own, *rows[len(above) :]]
