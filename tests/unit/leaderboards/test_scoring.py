"""What is due, how the ledger is squared with it, and where people stand: without any server."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.leaderboards.domain.ledger import Posting, entries, settle
from services.leaderboards.domain.periods import keys_of, month_around
from services.leaderboards.domain.scoring import Due, unit_at
from services.leaderboards.domain.standing import Row, Standing, place_of, ranked, with_own
from shared.criteria import Membership, Person
from shared.events.points import Cause

MOMENT = datetime(2026, 5, 4, 9, tzinfo=UTC)
CAUSE = Cause(type="completion", id="c")


def points(fact: str, amount: int = 10, unit: str | None = "u-1", at: datetime = MOMENT) -> Due:
    """Points that are due for a fact."""
    return Due("e-1", "rule/r", fact, amount, unit, at, CAUSE)


states = st.dictionaries(
    st.sampled_from("abc"), st.builds(lambda amount, unit: (amount, unit), st.integers(1, 3), st.sampled_from("uv"))
)


@given(st.lists(states, max_size=8))
def test_whatever_is_due_one_after_the_other_the_ledger_holds_the_last(
    history: list[dict[str, tuple[int, str]]],
) -> None:
    """The sum of all entries by unit is what is due, no id comes twice, and squaring again adds nothing."""
    held: dict[str, Posting] = {}
    ledger = []
    for state in history:
        due = {one.key: one for one in (points(fact, *said) for fact, said in state.items())}
        changes = settle(due, held.values())
        held |= {change.posting.due.key: change.posting for change in changes}
        ledger += entries(changes)
        assert settle(due, held.values()) == []
        for unit in "uv":
            wanted = sum(one.amount for one in due.values() if one.unit == unit)
            assert sum(entry.amount for entry in ledger if entry.unit == unit) == wanted
    assert len({entry.id for entry in ledger}) == len(ledger)


def test_an_entry_of_the_same_posting_has_the_same_id() -> None:
    """Computed anew after a crash, an entry is the one that it was."""
    due = {one.key: one for one in [points("a")]}
    assert entries(settle(due, [])) == entries(settle(due, []))


def test_what_is_taken_back_goes_first() -> None:
    """No sum is ever higher on the way than before and after."""
    held = [Posting(points("b"), 0, True)]
    due = {one.key: one for one in [points("a"), points("b", 20)]}
    assert [entry.amount for entry in entries(settle(due, held))] in ([-10, 10, 20], [-10, 20, 10])


def test_the_unit_is_the_one_joined_last() -> None:
    """Of several memberships at once; windows are half-open, and an open start is the earliest."""
    may = MOMENT.replace(day=1)
    person = Person("e-1", memberships=(Membership("u-b", may, None), Membership("u-a"), Membership("u-c", None, may)))
    assert unit_at(person, MOMENT) == "u-b"
    assert unit_at(person, may) == "u-b"
    assert unit_at(person, may - timedelta(seconds=1)) == "u-c"
    assert unit_at(Person("e-2"), MOMENT) is None


@pytest.mark.parametrize(
    ("zone", "moment", "key"),
    [
        ("Europe/Berlin", "2026-03-31T21:59:59.999Z", "2026-03"),
        ("Europe/Berlin", "2026-03-31T22:00:00Z", "2026-04"),
        ("Europe/Berlin", "2026-10-31T22:59:59Z", "2026-10"),
        ("Europe/Berlin", "2026-10-31T23:00:00Z", "2026-11"),
        ("Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01"),
        ("America/Los_Angeles", "2026-03-01T07:59:59Z", "2026-02"),
    ],
)
def test_a_moment_lies_in_the_local_month(zone: str, moment: str, key: str) -> None:
    """Summer time or not, at the edge of the world or not."""
    assert keys_of(datetime.fromisoformat(moment), ZoneInfo(zone)) == (key, "all")


ZONES = ["Europe/Berlin", "America/Havana", "Asia/Amman", "Atlantic/Azores", "America/Asuncion", "Pacific/Apia"]


@given(st.sampled_from(ZONES), st.dates(date(1980, 1, 1), date(2037, 12, 31)))
def test_a_month_holds_its_first_instant_and_not_the_next_ones(zone: str, day: date) -> None:
    """Bounds and keys agree, also where clocks are moved at midnight."""
    local = ZoneInfo(zone)
    start, end = month_around(day, local)
    key = f"{day:%Y-%m}"
    inside = [keys_of(moment, local)[0] == key for moment in (start, end - timedelta(milliseconds=1))]
    outside = [keys_of(moment, local)[0] == key for moment in (start - timedelta(milliseconds=1), end)]
    assert (inside, outside) == ([True, True], [False, False])
    assert (start.tzinfo, end.tzinfo) == (UTC, UTC)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.integers(0, 11), st.integers(1, 12))
def test_a_stretch_of_a_board_has_the_ranks_of_the_whole(scores: list[int], start: int, length: int) -> None:
    """A rank is one more than the number of those strictly higher, wherever the stretch begins."""
    board = sorted(((f"e-{n}", score) for n, score in enumerate(scores)), key=lambda one: -one[1])
    whole = [Row(1 + sum(other > score for _, other in board), name, score) for name, score in board]
    stretch = board[start : start + length]
    higher = sum(other > stretch[0][1] for _, other in board) if stretch else 0
    assert ranked(stretch, start, higher) == whole[start : start + length]


def test_somebody_who_takes_no_place_stands_before_whom_they_tie_with() -> None:
    """Behind all who are higher, also at the ends."""
    rows = [Row(1, "a", 30), Row(2, "b", 20)]
    assert [row.person for row in with_own(rows, Row(2, "me", 20))] == ["a", "me", "b"]
    assert [row.person for row in with_own(rows, Row(3, "me", 10))] == ["a", "b", "me"]
    assert with_own([], Row(1, "me", 10)) == [Row(1, "me", 10)]


def test_ahead_of_is_of_a_hundred_others() -> None:
    """Nobody else, nobody to be ahead of; the top has nobody to reach."""
    assert Standing(10, False, 0, 0, 0, None).ahead_of_percent is None
    assert Standing(10, False, 1, 2, 3, 15).ahead_of_percent == 66
    assert Standing(10, False, 1, 2, 3, 15).to_next == 5
    assert Standing(10, False, 0, 3, 3, None).to_next is None


def test_whoever_has_left_is_beside_the_board_whether_they_hide_or_not() -> None:
    """Erased people too."""
    assert [place_of(state, hides=True) for state in ("active", "left", "erased")] == ["hidden", "left", "left"]
    assert [place_of(state, hides=False) for state in ("active", "left", "erased")] == ["shown", "left", "left"]
