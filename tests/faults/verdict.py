"""The invariants I1 to I7: each gives what contradicts it; nothing is the verdict hoped for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from shared.events.envelope import ContractError, decode
from tests.faults.doors import Doors
from tests.faults.load import Log
from tests.faults.machine import Fault
from tests.faults.model import Expected
from tests.faults.stores import Stores

SHOWN = 8
EMITTED = ("badges", "points", "challenges", "profiles")


@dataclass
class Verdict:
    """What was found by each invariant's name, and what was counted on the way."""

    found: dict[str, list[str]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, contradictions: Iterable[str]) -> None:
        """The finding of an invariant."""
        self.found[name] = list(contradictions)

    @property
    def contradictions(self) -> dict[str, list[str]]:
        """The invariants that do not hold, with the first of what contradicts them."""
        return {name: some[:SHOWN] for name, some in self.found.items() if some}

    def show(self, faults: Iterable[Fault], console: Console) -> None:
        """Print the verdict, how long each fault took to be mended, and what was counted."""
        table = Table("invariant", "verdict")
        for name, some in self.found.items():
            table.add_row(name, "holds" if not some else f"BROKEN: {len(some)}")
        times = Table("fault", "mended after")
        for fault in faults:
            times.add_row(fault.what, "never" if fault.seconds is None else f"{fault.seconds:.1f} s")
        console.print(table, times, ", ".join(f"{what}: {count}" for what, count in self.counted.items()))


def nothing_lost(log: Log, stores: Stores) -> Iterator[str]:
    """I1: what was acknowledged is stored with intake; what contradicts it is in quarantine."""
    stored, kept = stores.received(), stores.quarantined()
    for completion, event in log.accepted():
        if completion not in stored:
            yield f"{completion} of {event['id']} is not stored"
    for event in log.conflicts():
        if (event["source"], event["id"]) not in kept:
            yield f"{event['id']} is not in quarantine"


def facts_are_right(expected: Expected, stores: Stores) -> Iterator[str]:
    """I1 as well: what counts is stored with each service that counts it, once."""
    wanted = dict.fromkeys((fact.completion for facts in expected.facts.values() for fact in facts), 1)
    for service, taken_back in (("badges", "retracted_at"), ("challenges", "retracted_at"), ("leaderboards", "gone")):
        yield from differences(f"fact of {service}", wanted, stores.facts(service, taken_back))


def differences(what: str, wanted: Mapping[Any, Any], found: Mapping[Any, Any]) -> Iterator[str]:
    """Where two tables differ."""
    for key in sorted(set(wanted) | set(found), key=str):
        if wanted.get(key) != found.get(key):
            yield f"{what} {key}: {found.get(key)} instead of {wanted.get(key)}"


def awards_are_right(expected: Expected, stores: Stores) -> Iterator[str]:
    """I2: awards and completed challenges are the model's, none lost, none double, each dated when it was earned."""
    yield from differences("award", expected.awards, stores.awards())
    yield from differences("completed", expected.completed, stores.completed())


def points_are_right(expected: Expected, stores: Stores, doors: Doors) -> Iterator[str]:
    """I3: for each person and period the ledger's sum, the kept total and the board's score are the model's number."""
    yield from differences("ledger", expected.points, stores.ledger())
    yield from differences("total", expected.points, stores.totals())
    yield from differences("board", expected.points, doors.boards(months(expected)))


def months(expected: Expected) -> list[str]:
    """The months in which somebody has points."""
    return sorted({period for _, period in expected.points} - {"all"})


def in_order(log: Log, stores: Stores, verdict: Verdict) -> Iterator[str]:
    """I4, for each person: what was sent after another was acknowledged comes after it on the bus; what is emitted
    comes in the order of its sequence; points are posted in the order of the log."""
    told = _first_told(stores, "completions", verdict)
    yield from _sent_in_order(log, told)
    for topic in EMITTED:
        for subject, events in _first_told(stores, topic, verdict).items():
            numbers = [number for _, _, number in events]
            if numbers != sorted(numbers):
                yield f"{topic} about {subject}: {numbers}"
    yield from _posted_in_order(stores, told)


Told = dict[str, list[tuple[str, str, int]]]
"""For each subject (completion, event id, sequence) in the order of first appearance."""


def _first_told(stores: Stores, topic: str, verdict: Verdict) -> Told:
    told: Told = defaultdict(list)
    seen: set[tuple[int, str]] = set()
    again = 0
    for message in stores.messages(topic):
        try:
            event = decode(message.value)
        except ContractError:
            continue
        if (message.lane, event.id) in seen:
            again += 1
            continue
        seen.add((message.lane, event.id))
        completion = event.data.get("completion", "") if event.type.endswith("recorded.v1") else ""
        told[f"{event.subject} on lane {message.lane}"].append((completion, event.id, event.sequence))
    verdict.counted[f"published twice on {topic}"] = again
    return told


def _sent_in_order(log: Log, told: Told) -> Iterator[str]:
    times = {one.completion: (one.sent, one.acknowledged or 0.0) for one in log.by_body.values() if one.completion}
    for subject, events in told.items():
        places = [times[completion] for completion, _, _ in events if completion in times]
        for later, (_, acknowledged) in enumerate(places):
            if any(acknowledged < sent for sent, _ in places[:later]):
                yield f"completions about {subject}: number {later} was acknowledged before an earlier one was sent"


def _posted_in_order(stores: Stores, told: Told) -> Iterator[str]:
    first: dict[str, Any] = {}
    for row in stores.db("leaderboards").entries.find({"rule": "page"}).sort([("lane", 1), ("n", 1)]):
        first.setdefault(row["cause"]["id"], row["posted_at"])
    for subject, events in told.items():
        moments = [first[completion] for completion, _, _ in events if completion in first]
        if moments != sorted(moments):
            yield f"points of {subject} were not posted in the order of the log"
