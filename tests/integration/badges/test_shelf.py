"""Badges as people find them: their own by status, lists in pages, the next step, and who holds a badge."""

from typing import Any

import pytest

from services.badges import answers
from shared.auth import Principal
from tests.integration.badges.asking import ADMIN, MANAGER, ME, Ask, asking, paths
from tests.integration.badges.support import Badges, draft, drills, employee, led, same_lane_as, tier, took_back


@pytest.fixture
def ask(service: Badges) -> Ask:
    """Asks as e-1, unless told otherwise."""
    return asking(ME)


def shelf(service: Badges) -> None:
    """Badges of every status for e-1."""
    service.publish(draft("earned", drills(1), tiers=[tier("bronze", 1), tier("silver", 5)]))
    service.publish(draft("under-way", drills(4)))
    service.publish(draft("new", {"count": {"of": {"types": ["book.finished"]}, "at_least": 2}}))
    service.publish(draft("after", {"all": [{"badge": {"id": "new"}}, drills(9)]}))
    service.publish(draft("waiting", {"badge": {"id": "new"}}))
    service.publish(
        draft(
            "later", {"count": {"of": {"types": ["book.finished"]}, "at_least": 2}}, start_from="2199-01-01T00:00:00Z"
        )
    )
    service.hear(led("a", 1), led("b", 2), led("c", 3))


def test_badges_by_status(service: Badges, ask: Ask) -> None:
    """Earned, in progress, available and locked, each with how far; counts agree; the latest award is told."""
    shelf(service)
    listed = answers.BadgePage.model_validate(ask("/read/list")[1])
    statuses = {one.badge.id: one.mine.status for one in listed.items}
    assert statuses == {
        "earned": "earned", "under-way": "in_progress", "after": "in_progress", "new": "available",
        "waiting": "locked", "later": "locked",
    }  # fmt: skip
    mine = answers.Standings.model_validate(ask("/read/mine", ids=["earned", "under-way", "nothing"])[1]).items
    assert set(mine) == {"earned", "under-way"}
    earned = mine["earned"]
    assert (earned.have, earned.need, earned.next_tier and earned.next_tier.id) == (3, 5, "silver")
    assert [award.tier and award.tier.name for award in earned.awards] == ["Bronze"]
    assert (mine["under-way"].have, mine["under-way"].need, mine["under-way"].next_tier) == (3, 4, None)
    counts = answers.Counts.model_validate(ask("/read/counts")[1])
    assert (counts.earned, counts.in_progress, counts.available, counts.locked) == (1, 2, 1, 2)
    assert counts.latest
    assert counts.latest.badge == "earned"


def test_the_list_is_filtered_sorted_and_paged(service: Badges, ask: Ask) -> None:
    """Status and words keep some; names and nearness sort; pages follow each other without gap or repeat."""
    shelf(service)

    def ids(**body: Any) -> list[str]:
        return [one["badge"]["id"] for one in ask("/read/list", **body)[1]["items"]]

    assert ids(status="locked", sort="name") == ["later", "waiting"]
    assert ids(search="UNDER") == ["under-way"]
    assert ids(sort="nearest")[:2] == ["under-way", "earned"]
    assert ids()[0] == "earned"
    found, after = [], None
    while True:
        _, page = ask("/read/list", first=2, after=after, sort="name")
        found += [one["badge"]["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert (found, page["total"]) == (sorted(found), 6)
    assert len(set(found)) == 6
    status, problem = ask("/read/list", after="nonsense")
    assert (status, paths(problem)) == (422, ["after"])


def test_the_next_step_is_the_nearest_badge(service: Badges, ask: Ask) -> None:
    """The smallest missing share first; nothing that is done or locked."""
    shelf(service)
    steps = answers.Steps.model_validate(ask("/read/next-step", first=9)[1]).items
    assert [step.badge for step in steps] == ["under-way", "earned", "after", "new"]
    assert (steps[0].have, steps[0].need, steps[0].missing_share) == (3, 4, 0.25)
    assert steps[1].tier
    assert steps[1].tier.id == "silver"


def test_a_retired_badge_stays_on_its_holders_shelf(service: Badges, ask: Ask) -> None:
    """Who holds it goes on seeing it as earned; others are not offered it; by id it can be read by all."""
    shelf(service)
    service.retire("earned")
    service.retire("new")
    assert {one["badge"]["id"] for one in ask("/read/list")[1]["items"]} == {
        "earned", "under-way", "after", "waiting", "later",
    }  # fmt: skip
    other = Principal("e-2")
    assert "earned" not in [one["badge"]["id"] for one in ask("/read/list", other)[1]["items"]]
    assert ask("/read/badges", other, ids=["earned"])[1]["items"]["earned"]["state"] == "retired"
    assert ask("/read/mine", ids=["new"])[1]["items"]["new"]["status"] == "locked"


def test_holders_are_paged_and_counted_from_five(service: Badges, ask: Ask) -> None:
    """One award a person, the highest tier; counts of fewer than five are not told."""
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2)]))
    people = ["e-1", *(same_lane_as("e-1", number) for number in range(4))]
    service.hear(*(employee(who) for who in people))
    service.hear(*(led(f"a-{who}", day, who) for day, who in enumerate(people)))
    service.hear(led("b", 9), led("c", 10))
    found, after = [], None
    for _ in range(3):
        page = answers.HolderPage.model_validate(ask("/read/holders", badge="incident-lead", first=2, after=after)[1])
        found += page.items
        after = page.next
    assert (after, page.total) == (None, 5)
    assert [one.award.person for one in found] == ["e-1", *reversed(people[1:])]
    assert [one.award.tier and one.award.tier.id for one in found] == ["silver"] + ["bronze"] * 4
    silver = ask("/read/holders", badge="incident-lead", tier="silver")[1]
    assert (silver["total"], silver["items"][0]["award"]["person"]) == (1, "e-1")
    totals = answers.HolderCounts.model_validate(ask("/read/holder-counts", ids=["incident-lead"])[1])
    counts = totals.items["incident-lead"]
    assert (counts.people, counts.total, [one.total for one in counts.by_tier]) == (5, 5, [5, None])
    service.hear(took_back("b"), took_back("c"), took_back("a-e-1"))
    after_all = ask("/read/holder-counts", ids=["incident-lead"])[1]["items"]["incident-lead"]
    assert after_all["total"] is None
    assert ask("/read/holders", badge="incident-lead")[1]["total"] == 4
    assert ask("/read/holders", badge="nothing")[0] == 404


def test_whoever_hides_is_not_among_the_holders_for_others(service: Badges, ask: Ask) -> None:
    """Who chose not to appear in the feed is left out of a badge's page, total and search, and of what people hold, for
    everyone but themselves and administrators; it acts on the past, and showing oneself again as well."""
    service.publish(draft())
    people = ["e-1", *(same_lane_as("e-1", number) for number in range(3))]
    shy = people[2]
    service.hear(*(employee(who) for who in people))
    service.hear(*(led(f"{n}-{who}", n + 10 * day, who) for n in range(3) for day, who in enumerate(people)))

    def seen(who: Principal, **wanted: Any) -> tuple[int, list[str]]:
        found, after = [], None
        while True:
            page = ask("/read/holders", who, **{"badge": "incident-lead", "first": 2, "after": after, **wanted})[1]
            found += [one["award"]["person"] for one in page["items"]]
            if (after := page["next"]) is None:
                return page["total"], found

    def held_by(person: str, who: Principal) -> int:
        return len(ask("/read/awards-of", who, people=[person])[1]["items"].get(person, []))

    everyone = (4, people[::-1])
    assert (seen(ME), held_by(shy, ME)) == (everyone, 1)
    hides = {"hide_from_boards": False, "hide_from_feed": True}
    service.hear(employee(shy, 2, memberships=[{"unit": "u-1"}], privacy=hides))
    assert seen(ME) == seen(MANAGER) == (3, [who for who in people[::-1] if who != shy])
    assert (seen(ME, person=shy), held_by(shy, ME)) == ((0, []), 0)
    assert (seen(Principal(shy)), held_by(shy, Principal(shy))) == (everyone, 1)
    assert (seen(ADMIN), seen(ADMIN, person=shy), held_by(shy, ADMIN)) == (everyone, (1, [shy]), 1)
    service.hear(employee(shy, 3, privacy={"hide_from_boards": True, "hide_from_feed": False}))
    assert (seen(ME), held_by(shy, ME)) == (everyone, 1)
