"""From facts to completed challenges: each counted once, whatever comes twice, late, shuffled or is taken back."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.events import challenges
from tests.integration.challenges.support import (
    ADA,
    BEN,
    Challenges,
    at,
    awarded,
    employee,
    instant,
    kudos,
    posted,
    reviewed,
    reviews,
    revoked,
    took_back,
    unit,
)

DONE = (challenges.COMPLETED, challenges.UNCOMPLETED)


def test_the_fact_that_fulfils_the_goal_completes_it(service: Challenges) -> None:
    """Two reviews: completed at the second's moment, told once with evidence, points and the first revision."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1))
    assert (service.mine(id_)["have"], service.mine(id_)["completed_at"]) == (1, None)
    service.hear(reviewed("b", 2))
    assert service.mine(id_)["completed_at"] == instant(at(2))
    (event,) = service.told(*DONE)
    said = challenges.Completed.model_validate(event.data)
    assert (event.type, event.subject, event.time) == (challenges.COMPLETED, "e-ada", at(2))
    assert (said.challenge, said.completed_at, said.revision, said.points) == (id_, at(2), 0, 50)
    assert sorted(said.evidence) == sorted(reviewed(name).data["completion"] for name in "ab")


def test_duplicates_count_once(service: Challenges) -> None:
    """A fact that comes again, in its batch or a later one, is one review; a completed challenge is told once."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1), reviewed("a", 1))
    service.hear(reviewed("a", 1))
    assert service.mine(id_)["have"] == 1
    service.hear(reviewed("b", 2), reviewed("b", 2))
    service.hear(reviewed("b", 2), reviewed("c", 3))
    assert len(service.told(*DONE)) == 1
    assert service.challenge(id_)["completed_count"] == 1


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (at(-7), True),
        (at(-7) - timedelta(milliseconds=1), False),
        (at(7) - timedelta(milliseconds=1), True),
        (at(7), False),
    ],
)
def test_only_the_window_counts(service: Challenges, moment: object, counts: bool) -> None:
    """A fact at the start counts, one at the end does not."""
    id_ = service.launch(criteria=reviews(1))
    service.join(id_)
    service.hear(reviewed("a", occurred_at=instant(moment)))  # type: ignore[arg-type]  # a moment
    assert (service.mine(id_)["completed_at"] is not None) == counts


def test_a_late_fact_moves_the_completion(service: Challenges) -> None:
    """An earlier review that is heard later makes it completed earlier: the next revision, no second completion."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("b", 2), reviewed("c", 3))
    service.hear(reviewed("a", 1))
    assert service.mine(id_)["completed_at"] == instant(at(2))
    assert [(e.type, e.data["revision"]) for e in service.told(*DONE)] == [
        (challenges.COMPLETED, 0),
        (challenges.COMPLETED, 1),
    ]
    assert service.challenge(id_)["completed_count"] == 1


def test_a_retraction_takes_back_what_the_fact_gave(service: Challenges) -> None:
    """Uncompleted with the next revision, and completed anew by another fact."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1), reviewed("b", 2))
    service.hear(took_back("b"))
    assert (service.mine(id_)["have"], service.mine(id_)["completed_at"]) == (1, None)
    assert service.challenge(id_)["completed_count"] == 0
    service.hear(took_back("b"), reviewed("b", 2), reviewed("c", 3))
    assert service.mine(id_)["completed_at"] == instant(at(3))
    told = [(e.type, e.data["revision"], e.data["completed_at"]) for e in service.told(*DONE)]
    assert told == [
        (challenges.COMPLETED, 0, instant(at(2))),
        (challenges.UNCOMPLETED, 1, instant(at(2))),
        (challenges.COMPLETED, 2, instant(at(3))),
    ]


@pytest.mark.parametrize("together", [True, False])
def test_a_retraction_before_its_completion_leaves_a_tombstone(service: Challenges, together: bool) -> None:
    """What was taken back before it came never counts."""
    id_ = service.launch(criteria=reviews(1))
    service.join(id_)
    for batch in [[took_back("a"), reviewed("a", 1)]] if together else [[took_back("a")], [reviewed("a", 1)]]:
        service.hear(*batch)
    assert (service.mine(id_)["have"], service.told(*DONE)) == (0, [])


def test_people_who_have_not_joined_are_not_judged(service: Challenges) -> None:
    """Facts of others complete nothing."""
    id_ = service.launch()
    service.join(id_)
    service.hear(reviewed("a", 1, "e-ben"), reviewed("b", 2, "e-ben"))
    assert (service.mine(id_, BEN), service.mine(id_)["have"], service.told(*DONE)) == (None, 0, [])


def test_days_are_those_of_the_persons_zone(service: Challenges) -> None:
    """Two reviews around midnight in Berlin fill two days there, in UTC one."""
    goal = {"streak": {"of": {"types": ["review.done"]}, "period": "day", "length": 2}}
    service.hear(employee("e-ben", 2, timezone=[{"zone": "Europe/Berlin"}]))
    id_ = service.launch(criteria=goal)
    midnight = at(0).astimezone(ZoneInfo("Europe/Berlin")).replace(hour=0, minute=0, second=0)
    for who in (ADA, BEN):
        service.join(id_, who)
        before, after = midnight - timedelta(minutes=20), midnight + timedelta(minutes=20)
        name = who.employee
        service.hear(reviewed(f"{name}-1", 0, name, occurred_at=instant(before.astimezone(ZoneInfo("UTC")))))
        service.hear(reviewed(f"{name}-2", 0, name, occurred_at=instant(after.astimezone(ZoneInfo("UTC")))))
    assert service.mine(id_, ADA)["completed_at"] is None
    assert service.mine(id_, BEN)["completed_at"] is not None


def test_a_change_of_zone_judges_again(service: Challenges) -> None:
    """A zone that is corrected afterwards moves local days, and with them what is completed."""
    goal = {"streak": {"of": {"types": ["review.done"]}, "period": "day", "length": 2}}
    id_ = service.launch(criteria=goal)
    service.join(id_)
    noon = at(-2).replace(hour=12, minute=0, second=0)
    service.hear(
        reviewed("a", occurred_at=instant(noon)), reviewed("b", occurred_at=instant(noon - timedelta(hours=3)))
    )
    assert service.mine(id_)["completed_at"] is None
    service.hear(employee("e-ada", 2, timezone=[{"zone": "Pacific/Auckland"}]))
    assert service.mine(id_)["completed_at"] == instant(noon)


def test_kudos_are_facts(service: Challenges) -> None:
    """A goal counts thanks given and received."""
    received = {"count": {"of": {"types": ["laurel.kudos.received"]}, "at_least": 1}}
    given = {"count": {"of": {"types": ["laurel.kudos.given"]}, "at_least": 1}}
    id_ = service.launch(criteria={"all": [received, given]})
    service.join(id_)
    for event in kudos("k-1", "e-ada", "e-ben", 1) + kudos("k-2", "e-cy", "e-ada", 2):
        service.hear(event)
    assert service.mine(id_)["completed_at"] == instant(at(2))


def test_badges_and_points_of_the_window_count(service: Challenges) -> None:
    """An award or points from before do not; a revoked award is taken back."""
    goal = {"all": [{"badge": {"id": "mentor"}}, {"points": {"at_least": 30}}]}
    id_ = service.launch(criteria=goal)
    service.join(id_)
    service.hear(awarded("mentor", -8), posted("p-0", 100, -8))
    assert service.mine(id_)["have"] == 0
    service.hear(awarded("mentor", 1, sequence=2), posted("p-1", 20, 1), posted("p-2", 10, 2), posted("p-2", 10, 2))
    assert service.mine(id_)["completed_at"] == instant(at(2))
    service.hear(revoked("mentor", 1, sequence=3))
    service.hear(awarded("mentor", 1, sequence=2))
    assert service.mine(id_)["completed_at"] is None


def test_what_only_the_clock_makes_true_is_judged_by_a_timer(service: Challenges) -> None:
    """A review and no incident until the end: completed at the end itself, before the challenge is closed."""
    incident = {"count": {"of": {"types": ["incident.caused"]}, "at_least": 1}}
    incident["count"]["window"] = {"between": [instant(at(-7)), instant(at(7))]}
    id_ = service.launch(criteria={"all": [reviews(1), {"not": incident}]})
    for who in (ADA, BEN):
        service.join(id_, who)
        service.hear(reviewed(f"{who.employee}-a", 1, who.employee))
    service.hear(reviewed("oops", 2, "e-ben", type="incident.caused"))
    assert service.mine(id_)["completed_at"] is None
    service.fire(at(7))
    service.fire(at(7) + timedelta(seconds=2))
    assert service.challenge(id_)["status"] == "closed"
    assert service.state(id_) == "closed"
    assert service.mine(id_)["completed_at"] == instant(at(7))
    assert service.mine(id_, BEN)["completed_at"] is None


def test_a_moved_unit_judges_its_people_again(service: Challenges) -> None:
    """A goal that asks for the unit is fulfilled once the unit stands below it, by a task on every lane."""
    goal = {"all": [reviews(1), {"attribute": {"path": "unit", "op": "eq", "value": "u-sales"}}]}
    id_ = service.launch(criteria=goal)
    service.join(id_)
    service.hear(reviewed("a", 1))
    assert service.mine(id_)["completed_at"] is None
    service.hear_everywhere(unit("u-eng", "u-sales", 2))
    service.work()
    assert service.mine(id_)["completed_at"] == instant(at(1))
