"""Badges that ask for badges: judged in the same batch, to a fixed point, and taken back with what they rest on."""

from shared.bus import Message, lane_of
from shared.events import badges
from shared.events.envelope import MAX_HOPS, Event, encode
from tests.integration.badges.support import Badges, at, draft, drills, led, tier, took_back


def asks_for(badge: str, **more: object) -> dict[str, object]:
    """Criteria: that badge."""
    return {"badge": {"id": badge, **more}}


def test_a_badge_of_a_badge_is_earned_in_the_same_batch(service: Badges) -> None:
    """Three deep: the drill earns the first, which earns the second, which earns the third, at the same moment."""
    service.publish(draft("first", drills(1)))
    service.publish(draft("second", asks_for("first")))
    service.publish(draft("third", asks_for("second")))
    service.hear(led("a", 1))
    assert service.held() == [("first", None), ("second", None), ("third", None)]
    assert {row["earned_at"] for row in service.awards()} == {at(1)}
    assert [event.data["badge"] for event in service.told()] == ["first", "second", "third"]


def test_published_in_any_order_they_are_judged_in_the_order_of_what_they_ask_for(service: Badges) -> None:
    """A name that sorts before the one it asks for is judged after it: nothing is granted only to be taken back."""
    service.publish(draft("zero", drills(2)))
    service.publish(draft("all", {"all": [asks_for("zero"), drills(3)]}))
    service.hear(led("a", 1), led("b", 2))
    service.hear(took_back("a"), led("c", 3), led("d", 4))
    service.hear(took_back("c"), took_back("d"), led("e", 5))
    kinds = [(event.data["badge"], event.type) for event in service.told()]
    assert kinds.count(("all", badges.AWARDED)) == 1
    assert kinds.count(("all", badges.REVOKED)) == 1


def test_a_retraction_takes_back_all_that_rests_on_it(service: Badges) -> None:
    """With the drill go the badge, and the badge for having it; earned again, all come again."""
    service.publish(draft("first", drills(1)))
    service.publish(draft("second", asks_for("first")))
    service.hear(led("a", 1))
    service.hear(took_back("a"))
    assert service.held() == []
    assert [event.type for event in service.told()] == [badges.AWARDED] * 2 + [badges.REVOKED] * 2
    service.hear(led("b", 2))
    assert service.held() == [("first", None), ("second", None)]
    assert [row["generation"] for row in service.awards()] == [0, 1, 0, 1]


def test_own_awards_are_facts_that_can_be_counted(service: Badges) -> None:
    """`laurel.badge.awarded` counts distinct badges held, without the counting one itself."""
    of_awards = {"types": ["laurel.badge.awarded"]}
    collector = {"distinct": {"of": of_awards, "path": "object.id", "at_least": 2}}
    service.publish(draft("collector", collector))
    service.publish(draft("one", drills(1)))
    service.publish(draft("two", drills(2)))
    service.hear(led("a", 1))
    assert service.held() == [("one", None)]
    service.hear(led("b", 2))
    assert service.held() == [("collector", None), ("one", None), ("two", None)]


def test_any_badge_will_do(service: Badges) -> None:
    """`*` counts every badge but those that themselves ask for any."""
    service.publish(draft("any", asks_for("*", at_least=2)))
    service.publish(draft("one", drills(1), tiers=[tier("bronze", 1), tier("silver", 2)]))
    service.hear(led("a", 1))
    assert service.held() == [("one", "bronze")]
    service.hear(led("b", 2))
    assert ("any", None) in service.held()


def test_a_reported_award_is_put_aside(service: Badges) -> None:
    """No system can report an award as a completion: it goes to the dead letters, the rest of the batch is handled."""
    service.publish(draft("collector", {"count": {"of": {"types": ["laurel.badge.awarded"]}, "at_least": 1}}))
    service.publish(draft("one", drills(2)))
    forged = led("a", 1, type="laurel.badge.awarded")
    service.hear(forged, led("b", 2))
    assert service.awards() == []
    (dead,) = service.db.outbox.find({"topic": "badges.dead"})
    assert "only granting makes an award" in dead["headers"]["reason"]
    assert service.db.facts.count_documents({}) == 1


def test_what_an_award_causes_lies_one_hop_further(service: Badges) -> None:
    """Events that follow carry one hop more than what caused them; at eight the loop ends in the dead letters."""
    service.publish(draft("one", drills(1)))
    far = led("a", 1)
    lane = lane_of("e-1")
    hops = {**vars(far), "hops": MAX_HOPS - 2}
    service.lanes.apply(lane, [Message("completions", lane, 0, "e-1", encode(Event(**hops)))])
    (event,) = service.told()
    assert event.hops == MAX_HOPS - 1
