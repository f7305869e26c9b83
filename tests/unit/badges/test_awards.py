"""Squaring awards with entitlements."""

from typing import Any

import pytest

from services.badges.domain.awards import Award, Change, scope_key, settle
from services.badges.domain.editions import Edition
from tests.unit.badges.made import NOW, at, award, case, drills, edition, fact


def settled(one: Edition, facts: list[Any], *held: Award, lost: bool = False) -> list[Change]:
    """What becomes of the awards of someone with these facts."""
    history = case(*facts).history((), NOW)
    return settle(one, one.compiled.judge(history), held, lost=lambda _: lost, now=NOW)


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
