"""The ledger: every fact counts exactly once, and what is no longer due is compensated at its own moment."""

from typing import Any

import pytest
from pymongo.collection import Collection

from shared.events.envelope import decode
from tests.integration.leaderboards.desk import (
    NOW,
    Desk,
    at,
    awarded,
    challenge,
    completions_of,
    employee,
    kudos,
    people,
    recorded,
    retracted,
    revoked,
    unit,
)


def test_a_completion_that_a_rule_takes_gives_its_points_once(desk: Desk) -> None:
    """Sent twice in a batch and again in the next, it is one entry with one event, dated when it happened."""
    desk.rule(points=10)
    desk.hear(*people("e-1"), recorded(1), recorded(1))
    desk.hear(recorded(1))
    [entry] = desk.entries()
    assert (entry["amount"], entry["occurred_at"], entry["rule"], entry["periods"]) == (
        10, at("05-04T09:00"), "course", ["2026-05", "all"],
    )  # fmt: skip
    [row] = desk.told()
    event = decode(bytes(row["body"]))
    assert (event.id, event.subject, event.data["amount"]) == (entry["_id"], "e-1", 10)
    assert event.data["cause"] == {"type": "completion", "id": entry["cause"]["id"]}


def test_completions_of_another_type_give_nothing(desk: Desk) -> None:
    """What no rule matches leaves the ledger empty."""
    desk.rule(types=["wiki.*"])
    desk.hear(*people("e-1"), recorded(1), recorded(2, type="wikis.edited"))
    assert desk.amounts() == []
    desk.hear(recorded(3, type="wiki.page.edited"))
    assert desk.amounts() == [10]


def test_entries_are_numbered_without_a_gap(desk: Desk) -> None:
    """Each lane counts its entries from one, in the order in which they were committed."""
    desk.rule()
    desk.hear(*people("e-1"), *completions_of("e-1", range(5)))
    desk.hear(*completions_of("e-1", range(5, 9)), retracted(2))
    assert [row["n"] for row in desk.entries()] == list(range(1, len(desk.entries()) + 1))


def test_a_retraction_compensates_at_the_moment_of_what_it_takes_back(desk: Desk) -> None:
    """The opposite entry bears the same moment, so the month that had the points loses them."""
    desk.rule()
    desk.hear(*people("e-1"), recorded(1, when=at("04-30T09:00")), recorded(2))
    desk.hear(retracted(1))
    [first, second, third] = desk.entries()
    assert [first["amount"], second["amount"], third["amount"]] == [10, 10, -10]
    assert third["occurred_at"] == at("04-30T09:00")
    assert (desk.points(period="2026-04"), desk.points(period="2026-05"), desk.points()) == (0, 10, 10)


def test_a_retraction_may_come_first(desk: Desk) -> None:
    """A completion taken back before it comes never counts."""
    desk.rule()
    desk.hear(*people("e-1"), retracted(1))
    desk.hear(recorded(1))
    assert desk.amounts() == []


def test_a_late_fact_takes_the_place_under_a_cap(desk: Desk) -> None:
    """With one a day credited, an earlier fact that comes late is the one; the other is compensated."""
    desk.rule(cap={"n": 1, "per": "day"})
    desk.hear(*people("e-1"), recorded(1, when=at("05-04T15:00")))
    desk.hear(recorded(2, when=at("05-04T09:00")))
    assert [(row["amount"], row["occurred_at"].hour) for row in desk.entries()] == [(10, 15), (-10, 15), (10, 9)]
    assert desk.points() == 10


def test_a_retracted_fact_frees_its_place(desk: Desk) -> None:
    """The object credited once is credited by the next completion of it when the first is taken back, and again."""
    desk.rule()
    same: dict[str, Any] = {"object": {"type": "course", "id": "c"}}
    desk.hear(*people("e-1"), recorded(1, **same), recorded(2, when=at("05-05T09:00"), **same))
    assert desk.amounts() == [10]
    desk.hear(retracted(1))
    assert desk.amounts() == [10, -10, 10]
    desk.hear(recorded(3, when=at("05-01T09:00"), **same))
    assert desk.amounts() == [10, -10, 10, -10, 10]
    desk.hear(retracted(3))
    assert desk.amounts()[-2:] == [-10, 10]
    assert len({row["_id"] for row in desk.entries()}) == 7


def test_an_award_brings_its_points_at_the_moment_it_was_earned(desk: Desk) -> None:
    """Amended, it is compensated and posted again; revoked, it is compensated."""
    desk.hear(*people("e-1"), awarded("a", 20, at("05-04T09:00")))
    desk.hear(awarded("a", 25, at("04-04T09:00"), revision=1))
    desk.hear(awarded("a", 20, at("05-04T09:00")))
    assert desk.amounts() == [20, -20, 25]
    assert (desk.points(period="2026-05"), desk.points(period="2026-04")) == (0, 25)
    desk.hear(revoked("a", 25, at("04-04T09:00"), revision=2))
    assert desk.amounts()[3:] == [-25]
    assert desk.points() == 0


def test_an_amendment_of_the_evidence_alone_posts_nothing(desk: Desk) -> None:
    """The ledger moves only where points, moment or unit do."""
    desk.hear(*people("e-1"), awarded("a", 20, at("05-04T09:00")))
    desk.hear(awarded("a", 20, at("05-04T09:00"), revision=1))
    assert desk.amounts() == [20]


def test_a_revocation_may_come_before_the_award(desk: Desk) -> None:
    """Of one award the later word stands, in whatever order they come."""
    desk.hear(*people("e-1"), revoked("a", 20, at("05-04T09:00")))
    desk.hear(awarded("a", 20, at("05-04T09:00")))
    assert desk.amounts() == []


def test_a_completed_challenge_brings_points_until_it_is_not(desk: Desk) -> None:
    """A later revision replaces an earlier one; `uncompleted` takes it back."""
    desk.hear(*people("e-1"), challenge("c", 30, at("05-04T09:00")))
    desk.hear(challenge("c", 30, at("05-03T09:00"), revision=1))
    desk.hear(challenge("c", 30, at("05-03T09:00"), revision=1, gone=True))
    assert desk.amounts() == [30, -30, 30, -30]
    desk.hear(challenge("c", 30, at("05-06T09:00"), revision=2))
    assert desk.points() == 30


def test_kudos_give_points_by_rule_alone(desk: Desk) -> None:
    """Giver and receiver have a fact each; a rule says whose counts."""
    desk.hear(*people("e-1", "e-2"), *kudos("k", "e-1", "e-2", at("05-04T09:00")))
    assert desk.amounts("e-1") == desk.amounts("e-2") == []
    desk.rule("thanks", 3, types=["laurel.kudos.received"])
    assert (desk.amounts("e-1"), desk.amounts("e-2")) == ([], [3])
    assert desk.entries("e-2")[0]["cause"] == {"type": "kudos", "id": "k"}


def test_a_rule_may_match_awards_and_challenges(desk: Desk) -> None:
    """They are facts as any other, beside the points that they bring by themselves."""
    desk.rule("badges", 5, types=["laurel.badge.awarded"], where=[{"path": "data.tier", "op": "eq", "value": "gold"}])
    desk.rule("challenges", 7, types=["laurel.challenge.completed"])
    desk.hear(*people("e-1"), awarded("a", 20, at("05-04T09:00")), challenge("c", 30, at("05-05T09:00")))
    assert sorted(desk.amounts()) == [5, 7, 20, 30]


def test_a_new_version_of_a_rule_posts_the_difference(desk: Desk) -> None:
    """More points for the same facts: each is compensated and posted again. The same rule saved again does nothing."""
    desk.hear(*people("e-1", "e-2"), recorded(1), recorded(2), recorded(3, "e-2"))
    desk.rule(points=10)
    assert (desk.points("e-1"), desk.points("e-2")) == (20, 10)
    desk.rule(points=15)
    desk.rule(points=15)
    assert sorted(desk.amounts("e-2")) == [-10, 10, 15]
    assert desk.points("e-1") == 30
    assert desk.db.rule_versions.count_documents({}) == 2
    desk.rule(points=15, active=False)
    assert (desk.points("e-1"), desk.points("e-2")) == (0, 0)


def test_a_narrower_rule_touches_only_what_it_no_longer_takes(desk: Desk) -> None:
    """What both versions take is not posted again."""
    desk.rule()
    desk.hear(*people("e-1"), recorded(1, data={"topic": "security"}), recorded(2))
    desk.rule(where=[{"path": "data.topic", "op": "eq", "value": "security"}])
    assert desk.amounts() == [10, 10, -10]


def test_a_rule_scores_more_people_than_one_piece_of_the_task(desk: Desk) -> None:
    """The task goes on from person to person until all of the lane are scored."""
    names = [f"e-{number}" for number in range(3000)]
    desk.hear(*people(*names))
    desk.hear(*(recorded(number, name) for number, name in enumerate(names)))
    desk.rule()
    assert desk.db.entries.count_documents({}) == 3000
    assert desk.db.tasks.count_documents({}) == 0


def test_points_wait_for_the_profile(desk: Desk) -> None:
    """Of whom nothing is known has no points yet, lest somebody hidden be shown; then everything is posted."""
    desk.rule()
    desk.hear(recorded(1), awarded("a", 20, at("05-04T09:00")))
    assert desk.amounts() == []
    desk.hear(employee(units=[("u-1", None, None)]))
    assert sorted(desk.amounts()) == [10, 20]
    assert {row["unit"] for row in desk.entries()} == {"u-1"}


def test_points_are_of_the_unit_of_that_moment(desk: Desk) -> None:
    """A membership corrected in the past compensates and posts again, where the unit is another; the sum stays."""
    desk.rule()
    desk.hear(employee(units=[("u-1", None, None)]), recorded(1, when=at("03-01T09:00")), recorded(2))
    moved = employee(sequence=2, units=[("u-1", None, at("04-01T00:00")), ("u-2", at("04-01T00:00"), None)])
    desk.hear(moved)
    assert [(row["amount"], row["unit"], row["occurred_at"].month) for row in desk.entries()] == [
        (10, "u-1", 3), (10, "u-1", 5), (-10, "u-1", 5), (10, "u-2", 5),
    ]  # fmt: skip
    desk.hear(employee(sequence=1, units=[("u-9", None, None)]))
    assert len(desk.entries()) == 4
    assert desk.points() == 20


def test_a_change_of_the_profile_that_scoring_does_not_look_at_posts_nothing(desk: Desk) -> None:
    """Hiding from boards leaves the ledger as it is."""
    desk.rule()
    desk.hear(*people("e-1"), recorded(1))
    desk.hear(employee(sequence=2, privacy={"hide_from_boards": True}, manager="e-9"))
    assert desk.amounts() == [10]


def test_a_cap_counts_the_persons_own_days(desk: Desk) -> None:
    """Two facts of one UTC day lie in two days in Auckland; where the zone is corrected, the cap is too."""
    desk.rule(cap={"n": 1, "per": "day"})
    desk.hear(employee(timezone=[{"zone": "Pacific/Auckland"}]))
    desk.hear(recorded(1, when=at("05-04T09:00")), recorded(2, when=at("05-04T15:00")))
    assert desk.points() == 20
    desk.hear(employee(sequence=2, timezone=[{"zone": "UTC"}]))
    assert desk.points() == 10


def test_a_rule_about_units_follows_the_tree(desk: Desk) -> None:
    """When a unit moves below another, its people are scored anew, on every lane."""
    desk.rule(where=[{"path": "person.unit", "op": "eq", "value": "u-top"}])
    names = [f"e-{number}" for number in range(12)]
    desk.hear(*(employee(name, units=[("u-1", None, None)]) for name in names))
    desk.hear(unit("u-1", None), *(recorded(number, name) for number, name in enumerate(names)))
    assert desk.db.entries.count_documents({}) == 0
    desk.hear(unit("u-1", "u-top", sequence=2))
    desk.work()
    assert desk.db.entries.count_documents({}) == 12


@pytest.mark.parametrize("write", ["insert_many", "bulk_write", "find_one_and_update"])
def test_a_crash_between_two_writes_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, write: str) -> None:
    """Ledger, totals and numbers are written together or not at all, and whole when the batch is read again."""

    class Crash(BaseException):
        pass

    desk.rule()
    desk.hear(*people("e-1"))
    original = getattr(Collection, write)

    def dies(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = original(self, *args, **kwargs)
        if self.name in {"entries", "totals", "numbers"}:
            raise Crash
        return result

    with monkeypatch.context() as patch:
        patch.setattr(Collection, write, dies)
        with pytest.raises(Crash):
            desk.hear(recorded(1))
    assert (desk.amounts(), desk.points(), list(desk.db.numbers.find())) == ([], 0, [])
    desk._offsets.clear()
    desk._offsets["profiles", desk.db.subjects.find_one({"_id": "e-1"})["lane"]] = 1  # type: ignore[index]
    desk.hear(recorded(1))
    assert (desk.amounts(), desk.points()) == ([10], 10)


def test_extreme_values_in_facts_are_kept(desk: Desk) -> None:
    """Numbers beyond what BSON holds, and keys that it refuses, are a source's right."""
    desk.rule(where=[{"path": "data.big", "op": "gt", "value": 1}])
    desk.hear(*people("e-1"), recorded(1, data={"big": 2**64 - 1, "$a.b": {"": None}}))
    assert desk.amounts() == [10]
    assert desk.entries()[0]["posted_at"] == NOW
