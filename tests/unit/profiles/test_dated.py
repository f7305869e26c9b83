"""Dated values: half-open, and changed from a moment on."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.profiles.domain.dated import changed, holds, moved, present_units, role_changed, zone_at, zones_changed
from shared.events.profiles import Dated, Membership


def day(number: int) -> datetime:
    """A day of January 2026."""
    return datetime(2026, 1, number, tzinfo=UTC)


def test_a_membership_covers_its_start_and_not_its_end() -> None:
    """Windows are half-open."""
    span = Membership(unit="u-1", from_=day(1), to=day(3))
    assert [holds(span, day(number)) for number in (1, 2, 3)] == [True, True, False]


def test_a_move_ends_what_was_until_then() -> None:
    """Who moves is in one unit up to the date, and in the other from it on."""
    after = moved([Membership(unit="u-1", from_=day(1))], "u-2", day(5))
    assert after == (Membership(unit="u-1", from_=day(1), to=day(5)), Membership(unit="u-2", from_=day(5)))
    assert present_units(after, day(5)) == ["u-2"]


def test_a_move_into_the_same_unit_corrects_its_start() -> None:
    """Saying the present unit with another date moves the border, it does not add a membership."""
    before = moved([Membership(unit="u-1", from_=day(1))], "u-2", day(5))
    assert moved(before, "u-2", day(3)) == (
        Membership(unit="u-1", from_=day(1), to=day(3)),
        Membership(unit="u-2", from_=day(3)),
    )


def test_a_move_to_no_unit_ends_membership() -> None:
    """None as unit leaves nothing open."""
    assert moved([Membership(unit="u-1", from_=day(1))], None, day(4)) == (
        Membership(unit="u-1", from_=day(1), to=day(4)),
    )


@given(st.lists(st.tuples(st.sampled_from(["u-1", "u-2", "u-3"]), st.integers(1, 28)), max_size=8))
def test_moves_leave_one_unit_at_any_time(moves: list[tuple[str, int]]) -> None:
    """In any order of moves nobody is in two units at once, the last one said is open, and again is the same."""
    spans: tuple[Membership, ...] = ()
    for unit, number in moves:
        spans = moved(spans, unit, day(number))
        assert moved(spans, unit, day(number)) == spans
        assert present_units(spans, day(28)) == [unit]
    assert all(len(present_units(spans, day(number))) <= 1 for number in range(1, 29))


def test_a_value_that_holds_is_not_changed() -> None:
    """The same value again keeps its start."""
    once = changed((), "de", day(1))
    assert changed(once, "de", day(5)) == once
    assert changed(once, "en", day(5)) == (
        Dated(value="de", from_=day(1), to=day(5)),
        Dated(value="en", from_=day(5)),
    )


def test_roles_change_apart() -> None:
    """Losing one role leaves the other."""
    roles = role_changed(role_changed((), "admin", held=True, since=None), "manager", held=True, since=day(2))
    after = role_changed(roles, "manager", held=False, since=day(4))
    assert after == (Dated(value="admin"), Dated(value="manager", from_=day(2), to=day(4)))


def test_the_first_zone_is_in_force_from_the_beginning() -> None:
    """A later zone counts from its date, the first one always did."""
    zones = zones_changed(zones_changed((), "Europe/Berlin", day(3)), "Asia/Tokyo", day(9))
    assert zone_at(zones, day(1)) == "Europe/Berlin"
    assert zone_at(zones, day(9)) == "Asia/Tokyo"
