"""What an employee earned, shown to the world and taken back."""

import pytest

from tests.credentials.verifying import assert_sound, verified
from tests.journeys.playing import Stage

pytestmark = pytest.mark.timeout(300)


def test_a_badge_is_published_verified_and_withdrawn(stage: Stage) -> None:
    """What is previewed is what becomes public under the name chosen; anybody reads the page without signing in, and
    programs that others wrote find it genuine; withdrawn, it answers as what never was."""
    seen = stage.play("credential")
    assert "Amara D." in seen["preview"]
    assert "is not shown" in seen["preview"]
    assert seen["told"]["status"] == "valid"
    assert seen["name"] in seen["told"]["heading"]
    assert seen["told"]["title"].startswith("Amara D. earned ")
    assert seen["told"]["image"] == f"{seen['url']}/badge.png"
    assert "Amara Diallo" not in seen["told"]["main"]
    assert dict(seen["checks"]) == dict.fromkeys(("signature", "issuer", "status", "dates"), "true")
    assert seen["looks"] == [{"axe": [], "overflow": None}] * 4
    assert (seen["findings"], seen["faults"]) == ([], [])
    assert_sound(verified(stage.access["web"], seen["url"]))

    gone = stage.play("withdrawal", badge=seen["badge"], url=seen["url"])
    assert gone["left"] == gone["never"]
    assert {status for status, _, _ in gone["left"]} == {404}
    assert "Add to LinkedIn" in gone["offered"]
    assert (gone["findings"], gone["faults"]) == ([], [])
