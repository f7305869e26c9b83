"""From facts to awards: each counted once, whatever comes twice, late, shuffled or is taken back."""

import random

import pytest

from services.badges.domain.awards import natural_key
from shared.events import badges
from shared.events.envelope import event_id
from tests.integration.badges.support import NOW, Badges, at, draft, drills, led, same_lane_as, tier, took_back


def test_the_fact_that_completes_a_rule_earns_the_badge(service: Badges) -> None:
    """Two of three drills earn nothing, the third the award: with evidence, points, the version and both moments."""
    service.publish(draft())
    service.hear(led("a", 1), led("b", 2))
    assert service.awards() == []
    service.hear(led("c", 3))
    (award,) = service.awards()
    assert award["_id"] == event_id(natural_key("incident-lead", None, "e-1", None))
    assert (award["earned_at"], award["granted_at"]) == (at(3), NOW)
    assert award["evidence_count"] == len(award["evidence"]) == 3
    (event,) = service.told()
    said = badges.Awarded.model_validate(event.data)
    assert (event.type, event.subject, event.time) == (badges.AWARDED, "e-1", at(3))
    assert (said.badge, said.version, said.points, said.revision) == ("incident-lead", 1, 20, 0)
    assert set(said.evidence) == set(award["evidence"])


def test_duplicates_in_a_batch_and_across_batches_count_once(service: Badges) -> None:
    """A fact heard five times is one drill, not five."""
    service.publish(draft())
    service.hear(led("a", 1), led("a", 1), led("b", 2))
    service.hear(led("b", 2), led("a", 1))
    assert service.awards() == []
    service.hear(led("c", 3), led("c", 3))
    service.hear(led("c", 3))
    assert len(service.told()) == 1


def test_tiers_crossed_at_once_are_granted_lowest_first(service: Badges) -> None:
    """Four drills in one batch give bronze and silver, each at its own moment and with its own evidence."""
    service.publish(draft(tiers=[tier("bronze", 2), tier("silver", 4), tier("gold", 9)]))
    service.hear(*(led(str(day), day) for day in range(4)))
    assert [event.data["tier"] for event in service.told()] == ["bronze", "silver"]
    bronze, silver = service.awards()
    assert (bronze["earned_at"], silver["earned_at"]) == (at(1), at(3))
    assert set(bronze["evidence"]) < set(silver["evidence"])


def test_a_late_fact_moves_the_award(service: Badges) -> None:
    """An earlier drill heard later makes the award earned earlier: amended at the next revision, nothing double."""
    service.publish(draft())
    service.hear(led("b", 2), led("c", 3), led("d", 4))
    service.hear(led("a", 1))
    (award,) = service.awards()
    assert (award["earned_at"], award["revision"], award["generation"]) == (at(3), 1, 0)
    first, second = service.told()
    assert (first.type, second.type) == (badges.AWARDED, badges.AMENDED)
    assert first.data["award"] == second.data["award"]
    assert first.id != second.id


def test_a_later_fact_leaves_an_award_alone(service: Badges) -> None:
    """What comes after everything was earned changes nothing, and emits nothing."""
    service.publish(draft())
    service.hear(*(led(str(day), day) for day in range(3)))
    before = service.awards()
    service.hear(led("later", 30))
    assert service.awards() == before
    assert len(service.told()) == 1


def test_a_retraction_takes_the_award_back_and_it_can_be_earned_again(service: Badges) -> None:
    """Without one of its drills the award is revoked, to be compensated; another drill earns the next generation."""
    service.publish(draft())
    service.hear(led("a", 1), led("b", 2), led("c", 3))
    service.hear(took_back("b"))
    assert service.held() == []
    service.hear(led("d", 4))
    old, new = service.awards()
    assert (old["state"], old["reason"], old["revision"]) == ("revoked", "retraction", 1)
    assert (new["state"], new["generation"], new["earned_at"]) == ("active", 1, at(4))
    assert old["_id"] != new["_id"]
    assert [event.type for event in service.told()] == [badges.AWARDED, badges.REVOKED, badges.AWARDED]
    revoked = badges.Revoked.model_validate(service.told()[1].data)
    assert (revoked.award, revoked.points, revoked.reason) == (old["_id"], 20, "retraction")


def test_a_retraction_that_comes_first_leaves_nothing_to_count(service: Badges) -> None:
    """A completion taken back before it was heard of never counts, nor does it when it comes twice."""
    service.publish(draft())
    service.hear(took_back("b"))
    service.hear(led("a", 1), led("b", 2), led("c", 3))
    service.hear(led("b", 2))
    assert service.awards() == []


def test_a_retraction_and_its_completion_in_one_batch(service: Badges) -> None:
    """In either order within a batch the completion is taken back."""
    service.publish(draft(criteria=drills(1)))
    service.hear(led("a", 1), took_back("a"))
    service.hear(took_back("b"), led("b", 1))
    assert service.awards() == []


def test_only_the_retracted_persons_fact_goes(service: Badges) -> None:
    """A completion of two people, taken back for one, still counts for the other."""
    service.publish(draft(criteria=drills(1)))
    other = same_lane_as("e-1")
    service.hear(led("a", 1), led("a", 1, other))
    service.hear(took_back("a"))
    assert (service.held(), service.held(other)) == ([], [("incident-lead", None)])


def test_a_late_fact_that_takes_the_entitlement_keeps_the_award_and_flags_it(service: Badges) -> None:
    """An earlier, poorer attempt takes the credit of the better one: the award is kept, and flagged for its owner."""
    passed = {"sum": {"of": {"types": ["drill.led"]}, "path": "result.score.raw", "at_least": 80}}
    service.publish(draft(criteria=passed))
    course = {"type": "drill", "id": "same"}
    service.hear(led("good", 5, object=course, result={"score": {"raw": 90}}))
    service.hear(led("poor", 1, object=course, result={"score": {"raw": 10}}))
    (award,) = service.awards()
    assert (award["state"], award["flagged"]) == ("active", True)
    assert len(service.told()) == 1
    service.hear(took_back("poor"))
    (award,) = service.awards()
    assert (award["state"], award["flagged"], award["revision"]) == ("active", False, 0)


def test_order_of_arrival_never_matters(service: Badges) -> None:
    """The same events, in any order and batches, with repeats, give the same entitlements."""
    service.publish(draft(tiers=[tier("bronze", 2), tier("silver", 4)]))
    events = [led(str(day), day, "e-1") for day in range(6)] + [took_back("2"), took_back("4")]
    outcomes = []
    for seed in range(4):
        person = f"e-shuffled-{seed}"
        own = [led(str(day), day, person) for day in range(6)] + [took_back("2", person), took_back("4", person)]
        shuffled = random.Random(seed).sample(own + own[:4], len(own) + 4)
        for event in shuffled:
            service.hear(event)
        outcomes.append(entitlements(service, person))
    service.hear(*events)
    assert outcomes == [entitlements(service, "e-1")] * 4
    assert [row[0] for row in outcomes[0]] == ["bronze", "silver"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-05-04T09:00:00", "soon"])
def test_a_fact_of_no_usable_moment_is_put_aside(service: Badges, moment: str) -> None:
    """It would break every later judgement of its person: it goes to the dead letters, the others are handled."""
    service.publish(draft(criteria=drills(1)))
    service.hear(led("a", 1, occurred_at=moment), led("b", 2))
    assert service.db.outbox.count_documents({"topic": "badges.dead"}) == 1
    assert service.held() == [("incident-lead", None)]


def test_more_evidence_than_a_document_should_hold(service: Badges) -> None:
    """Over a thousand pieces become rows; the event says how many there are; the loss of the last one is noticed."""
    service.publish(draft(criteria=drills(1100)))
    events = [led(str(number), number / 100) for number in range(1100)]
    for start in range(0, 1100, 500):
        service.hear(*events[start : start + 500])
    (award,) = service.awards()
    assert (len(award["evidence"]), award["evidence_count"]) == (1000, 1100)
    (said,) = service.told()
    assert (len(said.data["evidence"]), said.data["evidence_count"]) == (1000, 1100)
    missing = max(range(1100), key=lambda number: events[number].data["completion"])
    service.hear(took_back(str(missing)))
    assert service.awards()[0]["state"] == "revoked"


def entitlements(service: Badges, person: str) -> list[tuple[str, object, int]]:
    """What a person is entitled to: tier, moment, number of pieces of evidence."""
    rows = [row for row in service.awards(person) if row["state"] == "active" and not row["flagged"]]
    return [(row["tier"], row["earned_at"], row["evidence_count"]) for row in rows]
