"""Windows: the stretches of a history in each of which a leaf is looked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.criteria.judging.facts import Dated, Moment
from shared.criteria.judging.found import Found, Level, Node
from shared.criteria.judging.history import Seen
from shared.criteria.judging.values import canonical
from shared.criteria.language.values import duration
from shared.criteria.language.windows import After, Between, InCalendar, Rolling, Since, Window

Inside = Callable[[Dated], bool]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a window lies in a history: `inside` tells, None where it is the whole of it; `found` is its anchor's."""

    inside: Inside | None
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Windowing:
    """A leaf's window, compiled. `opens` gives None where the window never opens."""

    said: Window | None
    calendar: str | None = None
    rolling: timedelta | None = None
    anchor: Node | None = None
    badge: str = ""

    def opens(self, seen: Seen, tier: Level | None) -> Opening | None:
        """Where the window lies. Calendar periods and rolling stretches are looked for in all of it."""
        said = self.said
        if isinstance(said, Between):
            start, end = said.between
            return Opening(lambda item: start <= item.at < end)
        if isinstance(said, Since):
            return Opening(_SINCE[said.since](seen, self.badge))
        if self.anchor is None:
            return Opening(None)
        found = self.anchor.find(seen, tier)
        return None if found is None else Opening(_from(found.moment), found)


def compile_window(said: Window | None, badge: str, compile_anchor: Callable[[After], Node]) -> Windowing:
    """Compile a window of a rule about `badge`."""
    return Windowing(
        said,
        said.calendar if isinstance(said, InCalendar) else None,
        duration(said.rolling) if isinstance(said, Rolling) else None,
        compile_anchor(said) if isinstance(said, After) else None,
        badge,
    )


def _from(moment: Moment) -> Inside:
    return lambda item: item.moment >= moment


def _since_joined(seen: Seen, _: str) -> Inside:
    people = seen.history.people

    def inside(item: Dated) -> bool:
        person = people.get(item.employee)
        return person is None or person.joined_at is None or item.at >= person.joined_at

    return inside


def _since_enrolled(seen: Seen, _: str) -> Inside:
    people = seen.history.people

    def inside(item: Dated) -> bool:
        person = people.get(item.employee)
        return person is not None and person.enrolled_at is not None and item.at >= person.enrolled_at

    return inside


def _since_award(seen: Seen, badge: str) -> Inside | None:
    scope, recipient = canonical(seen.scope), seen.history.recipient
    mine = [award for award in seen.awards if award.badge == badge and award.recipient == recipient]
    last = max((award.earned_at for award in mine if canonical(award.scope) == scope), default=None)
    return None if last is None else lambda item: item.at > last


_SINCE: dict[str, Callable[[Seen, str], Inside | None]] = {
    "joined": _since_joined,
    "enrolled": _since_enrolled,
    "award": _since_award,
}
