"""The rules of kudos."""

from datetime import UTC, datetime

import pytest

from services.recognition.domain import (
    DAILY_CAP,
    Kudos,
    Person,
    Refused,
    check_cap,
    check_moment,
    check_people,
    local_day,
    readable,
    zone_at,
)  # fmt: skip
from shared.events.profiles import Zone

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def person(key: str, state: str = "active") -> Person:
    """Somebody."""
    return Person(id=key, sequence=1, state=state)


@pytest.mark.parametrize(
    ("giver", "receiver", "status", "field"),
    [
        (person("e-1"), None, 404, "to"),
        (None, person("e-2"), 404, "from"),
        (person("e-1"), person("e-1"), 422, "to"),
        (person("e-1"), person("e-2", "left"), 422, "to"),
        (person("e-1"), person("e-2", "erased"), 404, "to"),
        (person("e-1", "left"), person("e-2"), 422, "from"),
    ],
)
def test_kudos_go_from_one_who_is_here_to_another(
    giver: Person | None, receiver: Person | None, status: int, field: str
) -> None:
    """Whoever is missing is named."""
    with pytest.raises(Refused) as refused:
        check_people(giver, receiver)
    assert (refused.value.status, refused.value.field) == (status, field)


def test_the_cap_says_when_the_next_can_be_given() -> None:
    """It ends with the giver's local day, also where the clocks change that day."""
    check_cap(DAILY_CAP - 1, "2026-10-24", "Europe/Berlin")
    with pytest.raises(Refused) as refused:
        check_cap(DAILY_CAP, "2026-10-25", "Europe/Berlin")
    assert refused.value.status == 429
    assert "2026-10-25T23:00Z" in refused.value.right


def test_the_day_is_that_of_the_zone_in_force() -> None:
    """Late in the evening it is tomorrow elsewhere; who moves has the new day from then on."""
    zones = (Zone(zone="America/New_York"), Zone(zone="Asia/Tokyo", from_=datetime(2026, 5, 4, tzinfo=UTC)))
    late = datetime(2026, 5, 3, 23, tzinfo=UTC)
    assert local_day(late, zone_at(zones, late, "UTC")) == "2026-05-03"
    assert local_day(late.replace(day=4), zone_at(zones, late.replace(day=4), "UTC")) == "2026-05-05"
    assert zone_at((), late, "Europe/Paris") == "Europe/Paris"


def test_kudos_are_not_given_in_the_future() -> None:
    """A clock a little ahead is forgiven."""
    check_moment(NOON.replace(minute=4), NOON)
    with pytest.raises(Refused):
        check_moment(NOON.replace(minute=6), NOON)


@pytest.mark.parametrize(
    ("reader", "admin", "may"), [("e-1", False, True), ("e-2", False, True), ("e-3", False, False), ("e-3", True, True)]
)
def test_kudos_with_somebody_who_hides_are_read_by_the_two_and_admins(reader: str, admin: bool, may: bool) -> None:
    """Either of the two can hide them from others."""
    kudos = Kudos(id="k", giver="e-1", receiver="e-2", reason="x", occurred_at=NOON, day="2026-05-04")
    assert readable(kudos, {"e-2"}, reader, admin=admin) is may
    assert readable(kudos, set(), "e-3", admin=False)
