"""The state of points: a total, each instant's entries together; over a lifetime, a period or a rolling stretch."""

from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.plain import Plain, from_plain, to_plain
from shared.criteria.folding.states import CHANGED, DIRTY, EVERYTHING, SAME, Outcome, Run, Span
from shared.criteria.folding.taken import Taken, dump_instant, load_instant
from shared.criteria.folding.truths import Truths, dump_truths, load_truths
from shared.criteria.judging.facts import Dated, Entry, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Instants(Run):
    """`total` is that of the stretch that ends at the instant `at`; the instant is open until a later one comes, and
    `ids` are its entries. `within` is what a rolling stretch holds."""

    __slots__ = ("at", "ids", "length", "total", "truths", "within")

    at: datetime | None
    ids: set[str]
    total: Level
    within: deque[tuple[datetime, Level]]
    truths: Truths

    def __init__(self, fold: "Fold", length: timedelta | None) -> None:
        super().__init__(fold)
        self.length = length
        self.restart()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:  # noqa: ARG002 - steps are a sequence's
        """Add an entry to its instant; a late one asks for all of them again."""
        entry = cast("Entry", item)
        if self.at is not None and entry.at <= self.at:
            if entry.at < self.at:
                return DIRTY
            if entry.id in self.ids:
                return SAME
        before = [self.found(need) for need in self.fold.needs]
        self._add(entry.id, entry.at, self.fold.worth(entry, history))
        return CHANGED if [self.found(need) for need in self.fold.needs] != before else SAME

    def put(self, taken: Taken, history: History) -> bool:
        """Entries come by `take`."""
        raise NotImplementedError

    def found(self, need: Level) -> Found | None:
        """The first instant by the end of which there was enough."""
        if need in self.truths:
            return self.truths[need]
        return Found(Moment(self.at)) if self.at is not None and self.total >= need else None

    def at_last(self, need: Level, last: Taken) -> Found | None:
        """Rolling stretches are looked at here as they come."""
        raise NotImplementedError

    def gone(self, item: Dated, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """Entries are compensated; one that is gone all the same asks for all of them again."""
        return DIRTY

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - it keeps no entries
        """Begin anew."""
        self.restart()
        return EVERYTHING

    def dump(self) -> Plain:
        """The total, the open instant and what was found."""
        within = [[dump_instant(at), to_plain(amount)] for at, amount in self.within]
        at = self.at and dump_instant(self.at)
        return [at, sorted(self.ids), to_plain(self.total), within, dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        at, ids, total, within, truths = data
        self.at = at if at is None else load_instant(at)
        self.ids, self.total, self.truths = set(ids), from_plain(total), load_truths(truths)
        self.within = deque((load_instant(one), from_plain(amount)) for one, amount in within)

    def restart(self) -> None:
        """Be nothing yet."""
        self.at = None
        self.ids = set()
        self.total = 0
        self.within = deque()
        self.truths = {}

    def _add(self, name: str, at: datetime, amount: Level) -> None:
        if at != self.at:
            self._close(at)
        self.ids.add(name)
        self.total += amount
        if self.length is not None:
            self.within.append((at, amount))

    def _close(self, at: datetime) -> None:
        """What holds at the end of an instant has held; a later one begins."""
        for need in self.fold.needs:
            if found := self.found(need):
                self.truths[need] = found
        self.at, self.ids = at, set()
        while self.length is not None and self.within and self.within[0][0] <= at - self.length:
            self.total -= self.within.popleft()[1]
