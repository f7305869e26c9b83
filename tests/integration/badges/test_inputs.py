"""What else badges are judged by: kudos, challenges, points, profiles, units and the clock."""

from datetime import UTC, datetime
from typing import Any

from shared.bus import lane_of
from shared.events import badges
from tests.integration.badges.support import (
    NOW,
    Badges,
    at,
    completed,
    draft,
    employee,
    kudos,
    led,
    posted,
    same_lane_as,
    took_back,
    unit,
)  # fmt: skip


def counting(type_: str, at_least: int = 1) -> dict[str, Any]:
    """Criteria: so many facts of a type."""
    return {"count": {"of": {"types": [type_]}, "at_least": at_least}}


def test_kudos_count_for_giver_and_receiver(service: Badges) -> None:
    """Who thanks and who is thanked each have their fact; heard twice it counts once."""
    service.publish(draft("generous", counting("laurel.kudos.given")))
    service.publish(draft("good-neighbour", counting("laurel.kudos.received", 2)))
    other = same_lane_as("e-1")
    first, second = kudos("k-1", "e-1", other, 1), kudos("k-2", "e-1", other, 2)
    service.hear(*first, *first)
    assert (service.held(), service.held(other)) == ([("generous", None)], [])
    service.hear(*second)
    assert service.held(other) == [("good-neighbour", None)]


def test_a_completed_challenge_counts_until_it_is_taken_back(service: Badges) -> None:
    """A later revision moves it, `uncompleted` takes it back, an old revision heard again changes nothing."""
    service.publish(draft("challenger", counting("laurel.challenge.completed")))
    service.hear(completed("c-1", 1))
    service.hear(completed("c-1", 2, revision=1))
    (award,) = service.awards()
    assert (award["earned_at"], award["revision"]) == (at(2), 1)
    service.hear(completed("c-1", 2, revision=1, gone=True))
    assert service.held() == []
    service.hear(completed("c-1", 1), completed("c-1", 2, revision=1))
    assert service.held() == []
    service.hear(completed("c-1", 3, revision=2))
    assert service.held() == [("challenger", None)]
    assert [row["generation"] for row in service.awards()] == [0, 1]


def test_points_count_but_not_those_given_by_badges(service: Badges) -> None:
    """An award's own points earn no points badge; a compensation takes it back."""
    service.publish(draft("hundred", {"points": {"at_least": 100}}))
    service.hear(posted("p-1", 60, 1), posted("p-2", 500, 2, cause="award"))
    assert service.held() == []
    service.hear(posted("p-3", 40, 3), posted("p-3", 40, 3))
    assert [(row["earned_at"]) for row in service.awards()] == [at(3)]
    service.hear(posted("p-4", -40, 3))
    assert service.awards()[0]["state"] == "revoked"


def test_a_person_is_judged_by_their_newest_state(service: Badges) -> None:
    """An older state that comes later is ignored; a change of unit is judged at once, ancestors included."""
    in_payments = {"attribute": {"path": "unit", "op": "eq", "value": "u-payments"}}
    service.publish(draft("payments", in_payments))
    here = [{"unit": "u-cards", "from": at(1).isoformat()}]
    service.hear(employee(sequence=2, memberships=here))
    service.hear(employee(sequence=1, memberships=[{"unit": "u-payments"}]))
    assert service.held() == []
    service.hear(unit("u-cards", "u-payments"), lane=lane_of("e-1"))
    service.work()
    assert service.held() == [("payments", None)]
    assert service.awards()[0]["earned_at"] == at(1)


def test_having_joined_is_a_fact(service: Badges) -> None:
    """`laurel.employee.joined` lies at the moment of joining, and moves with it."""
    service.publish(draft("aboard", counting("laurel.employee.joined")))
    service.hear(employee())
    service.hear(employee(sequence=2, joined_at=at(2).isoformat()))
    (award,) = service.awards()
    assert (award["earned_at"], award["revision"]) == (at(2), 1)


def test_time_alone_earns_a_badge_by_a_timer(service: Badges) -> None:
    """A year here: nothing happens before, the timer fires once, the award is earned at that very instant."""
    service.publish(draft("year", {"tenure": {"at_least": "P1Y"}}))
    service.hear(employee())
    assert (service.awards(), service.fire(NOW)) == ([], 0)
    later = datetime(2027, 5, 4, 9, 0, 30, tzinfo=UTC)
    assert service.fire(later) == 1
    (award,) = service.awards()
    assert (award["earned_at"], award["granted_at"]) == (datetime(2027, 5, 4, 9, tzinfo=UTC), later)
    assert service.fire(later) == 0


def test_a_timer_is_not_set_again_while_nothing_moves(service: Badges) -> None:
    """A person who has one timer keeps it as it is, whatever else they do."""
    service.publish(draft("year", {"all": [{"tenure": {"at_least": "P1Y"}}, counting("drill.led")]}))
    service.hear(employee())
    before = list(service.db.timers.find())
    service.hear(led("a", 1))
    assert len(before) == 1
    assert list(service.db.timers.find()) == before


def test_zones_decide_the_day(service: Badges) -> None:
    """Two drills on one day in Auckland lie on two days in UTC; a new zone is judged at once."""
    daily = {"distinct": {"of": {"types": ["drill.led"]}, "path": "local.date", "at_least": 2}}
    service.publish(draft("daily", daily))
    service.hear(employee(timezone=[{"zone": "Pacific/Auckland"}]), led("a", 0.55), led("b", 0.7))
    assert service.held() == []
    service.hear(employee(sequence=2, timezone=[{"zone": "UTC"}]))
    assert service.held() == [("daily", None)]
    service.hear(took_back("b"))
    assert [event.type for event in service.told()] == [badges.AWARDED, badges.REVOKED]
