"""A version is tried before it goes live, and how it goes live decides what it sees and whom it concerns."""

from typing import Any

import pytest

from services.badges.lifecycle import backfills, dry_runs, running
from services.badges.lifecycle.requests import StartDryRun
from shared.http import Problem
from tests.integration.badges.support import Badges, at, draft, drills, employee, led, same_lane_as, tier

OTHERS = [same_lane_as("e-1", number) for number in range(3)]


def told(service: Badges, kind: str) -> list[dict[str, Any]]:
    """The data of the events of this kind that wait in the outbox."""
    return [event.data for event in service.told() if event.type == f"laurel.badge.{kind}.v1"]


def test_a_dry_run_finds_who_would_earn_it_and_writes_nothing_else(service: Badges) -> None:
    """Recipients by unit and tier, samples, near misses with what they lack, and how many facts were looked at."""
    unit = [{"unit": "u-1", "from": at(-9).isoformat(), "to": None}]
    service.hear(*(employee(name, memberships=unit) for name in ("e-1", OTHERS[0])))
    service.hear(led("a", 1), led("b", 2), led("c", 1, OTHERS[0]), led("d", 1, OTHERS[1]))
    version = service.save(draft(tiers=[tier("bronze", 1), tier("silver", 2)], criteria=drills(1)))
    row = service.dry_run("incident-lead", version)
    found = row["found"]
    assert (row["state"], row["scanned"], row["total"], found["people"]) == ("done", 4, 4, 3)
    assert (found["recipients"], found["by_unit"]) == (3, [{"unit": "u-1", "total": 2}])
    assert found["by_tier"] == [{"tier": "bronze", "total": 3}, {"tier": "silver", "total": 1}]
    assert found["samples"][0] == {"person": "e-1", "tier": "silver", "earned_at": at(2), "evidence_count": 2}
    assert found["difference"] == {"gained": 3, "lost": 0, "moved": 0, "kept": 0}
    assert service.db.awards.count_documents({}) == 0


def test_near_misses_say_what_is_missing_nearest_first(service: Badges) -> None:
    """In the words of both languages; who has nothing is none."""
    service.hear(employee("e-1"), led("a", 1), led("b", 2), led("c", 1, OTHERS[0]))
    noun = {"one": "drill", "other": "drills"}
    version = service.save(draft(criteria=drills(3), noun=noun))
    near = service.dry_run("incident-lead", version)["found"]["near_misses"]
    assert [(one["person"], round(one["missing_share"], 2)) for one in near] == [("e-1", 0.33), (OTHERS[0], 0.67)]
    assert "1 more drill" in near[0]["next_step"]["en"]
    assert near[0]["next_step"]["de"] != near[0]["next_step"]["en"]


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ("keep", {"gained": 0, "lost": 0, "moved": 0, "kept": 2}),
        ("add_only", {"gained": 1, "lost": 0, "moved": 1, "kept": 1}),
        ("strict", {"gained": 1, "lost": 1, "moved": 1, "kept": 0}),
    ],
)
def test_the_difference_is_what_publishing_then_does(service: Badges, edits: str, wanted: dict[str, int]) -> None:
    """Of three people one holds it and keeps the right to it, one holds it and does not, one only has the right now."""
    service.publish(draft(criteria=drills(2)))
    service.hear(led("a", 1), led("b", 2), led("c", 1, OTHERS[0]), led("d", 2, OTHERS[0]))
    service.hear(*(led(f"p-{who}", 3, who, type="page.published") for who in ("e-1", OTHERS[1])))
    pages = {"count": {"of": {"types": ["page.published"]}, "at_least": 1}}
    version = service.save(draft(criteria=pages))
    assert service.dry_run("incident-lead", version, edits=edits)["found"]["difference"] == wanted
    service.publish(draft(criteria=pages), edits=edits)
    held = [service.held(who) != [] for who in ("e-1", OTHERS[0], OTHERS[1])]
    assert held == [True, edits != "strict", edits != "keep"]
    assert len(service.db.awards.distinct("person", {"version": version})) == wanted["gained"] + wanted["moved"]


def test_a_version_sees_what_it_is_published_to_see(service: Badges) -> None:
    """Facts from now on, from a date on, or all."""
    cases: list[tuple[dict[str, Any], int]] = [
        ({"backfill": "now"}, 0),
        ({"backfill": "from", "start": at(2)}, 1),
        ({"backfill": "all"}, 2),
    ]
    for number, (choices, wanted) in enumerate(cases):
        service.hear(led(f"a-{number}", 1), led(f"b-{number}", 3))
        mine = {"types": ["drill.led"], "where": [{"path": "object.id", "op": "suffix", "value": f"-{number}"}]}
        rule = {"count": {"of": mine, "at_least": 1}}
        service.publish(draft(f"one-{number}", rule | {}, repeat={"per": "object.id"}), **choices)
        assert service.db.awards.count_documents({"badge": f"one-{number}"}) == wanted


def test_only_a_version_that_was_tried_as_it_is_goes_live(service: Badges) -> None:
    """A change after the dry run needs another; words and pictures do not."""
    version = service.save(draft(criteria=drills(2)))
    service.dry_run("incident-lead", version)
    service.save(draft(criteria=drills(1)))
    with pytest.raises(Problem, match="not tried"):
        service.publish_tried("incident-lead", version)
    service.dry_run("incident-lead", version)
    service.save(draft(criteria=drills(1), description="Keeps the clock."))
    service.publish_tried("incident-lead", version)


def test_a_cancelled_run_ends_at_its_next_piece_and_proves_nothing(
    service: Badges, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So does one of which another was begun for the badge."""
    service.hear(led("a", 1), led("b", 1, OTHERS[0]))
    version = service.save(draft(criteria=drills(1)))
    monkeypatch.setattr(running, "PIECE", 1)
    first = dry_runs.start(service.db, StartDryRun(badge="incident-lead", version=version), "e-admin")
    second = dry_runs.start(service.db, StartDryRun(badge="incident-lead", version=version), "e-admin")
    dry_runs.cancel(service.db, second["_id"])
    for row in (first, second):
        running.run(service.db, row)
        now = dry_runs.known(service.db, [row["_id"]])[row["_id"]]
        assert (now["state"], now["found"]) == ("cancelled", None)
    with pytest.raises(Problem, match="not tried"):
        service.publish_tried("incident-lead", version)


def test_a_run_whose_process_died_has_failed_and_says_what_to_do(service: Badges) -> None:
    """Nobody waits for it in vain."""
    version = service.save(draft())
    row = dry_runs.start(service.db, StartDryRun(badge="incident-lead", version=version), "e-admin")
    service.db.dry_runs.update_one({"_id": row["_id"]}, {"$set": {"beat_at": at(0)}})
    now = dry_runs.known(service.db, [row["_id"]])[row["_id"]]
    assert (now["state"], "start it again" in now["problem"]) == ("failed", True)


def test_a_backfill_tells_each_person_once_and_how_far_it_is(service: Badges) -> None:
    """However many awards it brings; what comes later is told as ever."""
    service.hear(led("a", 1), led("b", 2), led("c", 1, OTHERS[0]))
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2)], criteria=drills(1)))
    digests = {one["recipient"]: one for one in told(service, "digested")}
    assert {who: one["total"] for who, one in digests.items()} == {"e-1": 2, OTHERS[0]: 1}
    best = service.db.awards.find_one({"_id": digests["e-1"]["awards"][0]})
    assert best is not None
    assert best["tier"] == "silver"
    assert {one["backfill"] for one in told(service, "awarded")} == {True}
    progress = backfills.progress(service.db, ["incident-lead", "unknown"])
    assert progress["incident-lead"]["done"] == progress["incident-lead"]["total"] == 2
    service.hear(led("d", 3, OTHERS[0]))
    assert [one["backfill"] for one in told(service, "awarded") if one["recipient"] == OTHERS[0]] == [True, False]


def test_an_award_expires_when_its_time_has_come(service: Badges) -> None:
    """By its timer, once, at its moment; a renewal is another award."""
    service.publish(draft(criteria=drills(1, window={"since": "award"}), expiry="P30D"))
    service.now = at(1)
    service.hear(led("a", 1))
    service.fire(at(32))
    (award,) = service.awards()
    assert (award["state"], award["reason"], award["ended_at"]) == ("expired", "time", at(31))
    assert [one["reason"] for one in told(service, "expired")] == ["time"]
    assert (service.held(), service.fire(at(33))) == ([], 0)
    service.hear(led("b", 33))
    assert [(row["generation"], row["state"]) for row in service.awards()] == [(0, "expired"), (1, "active")]
