"""Folds: what is counted, by what and in which window; leaves that agree in that share one, whatever they ask for."""

from bisect import bisect_right, insort
from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared.criteria.folding.chain import Chain
from shared.criteria.folding.instants import Instants
from shared.criteria.folding.measures import bounds_of, since_award, worth_of
from shared.criteria.folding.opened import Opened
from shared.criteria.folding.periods import Periods
from shared.criteria.folding.presence import Presence
from shared.criteria.folding.rolling import Rolling
from shared.criteria.folding.scoping import Scoping
from shared.criteria.folding.states import Run, State
from shared.criteria.folding.streak import Streak
from shared.criteria.folding.taken import Taken, mark_of
from shared.criteria.folding.tally import Tally
from shared.criteria.judging.facts import Dated, Entry, Fact, Moment
from shared.criteria.judging.found import Level, Node
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.matching import Matcher, bucket_of
from shared.criteria.judging.types import Types
from shared.criteria.language.values import duration

if TYPE_CHECKING:
    from shared.criteria.folding.rulings import Ruling


class Fold:
    """One thing that is folded. `id` is the same in every process, for what says the same.

    `needs` are the thresholds that are asked for, rising, `top` the last of them, and `everys` those that are asked for
    again and again; `users` are the rulings that ask. `token` says what a state must have been folded for: one folded
    for less may have let go of what more would need. `depth` counts the anchors below it; `anchor` and `tier` (the
    anchor's, if it bears tiers) stand where its window comes after a node, `award_of` where it opens with the last
    award of a badge. `takes_all`: but for the credit key, nothing is passed over; `is_usual`: so it is, and a count of
    objects. `is_everywhere`: all of a recipient's lies in its one scope."""

    start: datetime | None = None
    anchor: Node | None = None
    tier: Level | None = None
    award_of: str | None = None
    depth = 0
    is_everywhere = False
    below: frozenset["Fold"] = frozenset()
    reads: frozenset[str] = frozenset()

    def __init__(self, name: str, leaf: WindowedLeaf | None, body: Any, scoping: Scoping | None) -> None:
        self.id = name
        self.kind = "scope" if leaf is None else leaf.kind
        self.worth = worth_of(self.kind, body)
        self.scoping = scoping
        self.needs: list[Level] = []
        self.everys: list[Level] = []
        self.users: dict[Ruling, None] = {}
        self.matchers: Sequence[Matcher] = () if leaf is None else leaf.matchers
        self.types = Types()
        for matcher in self.matchers:
            self.types |= matcher.types
        self.serial = 0
        self.token = ""
        self.top: Level | None = None
        self.least: Level = 0
        self.pool: str | None = getattr(body, "pool", None)
        self._read_match(self.matchers[0] if self.kind in _TAKING else None)
        self._read_shape(body)
        self._read_window(leaf)

    def ask(self, needs: Sequence[Level], everys: Sequence[Level]) -> None:
        """Ask for thresholds too."""
        for known, asked in ((self.needs, needs), (self.everys, everys)):
            for need in asked:
                if need not in known:
                    insort(known, need)
        self.top = self.needs[-1] if self.needs and not self.everys else None
        self.least = min((*self.needs, *self.everys), default=0)
        is_tally = self.kind in {"count", "sum", "distinct"} and self.calendar is None and self.rolling is None
        self.token = str(self.top) if is_tally else repr(self.needs)

    @property
    def is_opened(self) -> bool:
        """Whether its window opens at a moment of its own."""
        return self.anchor is not None or self.award_of is not None

    def crosses(self, before: Level, after: Level) -> bool:
        """Whether a threshold lies between two totals."""
        needs = self.needs
        if after < self.least:
            return False
        if bisect_right(needs, after) > bisect_right(needs, before):
            return True
        return any(after // every > before // every for every in self.everys)

    def key_of(self, fact: Fact, history: History) -> Hashable:
        """The credit key; None where it has none or a value is missing."""
        if self.key is None:
            return None
        key = self.key(fact, history)
        return (fact.employee, key) if key is not None and history.is_of_unit else key

    def read(self, fact: Fact, history: History, key: Hashable) -> Taken:
        """What is remembered of a fact of this key."""
        if self._cap is None:
            return Taken(fact.moment, fact.completion, mark_of(fact), key, None, self.worth(fact, history))
        bucket = None
        if self._cap.per != "object" or fact.thing is not None:
            bucket = bucket_of(self._cap, fact, history)
        return Taken(fact.moment, fact.completion, mark_of(fact), key, bucket, self.worth(fact, history))

    def read_steps(self, fact: Fact, bits: int) -> Taken:
        """What is remembered of a fact that fits these steps."""
        return Taken(fact.moment, fact.completion, mark_of(fact), None, None, bits)

    def read_any(self, fact: Fact, history: History, bits: int) -> Taken:
        """What is remembered of a fact, whatever the kind."""
        if self.kind == "sequence":
            return self.read_steps(fact, bits)
        return self.read(fact, history, self.key_of(fact, history))

    def run(self, *, endless: bool = False) -> Run:
        """A state over one window; endless: not only up to the top threshold."""
        if self.kind == "streak":
            return Streak(self)
        if self.kind == "sequence":
            return Chain(self)
        return Instants(self, None) if self.kind == "points" else Tally(self, None if endless else self.top)

    def opening(self, seen: Seen) -> Moment | None:
        """When its window opens in a scope; None while it is shut."""
        if self.anchor is not None:
            found = self.anchor.find(seen, self.tier)
            return None if found is None else found.moment
        return since_award(seen, self.award_of or "")

    def state(self, since: Moment | None = None) -> State:
        """A state of nothing yet; `since` when its window opens, where that is a moment of its own."""
        inner = self._in_window()
        return Opened(inner, since) if self.is_opened else inner

    def holds(self, item: Dated, history: History) -> bool:
        """Whether something is seen and lies in the window, as far as that is the same for all of a recipient."""
        if self.start is not None and item.at < self.start:
            return False
        return self._bounds is None or self._bounds(item, history)

    def means_entry(self, entry: Entry) -> bool:
        """Whether a ledger entry is meant: points that awards gave never are, but they lie in a scope."""
        return self.kind == "scope" or (not entry.by_award and self.pool in {None, entry.pool})

    def _in_window(self) -> State:
        if self.kind == "scope":
            return Presence(self)
        if self.calendar is not None:
            return Periods(self, self.calendar)
        if self.rolling is not None:
            return Instants(self, self.rolling) if self.kind == "points" else Rolling(self, self.rolling)
        return self.run()

    def _read_match(self, matcher: Matcher | None) -> None:
        self.key = matcher.key if matcher else None
        self._cap = matcher.match.cap if matcher else None
        self.cap = self._cap.n if self._cap else 0
        self.once = matcher is not None and matcher.match.has_several_roles
        self.takes_all = not self.cap and not self.once
        is_default = matcher is not None and matcher.match.credit_key is None
        self.is_usual = self.kind == "count" and self.takes_all and is_default

    def _read_shape(self, body: Any) -> None:
        self.period: str = getattr(body, "period", "day")
        self.per_period: int = getattr(body, "min_per_period", 1)
        self.grace: int = getattr(body, "grace", 0)
        within = getattr(body, "within", None)
        self.within: timedelta | None = None if within is None else duration(within)
        self.strict: bool = getattr(body, "strict", False)
        self.steps = len(self.matchers)
        self.once_steps = [i for i, step in enumerate(self.matchers) if step.match.has_several_roles]

    def _read_window(self, leaf: WindowedLeaf | None) -> None:
        windowing = None if leaf is None else leaf.windowing
        self.calendar = None if windowing is None else windowing.calendar
        self.rolling = None if windowing is None else windowing.rolling
        self._bounds = None if windowing is None else bounds_of(windowing)

    @property
    def is_bounded(self) -> bool:
        """Whether some of what its match means is not seen, or not in its window."""
        return self.start is not None or self._bounds is not None


_TAKING = {"count", "sum", "distinct", "streak"}
"""The kinds whose match takes facts by credit key and cap."""
