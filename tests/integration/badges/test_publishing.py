"""Definitions: published while facts stream in, superseded, retired."""

import threading
import time
from typing import Any

import pytest

from services.badges import evaluating
from services.badges.granting import grant
from shared.bus import LANES, lane_of
from shared.http import Problem
from tests.integration.badges.support import Badges, at, draft, drills, led, same_lane_as, tier, took_back


def test_publishing_judges_everyone_who_has_facts(service: Badges) -> None:
    """People of every lane, more than a piece of work holds, are judged by what was there before the badge was."""
    people = [f"e-{number}" for number in range(450)]
    for lane in range(LANES):
        service.hear(*(led(f"a-{who}", 1, who) for who in people if lane_of(who) == lane))
    service.publish(draft(criteria=drills(1)))
    assert service.db.awards.count_documents({"state": "active"}) == len(people)
    assert service.db.tasks.count_documents({}) == 0


def test_a_piece_of_work_goes_on_where_it_ended(service: Badges, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging everyone is done in pieces, each committed with how far it came."""
    monkeypatch.setattr("shared.delivery.tasks.SMALLEST", 2)
    people = ["e-1", *(same_lane_as("e-1", number) for number in range(4))]
    service.hear(*(led(f"a-{who}", 1, who) for who in people))
    service.publish(draft(criteria=drills(1)))
    assert service.db.awards.count_documents({}) == len(people)


def test_a_badge_published_while_facts_stream_in_misses_nobody(
    service: Badges, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that read the definitions before the badge went live stores its fact after everyone was judged: the
    person's row, taken by both, makes one of them run again. Without it, the award is lost."""
    service.hear(led("a", 1))
    read, published = threading.Event(), threading.Event()

    def slow(*args: Any) -> None:
        read.set()
        published.wait(2)
        grant(*args)

    monkeypatch.setattr(evaluating, "grant", slow)
    streaming = threading.Thread(target=service.store_beside_the_lane, args=[led("b", 2)])
    streaming.start()
    assert read.wait(10)
    monkeypatch.setattr(evaluating, "grant", grant)
    service.publish(draft(criteria=drills(2)))
    published.set()
    streaming.join(20)
    assert service.held() == [("incident-lead", None)]


def test_a_badge_published_between_batches_counts_from_the_next_one_on(service: Badges) -> None:
    """Which versions are live is read in each transaction, never kept from the one before."""
    service.hear(led("a", 1))
    service.publish(draft(criteria=drills(2)), judge=False)
    service.hear(led("b", 2))
    assert service.held() == [("incident-lead", None)]


def test_facts_stream_in_on_every_lane_while_badges_are_published(service: Badges) -> None:
    """Five badges go live in the middle of a stream from another process: in the end everyone has what is theirs."""
    people = [f"e-{number}" for number in range(60)]
    other = Badges()
    done = threading.Event()

    def stream() -> None:
        for round_ in range(4):
            for lane in range(LANES):
                if events := [led(f"{round_}-{who}", round_, who) for who in people if lane_of(who) == lane]:
                    other.hear(*events)
        done.set()

    thread = threading.Thread(target=stream)
    thread.start()
    for number in range(1, 6):
        service.publish(draft(f"badge-{number}", drills(min(number, 4))))
        time.sleep(0.05)
    thread.join(60)
    assert done.is_set()
    service.work()
    for who in people:
        assert service.held(who) == [(f"badge-{number}", None) for number in range(1, 6)]


def test_a_new_version_takes_nothing_from_holders(service: Badges) -> None:
    """A stricter version leaves awards of the old one as they are, and grants nothing to who falls short of it."""
    service.publish(draft(criteria=drills(1)))
    other = same_lane_as("e-1")
    service.hear(led("a", 1))
    service.publish(draft(criteria=drills(2)))
    service.hear(led("b", 2, other))
    assert (service.held(), service.held(other)) == ([("incident-lead", None)], [])
    assert service.awards()[0]["version"] == 1
    assert len(service.told()) == 1


def test_an_award_is_held_to_the_version_that_granted_it(service: Badges) -> None:
    """A retraction takes back what the old version gave; who meets the new one has it again under that."""
    service.publish(draft(criteria=drills(2)))
    service.hear(led("a", 1), led("b", 2))
    service.publish(draft(criteria=drills(1)))
    service.hear(took_back("a"))
    old, new = service.awards()
    assert (old["version"], old["state"]) == (1, "revoked")
    assert (new["version"], new["state"], new["generation"], new["earned_at"]) == (2, "active", 1, at(2))


def test_a_new_version_grants_what_it_adds(service: Badges) -> None:
    """A version with a further tier grants it to those who had reached it already."""
    service.publish(draft(tiers=[tier("bronze", 1)]))
    service.hear(led("a", 1), led("b", 2))
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2)]), edits="add_only")
    assert service.held() == [("incident-lead", "bronze"), ("incident-lead", "silver")]
    assert [row["version"] for row in service.awards()] == [2, 2]


def test_a_retired_badge_is_earned_no_more_but_awards_stay(service: Badges) -> None:
    """Retiring takes nothing; a retraction still does."""
    service.publish(draft(criteria=drills(1)))
    other = same_lane_as("e-1")
    service.hear(led("a", 1))
    service.retire("incident-lead")
    service.hear(led("b", 2, other))
    assert (service.held(), service.held(other)) == ([("incident-lead", None)], [])
    service.hear(took_back("a"))
    assert service.held() == []


def test_facts_before_the_start_do_not_count(service: Badges) -> None:
    """A badge may start at a date: what was done before it is not seen."""
    service.publish(draft(criteria=drills(1), start_from=at(5).isoformat()))
    service.hear(led("a", 4))
    assert service.held() == []
    service.hear(led("b", 6))
    assert service.awards()[0]["earned_at"] == at(6)


def test_badges_that_ask_for_each_other_are_refused(service: Badges) -> None:
    """A circle is refused at publish with its way, and leaves the draft a draft."""
    service.publish(draft("one", drills(1)))
    service.publish(draft("two", {"badge": {"id": "one"}}))
    with pytest.raises(Problem, match="one → two → one") as refused:
        service.publish(draft("one", {"badge": {"id": "two"}}))
    assert (refused.value.status, refused.value.errors[0].path) == (422, "criteria")
    row = service.db.badges.find_one({"_id": "one"})
    assert row is not None
    assert (row["state"], row["version"], row["draft"]) == ("live", 1, 2)


def test_what_cannot_be_judged_is_refused(service: Badges) -> None:
    """Badges of units that give points, and criteria that ask for a badge that does not exist, do not go live."""
    with pytest.raises(Problem, match="a unit has no points"):
        service.publish(draft(recipient="unit"))
    with pytest.raises(Problem, match="do not exist"):
        service.publish(draft("two", {"badge": {"id": "typo"}}))
    assert service.db.badges.count_documents({"state": "live"}) == 0
    assert service.db.outbox.count_documents({}) == 0
