"""A leaf looked for within its window: in all of it, in each calendar period, or in each rolling stretch."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from shared.criteria.judging.calendars import period_of
from shared.criteria.judging.facts import Dated
from shared.criteria.judging.found import Found, Level, Run
from shared.criteria.judging.history import Seen
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.windows import Opening, Windowing


class WindowedLeaf(ABC):
    """A leaf that looks at items in a window; `need` is its own threshold, `tiered` whether a tier's replaces it."""

    kind: str
    fewest_items = True
    """Whether as many items as `need` says are needed at least, so that shorter stretches need no look."""
    matchers: Sequence[Matcher] = ()
    """What says which facts it looks at; none where it looks at awards or entries."""
    whole_instants = False
    """Whether a rolling stretch holds all the items of the instant at which it ends."""

    def __init__(self, path: str, need: Level, windowing: Windowing, *, tiered: bool) -> None:
        self.path = path
        self.need = need
        self.windowing = windowing
        self.tiered = tiered

    @abstractmethod
    def items(self, seen: Seen) -> Sequence[Dated]:
        """Everything that may count, in order."""

    @abstractmethod
    def run(self, items: Sequence[Dated], seen: Seen) -> Run:
        """What the items of one window come to."""

    def level(self, threshold: float) -> Level:
        """A threshold as said, in the unit that runs count in."""
        return threshold

    def amount(self, level: Level) -> int | float:
        """A level as people say it."""
        number: int | float = level
        return number

    def need_in(self, tier: Level | None) -> Level:
        """The level asked for."""
        return self.level(tier) if self.tiered and tier is not None else self.need

    def look(self, seen: Seen, tier: Level | None) -> "Look | None":
        """The window as it lies in this history; None where it never opens."""
        key = (self, tier if self.windowing.anchor else None)
        return seen.kept(key, lambda: self._look(seen, tier))

    def find(self, seen: Seen, tier: Level | None) -> Found | None:
        """The earliest moment at which some stretch of the window is enough."""
        look = self.look(seen, tier)
        return None if look is None else look.find(self.need_in(tier))

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """When the clock may open the window."""
        return self.windowing.anchor.wakes(seen) if self.windowing.anchor else ()

    def _look(self, seen: Seen, tier: Level | None) -> "Look | None":
        opening = self.windowing.opens(seen, tier)
        if opening is None:
            return None
        return _KINDS[bool(self.windowing.calendar), bool(self.windowing.rolling)](self, seen, opening)


class Look:
    """A leaf in one stretch: all of its window."""

    def __init__(self, leaf: WindowedLeaf, seen: Seen, opening: Opening) -> None:
        self.leaf = leaf
        self.seen = seen
        self.opening = opening
        everything, inside = leaf.items(seen), opening.inside
        self.items = everything if inside is None else [item for item in everything if inside(item)]

    def find(self, need: Level) -> Found | None:
        """The earliest moment at which it is enough, with the anchor's evidence before its own."""
        found, _ = self.best(need)
        if found is None or self.opening.found is None:
            return found
        return Found(found.moment, (*self.opening.found.facts, *found.facts))

    def best(self, need: Level) -> tuple[Found | None, Run]:
        """The earliest that is enough and the run that it is in; where none is, the run of now."""
        run = self._run_of("all", self.items)
        return run.first(need), run

    def _run_of(self, key: object, items: Sequence[Dated]) -> Run:
        return self.seen.kept((self, key), lambda: self.leaf.run(items, self.seen))


class CalendarLook(Look):
    """A leaf in each local period apart."""

    def best(self, need: Level) -> tuple[Found | None, Run]:
        """The earliest period that holds enough; where none does, the period of now."""
        periods = self.seen.kept((self, "periods"), self._periods)
        runs = [self._run_of(period, items) for period, items in periods.items()]
        enough = [(found, run) for run in runs if (found := run.first(need))]
        if enough:
            return min(enough, key=lambda pair: pair[0].moment)
        current = self._period(self.seen.history.local_time(self.seen.history.now))
        return None, self._run_of(current, periods.get(current, []))

    def _periods(self) -> dict[int, list[Dated]]:
        periods: dict[int, list[Dated]] = {}
        for item in self.items:
            periods.setdefault(self._period(self.seen.history.local(item)), []).append(item)
        return periods

    def _period(self, local: datetime) -> int:
        return period_of(self.leaf.windowing.calendar or "day", local.date())


class RollingLook(Look):
    """A leaf in each stretch that ends at an item."""

    def best(self, need: Level) -> tuple[Found | None, Run]:
        """The first stretch that is enough at its last item; where none is, the stretch that ends now."""
        for stretch in self._stretches():
            if self.leaf.fewest_items and len(stretch) < need:
                continue
            run = self.leaf.run(stretch, self.seen)
            if found := run.at_last(need):
                return found, run
        now = self.seen.history.now
        recent = [item for item in self.items if now - self._length < item.at <= now]
        return None, self._run_of("now", recent)

    @property
    def _length(self) -> timedelta:
        return self.leaf.windowing.rolling or timedelta()

    def _stretches(self) -> Iterator[list[Dated]]:
        within: deque[Dated] = deque()
        for item, following in zip_longest(self.items, self.items[1:]):
            within.append(item)
            if self.leaf.whole_instants and following is not None and following.at == item.at:
                continue
            while within[0].at <= item.at - self._length:
                within.popleft()
            yield list(within)


_KINDS: dict[tuple[bool, bool], type[Look]] = {
    (False, False): Look,
    (True, False): CalendarLook,
    (False, True): RollingLook,
}
