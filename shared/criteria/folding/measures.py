"""What a fact or entry adds to each kind of leaf, and the windows that are the same for all scopes of a recipient."""

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.criteria.judging.calendars import period_of
from shared.criteria.judging.facts import Dated, Entry, Fact, Moment
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.paths import reader
from shared.criteria.judging.tallies import summing
from shared.criteria.judging.values import canonical, elements, exact_millionths
from shared.criteria.judging.windows import Windowing
from shared.criteria.language.windows import Between, Since

Worth = Callable[[Any, History], Any]
"""Gives a number, the values of a distinct, or the period of a streak (None on a day off)."""
BEGINNING = Moment(datetime.min.replace(tzinfo=UTC))
Bounds = Callable[[Dated, History], bool]
"""Whether something lies in a window."""


def worth_of(kind: str, body: Any) -> Worth:
    """What a fact adds to a leaf of this kind that says `body`."""
    return _WORTHS[kind](body) if kind in _WORTHS else lambda *_: 1


def bounds_of(windowing: Windowing) -> Bounds | None:
    """The window, where it has bounds that are told by the instants and the people alone."""
    said = windowing.said
    if isinstance(said, Between):
        start, end = said.between
        return lambda item, _: start <= item.at < end
    if isinstance(said, Since) and said.since != "award":
        return lambda item, history: _is_inside(windowing, item, history)
    return None


def since_award(seen: Seen, badge: str) -> Moment:
    """The first moment after the last award of a badge in a scope; the beginning where there is none yet."""
    mine = [one for one in seen.awards if one.badge == badge and one.recipient == seen.history.recipient]
    scope = canonical(seen.scope)
    last = max((award.earned_at for award in mine if canonical(award.scope) == scope), default=None)
    return BEGINNING if last is None else Moment(last + timedelta.resolution)


def _is_inside(windowing: Windowing, item: Dated, history: History) -> bool:
    opening = windowing.opens(history.everything, None)
    return opening is not None and (opening.inside is None or opening.inside(item))


def _sum(body: Any) -> Worth:
    gain = summing(reader(body.path))
    return lambda fact, history: gain(history)(fact)


def _distinct(body: Any) -> Worth:
    read = reader(body.path)

    def values(fact: Fact, history: History) -> tuple[Hashable, ...]:
        found = read(fact, history)
        return (found,) if isinstance(found, str) else tuple(dict.fromkeys(map(canonical, elements(found))))

    return values


def _period(body: Any) -> Worth:
    kind: str = body.period

    def period(fact: Fact, history: History) -> int | None:
        day = history.local_date(fact)
        if kind == "workday" and not history.calendar.is_workday(day):
            return None
        return period_of(kind, day)

    return period


def _amount(_: Any) -> Worth:
    def amount(entry: Entry, _: History) -> Any:
        return exact_millionths(entry.amount)

    return amount


_WORTHS: dict[str, Callable[[Any], Worth]] = {
    "sum": _sum,
    "distinct": _distinct,
    "streak": _period,
    "points": _amount,
}
