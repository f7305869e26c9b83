"""The life of a badge, from its first word to its end, in real browsers that are never reloaded."""

from typing import Any

import pytest

from tests.credentials.verifying import assert_sound
from tests.journeys.playing import Stage


@pytest.fixture(scope="module")
def life(stage: Stage) -> dict[str, Any]:
    """Written, tried, published, earned, shown to the world, withdrawn, shown again, revoked."""
    return stage.play("life", patience=380)


def test_what_is_wrong_stands_at_its_field_and_is_not_saved(life: dict[str, Any]) -> None:
    """Mended, the draft saves itself, and a step back is one step."""
    written = life["written"]
    assert "must be a path of names" in written["faulty"]["said"]
    assert written["faulty"]["state"].startswith("Not saved")
    needed = life["had"] + 1
    where = [{"path": "data.topic", "op": "in", "value": ["security"]}]
    counted = {"of": {"types": ["course.completed"], "where": where}, "at_least": needed}
    assert written["badge"] == {
        "state": "DRAFT",
        "criteria": {"count": counted},
        "tiers": [{"id": "bronze", "atLeast": needed}],
        "grantPolicy": {"who": "ADMINS"},
    }
    assert written["undone"] is True


def test_a_draft_is_told_in_words_and_judges_somebody(life: dict[str, Any]) -> None:
    """By what she has really done; and by that and what is made up, which begins as the rule would have it."""
    written = life["written"]
    assert "security" in written["words"]
    assert "course" in written["judged"]
    assert written["supposing"]["earned"].startswith("Bronze, since")
    assert written["supposing"]["topic"] == "security"


def test_nothing_is_published_without_a_dry_run_of_it(life: dict[str, Any]) -> None:
    """Which tells who would hold it; published, these people hold it."""
    assert life["written"]["released"]["before"] is True
    assert "would hold it" in life["written"]["released"]["told"]
    assert life["manager"] in life["holders"]
    assert "Amara Diallo" not in life["holders"]


def test_one_reads_what_is_missing_and_a_completion_brings_it(life: dict[str, Any]) -> None:
    """Into the open page."""
    assert f"{life['had']} of {life['had'] + 1}" in " ".join(life["notYet"].split())
    assert life["status"] == 202
    assert life["arrived"].startswith(life["name"])


def test_what_is_shown_anybody_verifies(life: dict[str, Any]) -> None:
    """The page says who earned what, under the name that was chosen, and outside verifiers find it sound."""
    world = life["world"]
    assert "Amara D." in life["preview"]
    assert "is not shown" in life["preview"]
    assert world["told"]["status"] == "valid"
    assert life["name"] in world["told"]["heading"]
    assert world["told"]["title"].startswith("Amara D. earned ")
    assert world["told"]["image"] == f"{life['url']}/badge.png"
    assert "Amara Diallo" not in world["told"]["main"]
    assert dict(world["checks"]) == dict.fromkeys(("signature", "issuer", "status", "dates"), "true")
    assert world["looks"] == [{"axe": [], "overflow": None}] * 4
    assert_sound(life["verified"])


def test_what_is_withdrawn_answers_as_what_never_was(life: dict[str, Any]) -> None:
    """And may be shown again."""
    gone = life["gone"]
    assert gone["left"] == gone["never"]
    assert {status for status, _, _ in gone["left"]} == {404}
    assert "Add to LinkedIn" in gone["offered"]


def test_what_is_revoked_says_so_to_the_world(life: dict[str, Any]) -> None:
    """Without the reason, which is for her."""
    assert life["after"]["status"] == "revoked"
    assert "took this award back: its holder was told why" in life["after"]["main"]
    assert "never about security" not in life["after"]["main"]


def test_every_page_on_the_way_is_accessible_quiet_and_never_reloaded(life: dict[str, Any]) -> None:
    """Nothing that axe finds, nothing in the console."""
    assert (life["findings"], life["after"]["findings"], life["faults"]) == ([], [], [])
    assert life["sameDocument"] == [True, True], "a page was reloaded on the way"
