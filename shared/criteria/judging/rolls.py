"""The leaves badge and points: awards and ledger entries, each instant as a whole."""

from collections.abc import Callable, Sequence
from itertools import groupby

from shared.criteria.judging.facts import Award, Dated, Entry, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import Seen
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.values import exact_millionths, from_millionths
from shared.criteria.judging.windows import Windowing
from shared.criteria.language.leaves import BadgeLeaf, PointsLeaf


class InstantRun:
    """Adds up items, all those of an instant together."""

    def __init__(self, items: Sequence[Dated], gain: Callable[[Dated], Level]) -> None:
        self._items = items
        self._totals: list[tuple[Moment, Level]] = []
        total: Level = 0
        for at, together in groupby(items, key=lambda item: item.at):
            total += sum(gain(item) for item in together)
            self._totals.append((Moment(at), total))

    @property
    def reached(self) -> Level:
        """The total of all."""
        return self._totals[-1][1] if self._totals else 0

    def first(self, need: Level) -> Found | None:
        """The first instant at which the total is enough."""
        return next((Found(moment) for moment, total in self._totals if total >= need), None)

    def at_last(self, need: Level) -> Found | None:
        """Whether the total of all is enough at the last instant."""
        return Found(self._totals[-1][0]) if self._totals and self.reached >= need else None

    def counted(self) -> Sequence[Dated]:
        """All of them."""
        return self._items

    def passed(self) -> dict[Dated, Reason]:
        """None of them."""
        return {}


class BadgeHeld(WindowedLeaf):
    """So many awards of a badge, by `earned_at`; of `*`, of any that is not starred out."""

    kind = "badge"

    def __init__(
        self, path: str, said: BadgeLeaf, windowing: Windowing, starred_out: frozenset[str], *, tiered: bool
    ) -> None:
        super().__init__(path, said.at_least, windowing, tiered=tiered)
        self.said = said
        self._starred_out = starred_out

    def items(self, seen: Seen) -> Sequence[Dated]:
        """The awards of it, by `earned_at`."""
        return [award for award in seen.awards if self._is_meant(award)]

    def run(self, items: Sequence[Dated], seen: Seen) -> InstantRun:  # noqa: ARG002 - what leaves have in common
        """How many there are."""
        return InstantRun(items, lambda _: 1)

    def _is_meant(self, award: Award) -> bool:
        if self.said.tier is not None and award.tier != self.said.tier:
            return False
        return award.badge == self.said.id or (self.said.id == "*" and award.badge not in self._starred_out)


class PointsHeld(WindowedLeaf):
    """So many points, without those that awards gave; in millionths."""

    kind = "points"
    fewest_items = False
    whole_instants = True

    def __init__(self, path: str, said: PointsLeaf, windowing: Windowing, *, tiered: bool) -> None:
        super().__init__(path, self.level(said.at_least), windowing, tiered=tiered)
        self.said = said

    def items(self, seen: Seen) -> Sequence[Dated]:
        """The entries of the pool."""
        pool = self.said.pool
        return [entry for entry in seen.entries if not entry.by_award and pool in (None, entry.pool)]

    def run(self, items: Sequence[Dated], seen: Seen) -> InstantRun:  # noqa: ARG002 - what leaves have in common
        """What they add up to."""
        return InstantRun(items, lambda entry: exact_millionths(entry.amount) if isinstance(entry, Entry) else 0)

    def level(self, threshold: float) -> Level:
        """A threshold in millionths, exactly."""
        return exact_millionths(threshold)

    def amount(self, level: Level) -> int | float:
        """Millionths as a number."""
        return from_millionths(level)
