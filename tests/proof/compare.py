"""Laurel beside the SQL script: what was compared, and where they differ."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.replay.place import Place
from shared.events.envelope import decode
from tests.faults.machine import Fault
from tests.faults.stores import Stores
from tests.faults.verdict import differences
from tests.proof.run import JUDGES, Run
from tests.proof.tables import Award, Expected, moments

SHOWN = 5
PUBLISHED = ("completions", "badges", "points")


@dataclass
class Comparison:
    """How much of each kind was compared, and every difference."""

    compared: dict[str, int] = field(default_factory=dict)
    differing: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, wanted: Mapping[Any, Any], found: Mapping[Any, Any]) -> None:
        """Compare two tables, key by key."""
        self.compared[what] = len(wanted.keys() | found.keys())
        self.differing[what] = list(differences(what, wanted, found))

    @property
    def equal(self) -> bool:
        """Whether there is no difference, and something of every kind to compare."""
        return all(self.compared.values()) and not any(self.differing.values())

    @property
    def differences(self) -> list[str]:
        """The first differences of each kind."""
        return [text for some in self.differing.values() for text in some[:SHOWN]]


def compare(run: Run, expected: Expected) -> Comparison:
    """Look at the stores and the boards of a run that has settled."""
    found, stores = Comparison(), run.stores
    members = run.doors.ask("profiles", "/read/member-counts", ids=None)["items"]
    found.add("units and their members", expected.units, members)
    for service in JUDGES:
        gone = "gone" if service == "leaderboards" else "retracted_at"
        kept = Counter(stores.facts(service, gone).values())
        found.add(f"times each completion is kept ({service})", expected.kept, kept)
    found.add("awards and when they were earned", expected.awards, moments(_earned(stores)))
    found.add("sums of the ledger's entries, by month and in all", expected.points, stores.ledger())
    found.add("totals that are kept, by month and in all", expected.points, stores.totals())
    found.add("ranks and points on the boards", expected.ranks, run.doors.ranks(expected.months))
    return found


def _earned(stores: Stores) -> Iterator[tuple[Award, str]]:
    """What people are entitled to, with its moment: every award that was not taken back, also one that has expired, but
    none that is only kept by courtesy because a late fact took the entitlement away."""
    for row in stores.db("badges").awards.find({"state": {"$ne": "revoked"}, "flagged": False}):
        yield (row["person"], row["badge"], row["tier"], row["scope"]), row["earned_at"].strftime("%Y-%m-%dT%H:%M:%SZ")


def published_twice(stores: Stores) -> Iterator[tuple[str, int, int]]:
    """(topic, events, of these published again): what consumers had to take for known."""
    for topic in PUBLISHED:
        ids = Counter(decode(message.value).id for message in stores.messages(topic))
        yield topic, ids.total(), ids.total() - len(ids)


def show(console: Console, run: Run, place: Place, found: Comparison) -> None:
    """Print the verdict and how it came about."""
    console.print(_compared(found), _killed(run.machine.faults))
    for text in found.differences:
        console.print(f"  {text}", style="red")
    console.print(
        f"{place.done:,} events were sent, {place.states['accepted']:,} of them accepted and {place.states['known']:,} "
        f"known already; {len(place.reasons)} reasons to refuse"
    )
    for topic, total, again in published_twice(run.stores):
        console.print(f"{total:,} events on {topic}, {again:,} of them published again after a crash")
    console.print(", ".join(f"{what} {seconds:,.0f} s" for what, seconds in run.seconds.items()))
    pace = place.done / run.seconds["sending and handling"]
    console.print(f"{pace:,.0f} events a second from the first sent to the last effect")
    verdict = "EQUAL: nothing lost, nothing double" if found.equal else "DIFFERENT"
    console.print(verdict, style="bold green" if found.equal else "bold red")


def _compared(found: Comparison) -> Table:
    table = Table("compared with the SQL script", "how many", "different")
    for what, number in found.compared.items():
        table.add_row(what, f"{number:,}", f"{len(found.differing[what]):,}")
    return table


def _killed(faults: list[Fault]) -> Table:
    table = Table("killed (-9)", "times", "ready again after")
    for what in dict.fromkeys(fault.what for fault in faults):
        times = [fault.seconds or 0.0 for fault in faults if fault.what == what]
        table.add_row(what.split()[-1], str(len(times)), ", ".join(f"{one:.1f} s" for one in times))
    return table
