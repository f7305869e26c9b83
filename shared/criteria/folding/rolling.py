"""The state of a leaf in a rolling window: what lies in the stretch that ends now."""

from collections import deque
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.plain import Plain
from shared.criteria.folding.states import CHANGED, DIRTY, SAME, Outcome, Span, State
from shared.criteria.folding.taken import Taken, dump_moment, load_moment, load_taken
from shared.criteria.folding.truths import Truths, before, dump_truths, load_truths
from shared.criteria.judging.facts import Dated, Fact, Moment
from shared.criteria.judging.found import Found, Level
from shared.criteria.judging.history import History

if TYPE_CHECKING:
    from shared.criteria.folding.folds import Fold


class Rolling(State):
    """`within` is the stretch, before credit keys and caps; `holders` tells without a look how far it can have come.

    While it is folded again, stretches before `trusted` are not looked at, and `saved` is what was before."""

    __slots__ = ("holders", "last", "length", "level", "saved", "trusted", "truths", "within")

    within: deque[Taken]
    holders: dict[Hashable, deque[Level]]
    level: Level
    last: Moment | None
    trusted: Moment | None
    truths: Truths
    saved: tuple[datetime, Truths, deque[Taken], dict[Hashable, deque[Level]], Level, Moment | None] | None

    def __init__(self, fold: "Fold", length: timedelta) -> None:
        super().__init__(fold)
        self.length = length
        self.restart()

    def take(self, item: Dated, history: History, bits: int = 1) -> Outcome:
        """Step; a late one asks for what lies around it and after."""
        fact = cast("Fact", item)
        if len(self.truths) == len(self.fold.needs) and fact.moment > cast("Moment", self.done()):
            return SAME
        if self.last is not None and fact.moment <= self.last:
            return SAME if self.within and self.within[-1].moment == fact.moment else DIRTY
        self.last = fact.moment
        self._push(self.fold.read_any(fact, history, bits))
        if self.trusted is not None and fact.moment < self.trusted:
            return SAME
        return self._look(history)

    def found(self, need: Level) -> Found | None:
        """The first stretch that was enough at its last fact."""
        return self.truths.get(need)

    def gone(self, item: Dated, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """It may have been in any stretch."""
        return SAME if (done := self.done()) is not None and item.moment > done else DIRTY

    def rewind(self, first: Moment, last: Moment, history: History) -> Span:  # noqa: ARG002 - what states have in common
        """What was found before stays; the stretches that the change lies in are looked at again."""
        end = last.at + self.length
        self.saved = (end, self.truths, self.within, self.holders, self.level, self.last)
        self.truths, self.trusted = before(self.truths, first), first
        self._empty()
        return Span(Moment(first.at - self.length), end)

    def restart(self) -> None:
        """Be nothing yet."""
        self.truths, self.trusted, self.saved = {}, None, None
        self._empty()

    def settle(self, history: History) -> Outcome:  # noqa: ARG002 - what states have in common
        """Stretches that the change does not lie in are as they were."""
        if self.saved is None:
            return SAME
        end, truths, *stretch, last = self.saved
        self.saved = self.trusted = None
        for need, found in truths.items():
            if need not in self.truths and found.moment.at < end:
                self.restart()
                return DIRTY
            self.truths.setdefault(need, found)
        if last is not None and last.at >= end and self.done() is None:
            self.within, self.holders, self.level = stretch
        self.last = max(moment for moment in (last, self.last) if moment) if last or self.last else None
        self._leave_behind()
        return CHANGED

    def dump(self) -> Plain:
        """The stretch and what was found."""
        within = [taken.dump() for taken in self.within]
        return [self.last and dump_moment(self.last), within, dump_truths(self.truths)]

    def load(self, data: Plain) -> None:
        """From what was dumped."""
        last, within, truths = data
        for one in within:
            self._push(load_taken(one))
        self.last, self.truths = last and load_moment(last), load_truths(truths)

    def _empty(self) -> None:
        self.within = deque()
        self.holders = {}
        self.level = 0
        self.last = None

    def _leave_behind(self) -> None:
        """Drop what the stretch that ends at the last does not reach."""
        while self.last and self.within and self.within[0].moment.at <= self.last.at - self.length:
            self._drop(self.within.popleft())

    def _push(self, taken: Taken) -> None:
        self._leave_behind()
        self.within.append(taken)
        for key, worth in self._parts(taken):
            held = self.holders.get(key)
            if held is None:
                self.holders[key] = deque([worth])
                self.level += worth
            else:
                held.append(worth)

    def _drop(self, taken: Taken) -> None:
        for key, _ in self._parts(taken):
            held = self.holders[key]
            self.level -= held.popleft()
            if held:
                self.level += held[0]
            else:
                del self.holders[key]

    def _parts(self, taken: Taken) -> Iterable[tuple[Hashable, Level]]:
        """What it adds where nothing before it in the stretch has the same key."""
        kind = self.fold.kind
        if kind == "distinct":
            return [(value, 1) for value in taken.worth]
        if kind in {"count", "sum"}:
            return [(taken.moment if taken.key is None else taken.key, taken.worth)]
        return ()

    def _look(self, history: History) -> Outcome:
        """Look at the stretch as a window of its own, if it can be enough."""
        if not self._may_reach(self.fold.needs[0]):
            return SAME
        open_needs = [need for need in self.fold.needs if need not in self.truths]
        if not open_needs or not self._may_reach(open_needs[0]):
            return SAME
        run, counts, last = self.fold.run(endless=True), False, self.within[-1]
        for taken in self.within:
            counts = run.put(taken, history)
        if not counts and self.fold.kind != "sequence":
            return SAME
        found = {need: one for need in open_needs if (one := run.at_last(need, last))}
        self.truths |= found
        if len(self.truths) == len(self.fold.needs):
            self._empty()
            self.last = last.moment
        return CHANGED if found else SAME

    def _may_reach(self, need: Level) -> bool:
        """Whether the stretch can come to it. Caps and several roles only take away, which may raise a sum even so."""
        is_exact = self.fold.kind == "sum" and not self.fold.cap and not self.fold.once
        if is_exact or self.fold.kind in {"count", "distinct"}:
            return bool(self.level >= need)
        if self.fold.kind == "streak":
            return bool(len(self.within) >= need * self.fold.per_period)
        if self.fold.kind == "sequence":
            return bool(self.fold.once_steps or self.within[-1].worth >> (need - 1) & 1)
        return True
