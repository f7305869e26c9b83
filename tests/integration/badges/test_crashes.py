"""A process that dies at any write of the award path leaves nothing half-written, and loses nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pymongo.collection import Collection

from shared.bus import lane_of
from shared.events.envelope import Event
from tests.integration.badges.support import Badges, draft, drills, employee, led, tier, took_back

WRITES = ("insert_one", "insert_many", "bulk_write", "update_one", "update_many", "replace_one", "delete_one")
KEPT = (
    "facts",
    "people",
    "awards",
    "holders",
    "totals",
    "outbox",
    "retractions",
    "timers",
    "lanes",
    "subjects",
    "evidence",
)


Arrange = Callable[[int | None, bool], list[str]]


class Crash(BaseException):
    """The process is gone."""


@pytest.fixture
def crash_at() -> Iterator[Arrange]:
    """Lets the process die at the n-th write from now on, before or after it; gives the writes, as they come."""
    patch = pytest.MonkeyPatch()

    def arrange(number: int | None, after: bool) -> list[str]:
        done: list[str] = []
        patch.undo()
        for name in WRITES:
            real = getattr(Collection, name)

            def write(self: Any, *args: Any, real: Any = real, name: str = name, **options: Any) -> Any:
                done.append(f"{self.name}.{name}")
                if len(done) == number and not after:
                    raise Crash
                answer = real(self, *args, **options)
                if len(done) == number:
                    raise Crash
                return answer

            patch.setattr(Collection, name, write)
        return done

    yield arrange
    patch.undo()


def stored(service: Badges) -> dict[str, list[Any]]:
    """Everything that the award path writes."""
    return {name: sorted(service.db[name].find(), key=lambda row: str(row["_id"])) for name in KEPT}


def batches() -> Iterator[list[Any]]:
    """A batch that grants on several levels, one that takes back, and one that grants anew."""
    yield [employee(), led("a", 1), led("b", 2), led("c", 3)]
    yield [took_back("b")]
    yield [led("d", 4)]


def ready(service: Badges) -> None:
    """Badges of each kind are live: tiers, one that asks for another, one that waits for the clock."""
    service.publish(draft("drills", drills(1), tiers=[tier("bronze", 1), tier("silver", 3)]))
    service.publish(draft("proud", {"badge": {"id": "drills", "tier": "silver"}}))
    service.publish(draft("year", {"all": [{"tenure": {"at_least": "P1Y"}}, drills(1)]}))


def crash_everywhere(service: Badges, crash_at: Arrange, events: list[Event], *, after: bool) -> list[str]:
    """Let the batch die at each of its writes in turn, until it gets through; its writes."""
    lane = lane_of("e-1")
    messages = [service.message(event, lane) for event in events]
    before = stored(service)
    for number in range(1, 100):
        writes = crash_at(number, after)
        try:
            service.lanes.apply(lane, messages)
        except Crash:
            crash_at(None, after)
            assert stored(service) == before, f"the write {writes[-1]} left something"
        else:
            return writes
    raise AssertionError("the batch never gets through")


@pytest.mark.parametrize("after", [False, True])
def test_a_crash_at_each_write_leaves_nothing_and_loses_nothing(
    service: Badges, crash_at: Arrange, after: bool
) -> None:
    """Whichever write it is, the store is as before; read again, the batch has its whole effect, once."""
    ready(service)
    writes = {write for events in batches() for write in crash_everywhere(service, crash_at, events, after=after)}
    assert {"facts.bulk_write", "awards.bulk_write", "holders.bulk_write", "totals.bulk_write"} <= writes
    assert {"outbox.insert_many", "lanes.update_one", "subjects.update_many", "timers.replace_one"} <= writes
    assert service.held() == [("drills", "bronze"), ("drills", "silver"), ("proud", None)]
    assert [(row["badge"], row["generation"], row["state"]) for row in service.awards()] == [
        ("drills", 0, "active"),
        ("drills", 0, "revoked"),
        ("drills", 1, "active"),
        ("proud", 0, "revoked"),
        ("proud", 1, "active"),
    ]
    assert len(service.told()) == 7
