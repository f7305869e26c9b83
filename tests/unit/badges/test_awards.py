"""Squaring awards with entitlements."""

from typing import Any

import pytest

from services.badges.domain.awards import Award, Change, scope_key
from services.badges.domain.editions import Edition
from services.badges.domain.settling import settle
from tests.unit.badges.made import NOW, at, award, case, drills, edition, fact


def settled(one: Edition, facts: list[Any], *held: Award, lost: bool = False) -> list[Change]:
    """What becomes of the awards of someone with these facts."""
    history = case(*facts).history((), NOW)
    return settle(one, one.compiled.judge(history), held, lost=lambda _: "revoke" if lost else "flag", now=NOW)


def test_what_is_entitled_and_not_held_is_granted() -> None:
    """With its moment, evidence, version and points, in the generation 0."""
    (change,) = settled(edition(), [fact("a", 1), fact("b", 2)])
    made = change.award
    assert (change.kind, made.tier, made.generation, made.revision) == ("awarded", None, 0, 0)
    assert (made.earned_at, made.granted_at, made.evidence, made.points) == (at(2), NOW, ("a", "b"), 5)


def test_what_is_held_as_entitled_is_left_alone() -> None:
    """No change, no event."""
    assert settled(edition(), [fact("a", 1), fact("b", 2)], award("b", 2, "a", "b")) == []


def test_an_entitlement_that_moved_amends() -> None:
    """Another moment or other evidence is the same award at its next revision, granted when it was."""
    held = award("b", 3, "b", "c")
    (change,) = settled(edition(), [fact("a", 1), fact("b", 2), fact("c", 3)], held)
    assert (change.kind, change.award.id, change.award.revision) == ("amended", held.id, 1)
    assert (change.award.earned_at, change.award.evidence) == (at(2), ("a", "b"))


@pytest.mark.parametrize(("lost", "kind", "stands"), [(True, "revoked", False), (False, "flagged", True)])
def test_an_entitlement_that_is_gone(lost: bool, kind: str, stands: bool) -> None:
    """By something taken back: revoked; by a late fact: kept and flagged."""
    (change,) = settled(edition(), [fact("a", 1)], award("b", 2, "a", "b"), lost=lost)
    assert (change.kind, change.award.stands, change.award.entitled) == (kind, stands, False)


def test_a_flagged_award_is_flagged_once_and_cleared_when_it_is_entitled_again() -> None:
    """Nothing happens while it is so; being entitled as before clears it without a revision."""
    flagged = award("b", 2, "a", "b", flagged=True)
    assert settled(edition(), [fact("a", 1)], flagged) == []
    (change,) = settled(edition(), [fact("a", 1), fact("b", 2)], flagged)
    assert (change.kind, change.award.flagged, change.award.revision) == ("cleared", False, 0)
    (change,) = settled(edition(), [], flagged, lost=True)
    assert change.kind == "revoked"


def test_after_a_revocation_the_next_generation_is_earned() -> None:
    """It is another award, with an id of its own; the revoked one stays as it is."""
    gone = award("b", 2, "a", "b", state="revoked", generation=3)
    (change,) = settled(edition(), [fact("a", 1), fact("c", 4)], gone)
    assert (change.kind, change.award.generation) == ("awarded", 4)
    assert change.award.id != gone.id


def test_awards_of_another_version_are_no_matter_of_this_one() -> None:
    """Neither amended nor flagged by a newer version; a tier that is held is not granted again."""
    held = award("b", 9, "x", "y")
    newer = edition("b", drills(1), 2)
    assert settled(newer, [fact("a", 1)], held) == []
    assert settled(newer, [], held) == []


def test_a_superseded_edition_grants_nothing() -> None:
    """It only answers for what it gave."""
    assert settled(edition(live=False), [fact("a", 1), fact("b", 2)]) == []


def test_tiers_and_scopes_are_held_apart() -> None:
    """Each tier once; each period once."""
    tiered = edition(tiers={"bronze": 1, "silver": 2})
    changes = settled(tiered, [fact("a", 1), fact("b", 2)], award("b", 1, "a", tier="bronze"))
    assert [(one.kind, one.award.tier, one.award.step) for one in changes] == [("awarded", "silver", 1)]
    weekly = edition("b", drills(1), repeat={"per_period": "week"})
    changes = settled(weekly, [fact("a", 0), fact("b", 1), fact("c", 7)])
    assert [one.award.scope for one in changes] == ["2026-W19", "2026-W20"]


def test_moments_are_compared_as_the_store_keeps_them() -> None:
    """Less than a millisecond is no move."""
    fine = fact("b", 2 + 0.4 / 86_400_000)
    assert settled(edition(), [fact("a", 1), fine], award("b", 2, "a", "b")) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [(1, 1.0, True), (1, True, False), (1, "1", False), (None, "null", False), ("é", "é", True), (0.5, 0.5, True)],
)
def test_scopes_are_told_apart_by_value_and_type(one: Any, other: Any, same: bool) -> None:
    """The key of an award must neither join what differs nor part what is equal."""
    assert (scope_key(one) == scope_key(other)) is same


def test_a_late_fact_flags_nothing_that_is_to_be_kept() -> None:
    """Whoever revoked what an award rests on may have chosen to keep it as it is."""
    one, held = edition(), award("b", 2, "a", "b")
    assert settle(one, [], [held], lost=lambda _: "keep", now=NOW) == []


def test_an_edit_keeps_what_there_is_and_gives_nothing_for_the_past() -> None:
    """By default a newer version only grants what is earned from its publishing on."""
    newer = edition("b", drills(1), 2, published_at=at(2))
    assert settled(newer, [fact("a", 1)]) == []
    assert [one.kind for one in settled(newer, [fact("a", 3)])] == ["awarded"]
    held = award("b", 1, "x", "y")
    assert settled(newer, [fact("a", 3)], held) == []


def test_an_edit_that_only_adds_takes_nothing() -> None:
    """Who is entitled by the newer version moves to it, who is not keeps what they have; the past counts."""
    newer = edition("b", drills(1), 2, published_at=at(2), edits="add_only")
    assert [one.kind for one in settled(newer, [fact("a", 1)])] == ["awarded"]
    (moved,) = settled(newer, [fact("a", 1)], award("b", 9, "x", "y"))
    assert (moved.kind, moved.award.version, moved.award.evidence) == ("amended", 2, ("a",))
    assert settled(newer, [], award("b", 9, "x", "y")) == []


def test_a_strict_edit_takes_what_the_newer_version_does_not_give() -> None:
    """Revoked because of the edit, and free to be earned again by anything."""
    newer = edition("b", drills(2), 2, published_at=at(2), edits="strict")
    (gone,) = settled(newer, [fact("a", 1)], award("b", 1, "a"))
    assert (gone.kind, gone.award.reason, gone.award.ended_at, gone.award.barred_at) == ("revoked", "edit", NOW, None)
    (again,) = settled(newer, [fact("a", 1), fact("b", 3)], gone.award)
    assert (again.kind, again.award.generation) == ("awarded", 1)


def test_an_award_that_expires_says_when_and_counts_on() -> None:
    """By the calendar; an expired one is not granted anew for the same entitlement."""
    year = edition(expiry="P1Y")
    (granted,) = settled(year, [fact("a", 1), fact("b", 2)])
    assert granted.award.expires_at == at(2).replace(year=2027)
    expired = award("b", 2, "a", "b", state="expired")
    assert settled(year, [fact("a", 1), fact("b", 2)], expired) == []


def test_what_was_given_by_hand_is_left_alone() -> None:
    """It rests on nothing that could go, and the rule does not give it a second time."""
    given = award("b", 2, grantor="e-9")
    assert settled(edition(), [], given) == []
    assert settled(edition(), [fact("a", 1), fact("b", 2)], given) == []
