"""Large units: judged before the transaction that needs it, by what was true then or not at all."""

import pytest

from services.badges.batch import Batch
from services.badges.domain.ruling import Ruling
from services.badges.units import preparing
from shared.bus import lane_of
from shared.delivery.transaction import transact
from tests.integration.badges.support import NOW, Badges, at, led, together, unit


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The units that were prepared, in order; five facts are many."""
    names, judged = list[str](), preparing._judged

    def noted(batch: Batch, ruling: Ruling, name: str) -> preparing.Prepared:
        names.append(name)
        return judged(batch, ruling, name)

    monkeypatch.setattr(preparing, "LARGE", 5)
    monkeypatch.setattr(preparing, "_judged", noted)
    return names


def drilled(teams: Badges) -> None:
    """Three drills, by people of the department, and the badge that asks for as many."""
    for number, name in enumerate(["e-1", "e-2", "e-3"]):
        teams.hear(led(str(number), number, name))
    teams.publish(together())


def test_a_large_unit_is_judged_before_the_transaction(teams: Badges, asked: list[str]) -> None:
    """All that its people did is read and judged beside it, once; from then on it is remembered as any other is."""
    drilled(teams)
    assert asked == ["unit:dept"]
    (award,) = teams.awards("unit:dept")
    assert (award["earned_at"], award["revision"]) == (at(2), 0)
    teams.hear(led("late", -1, "e-2"))
    teams.deliver_work()
    assert asked == ["unit:dept"]
    (award,) = teams.awards("unit:dept")
    assert (award["earned_at"], award["revision"]) == (at(1), 1)


def test_what_was_prepared_is_not_taken_for_what_is(
    teams: Badges, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the unit's row has moved on meanwhile, it is prepared once more."""
    judged = preparing._judged

    def overtaken(batch: Batch, ruling: Ruling, name: str) -> preparing.Prepared:
        found = judged(batch, ruling, name)
        if len(asked) == 1:
            transact(teams.db, "badges", NOW, lambda tx: tx.touch(name))
        return found

    monkeypatch.setattr(preparing, "_judged", overtaken)
    drilled(teams)
    assert asked == ["unit:dept", "unit:dept"]
    assert len(teams.awards("unit:dept")) == 1


def test_several_in_one_batch_wait_for_each_other(teams: Badges, asked: list[str]) -> None:
    """Each is prepared once, however many there are."""
    same = lane_of("unit:dept")
    above = [name for name in (f"all-{n}" for n in range(200)) if lane_of(f"unit:{name}") == same][:3]
    teams.everywhere(*(unit(name, parent) for name, parent in zip(above, [None, *above], strict=False)))
    teams.everywhere(unit("dept", above[-1], 2))
    drilled(teams)
    assert sorted(asked) == sorted(["unit:dept", *(f"unit:{name}" for name in above)])
    assert all(len(teams.awards(f"unit:{name}")) == 1 for name in above)
