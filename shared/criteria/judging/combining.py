"""The nodes all, any, at_least and not."""

from collections.abc import Sequence
from datetime import datetime

from shared.criteria.judging.facts import Moment
from shared.criteria.judging.found import Found, Level, Node
from shared.criteria.judging.history import Seen


class Choice:
    """The k-th earliest of its children: `any` is the first, `all` the last."""

    def __init__(self, kind: str, path: str, k: int, children: Sequence[Node]) -> None:
        self.kind = kind
        self.path = path
        self.k = k
        self.children = children

    def find(self, seen: Seen, tier: Level | None) -> Found | None:
        """The moment of the k-th. Those true by then decide: of several true at that moment, all."""
        if self.k == len(self.children):
            return self._all(seen, tier)
        found = [found for child in self.children if (found := child.find(seen, tier))]
        if len(found) < self.k:
            return None
        moment = sorted(one.moment for one in found)[self.k - 1]
        return _together([one for one in found if one.moment <= moment])

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """Whenever a child's may."""
        return [at for child in self.children for at in child.wakes(seen)]

    def _all(self, seen: Seen, tier: Level | None) -> Found | None:
        found = []
        for child in self.children:
            one = child.find(seen, tier)
            if one is None:
                return None
            found.append(one)
        return _together(found)


class Not:
    """True at the end of the last window below it, unless its child was true by then."""

    kind = "not"

    def __init__(self, path: str, child: Node, end: datetime) -> None:
        self.path = path
        self.child = child
        self.end = end

    def find(self, seen: Seen, tier: Level | None) -> Found | None:
        """The end, once the clock has reached it."""
        if seen.history.now < self.end:
            return None
        found = self.child.find(seen, tier)
        return None if found and found.moment.at <= self.end else Found(Moment(self.end))

    def wakes(self, seen: Seen) -> Sequence[datetime]:
        """The end, while it is still to come."""
        return [self.end] if self.end > seen.history.now else []


def _together(found: Sequence[Found]) -> Found:
    if len(found) == 1:
        return found[0]
    return Found(max(one.moment for one in found), tuple(fact for one in found for fact in one.facts))
