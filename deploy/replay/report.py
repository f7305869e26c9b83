"""What became of a file, for people."""

from rich.console import Console
from rich.table import Table

from deploy.replay.place import Place

WORDS = {
    "accepted": "accepted", "parked": "accepted, waiting for a person that nobody knows yet",
    "retracted": "accepted, but retracted before they came", "known": "known already",
}  # fmt: skip
MOST_REASONS = 20


def report(console: Console, place: Place, seconds: float, sent: int) -> None:
    """Print how many were taken, and what was refused and why, the most frequent first."""
    pace = f" ({sent / seconds:,.0f} a second)" if seconds > 0 and sent else ""
    console.print(f"{place.done:,} events, {sent:,} of them in this run in {seconds:,.1f} s{pace}")
    for state, number in sorted(place.states.items(), key=lambda item: -item[1]):
        console.print(f"  {number:>9,}  {WORDS.get(state, state)}")
    if place.reasons:
        console.print(f"  {place.refused:>9,}  refused:")
        console.print(_reasons(place))


def _reasons(place: Place) -> Table:
    table = Table("Events", "Status", "Field", "Why", "First lines", box=None, padding=(0, 2))
    reasons = sorted(place.reasons.values(), key=lambda reason: -reason.count)
    for reason in reasons[:MOST_REASONS]:
        lines = ", ".join(map(str, reason.lines))
        table.add_row(f"{reason.count:,}", str(reason.status), reason.path, reason.message, lines)
    if len(reasons) > MOST_REASONS:
        rest = sum(reason.count for reason in reasons[MOST_REASONS:])
        table.add_row(f"{rest:,}", "", "", f"for {len(reasons) - MOST_REASONS} other reasons", "")
    return table
