"""The life of a badge, from its first word to its end, in real browsers that are never reloaded."""

import pytest

from tests.credentials.verifying import assert_sound
from tests.journeys.playing import Stage

pytestmark = pytest.mark.timeout(400)


def test_a_badge_is_written_tried_published_earned_shown_and_revoked(stage: Stage) -> None:
    """What is wrong stands at its field and keeps the draft from being saved; mended, it saves itself, is told in plain
    words and judges somebody. After a dry run it is published: people hold it, one reads what she lacks, and a
    completion brings it into her open page. What she publishes anybody verifies, what she withdraws answers as what
    never was; revoked, she reads the reason on her open page, and the public page says so."""
    seen = stage.play("life", patience=380)
    written = seen["written"]
    assert "must be a path of names" in written["faulty"]["said"]
    assert written["faulty"]["state"].startswith("Not saved")
    assert "security" in written["words"]
    assert "course" in written["judged"]
    needed = seen["had"] + 1
    where = [{"path": "data.topic", "op": "in", "value": ["security"]}]
    counted = {"of": {"types": ["course.completed"], "where": where}, "at_least": needed}
    assert written["badge"] == {
        "state": "DRAFT",
        "criteria": {"count": counted},
        "tiers": [{"id": "bronze", "atLeast": needed}],
        "grantPolicy": {"who": "ADMINS"},
    }
    assert written["undone"] is True
    assert written["released"]["before"] is True, "nothing is published without a dry run of that very draft"
    assert "would hold it" in written["released"]["told"]

    assert seen["manager"] in seen["holders"]
    assert "Amara Diallo" not in seen["holders"]
    assert f"{seen['had']} of {needed}" in " ".join(seen["notYet"].split())
    assert seen["status"] == 202
    assert seen["arrived"].startswith(seen["name"])

    world = seen["world"]
    assert "Amara D." in seen["preview"]
    assert "is not shown" in seen["preview"]
    assert world["told"]["status"] == "valid"
    assert seen["name"] in world["told"]["heading"]
    assert world["told"]["title"].startswith("Amara D. earned ")
    assert world["told"]["image"] == f"{seen['url']}/badge.png"
    assert "Amara Diallo" not in world["told"]["main"]
    assert dict(world["checks"]) == dict.fromkeys(("signature", "issuer", "status", "dates"), "true")
    assert world["looks"] == [{"axe": [], "overflow": None}] * 4
    assert_sound(seen["verified"])
    assert seen["gone"]["left"] == seen["gone"]["never"]
    assert {status for status, _, _ in seen["gone"]["left"]} == {404}
    assert "Add to LinkedIn" in seen["gone"]["offered"]

    assert seen["after"]["status"] == "revoked"
    assert "took this award back: its holder was told why" in seen["after"]["main"]
    assert "never about security" not in seen["after"]["main"], "what was written to her is for her"
    assert (seen["findings"], seen["after"]["findings"], seen["faults"]) == ([], [], [])
    assert seen["sameDocument"] == [True, True], "a page was reloaded on the way"
