"""The leaves count, sum and distinct."""

from collections.abc import Callable, Sequence
from typing import cast

from shared.criteria.judging.facts import Dated, Fact
from shared.criteria.judging.found import Level, Run
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.tallies import Gain, Tally
from shared.criteria.judging.values import exact_millionths, from_millionths
from shared.criteria.judging.windows import Windowing


class CountingLeaf(WindowedLeaf):
    """A count or distinct: `gain` says what each taken fact adds."""

    def __init__(
        self,
        kind: str,
        path: str,
        need: Level,
        windowing: Windowing,
        matcher: Matcher,
        gain: Callable[[History], Gain],
        *,
        tiered: bool,
    ) -> None:
        super().__init__(path, self.level(need), windowing, tiered=tiered)
        self.kind = kind
        self.matcher = matcher
        self.matchers = (matcher,)
        self.fewest_items = kind == "count"
        self.gain = gain

    def items(self, seen: Seen) -> Sequence[Dated]:
        """The facts that its match means."""
        return self.matcher.meant(seen)

    def run(self, items: Sequence[Dated], seen: Seen) -> Run:
        """What the facts of one window come to."""
        facts = cast("Sequence[Fact]", items)
        return Tally(facts, self.matcher, seen.history, self.gain(seen.history))


class SumLeaf(CountingLeaf):
    """A sum counts in millionths."""

    def level(self, threshold: float) -> Level:
        """A threshold in millionths, exactly."""
        return exact_millionths(threshold)

    def amount(self, level: Level) -> int | float:
        """Millionths as a number."""
        return from_millionths(level)
