"""What was found true, by need, kept after the facts that made it true have been let go."""

from collections.abc import Iterable
from typing import Any, cast

from shared.criteria.folding.plain import Plain, from_plain, to_plain
from shared.criteria.folding.taken import Taken, dump_moment, load_moment, load_taken
from shared.criteria.judging.facts import Moment
from shared.criteria.judging.found import Found, Level

Truths = dict[Level, Found]
"""The earliest moment of each need that was reached, with what made it so."""


def earliest(found: Iterable[Found | None]) -> Found | None:
    """The earliest of what was found."""
    return min((one for one in found if one is not None), key=lambda one: one.moment, default=None)


def before(truths: Truths, moment: Moment) -> Truths:
    """What was true before a moment."""
    return {need: found for need, found in truths.items() if found.moment < moment}


def dump_truths(truths: Truths) -> Plain:
    """As plain data."""
    return [
        [to_plain(need), dump_moment(found.moment), [one.dump() for one in cast("tuple[Taken, ...]", found.facts)]]
        for need, found in truths.items()
    ]


def load_truths(data: Iterable[Any]) -> Truths:
    """From plain data."""
    return {from_plain(need): Found(load_moment(moment), tuple(map(load_taken, facts))) for need, moment, facts in data}
