"""What people and systems do with Laurel, from end to end, in a real browser that is never reloaded."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.playing import Stage

pytestmark = pytest.mark.timeout(300)
Note = Callable[[str, object], None]


def test_a_completion_becomes_a_badge_points_and_a_rank_on_the_open_page(stage: Stage, record_property: Note) -> None:
    """A system posts the last completion that a badge asks for: toast, points and rank appear by themselves, and the
    badge's page says that this completion counted."""
    seen = stage.play("badge")
    record_property("completion posted → badge on the page", f"{seen['milliseconds']['toast']} ms")
    record_property("completion posted → points on the page", f"{seen['milliseconds']['points']} ms")
    assert seen["status"] == 202
    assert seen["said"].startswith(seen["badge"])
    assert seen["after"]["points"] >= seen["before"]["points"] + seen["gain"]
    assert seen["after"]["rank"] < seen["before"]["rank"], "the new points lift her past the one just ahead"
    assert " since " in seen["trace"]["since"]
    assert "counted" in seen["trace"]["counted"]
    assert seen["tile"].startswith(seen["badge"])
    assert seen["toastLeft"] == "", "reading why dismisses the toast"
    assert_clean(seen)


def test_a_manager_launches_an_employee_joins_and_completes(stage: Stage) -> None:
    """A challenge launched with the keyboard alone is joined in another browser and completed by what a system posts;
    both see each step without a reload. The form sent empty says at each field what it needs."""
    seen = stage.play("challenge")
    for needed in ("Give it a title.", "Say in a sentence why it is worth it.", "Choose what counts."):
        assert needed in seen["refused"]
    assert seen["statuses"] == [202, 202]
    assert "completed" in seen["participant"]
    assert_clean(seen)


def test_thanks_reach_the_other_at_once_and_need_a_reason(stage: Stage, record_property: Note) -> None:
    """Whoever opens an address without a session signs in with one click and gets there. Thanks without a reason are
    refused at that field; with one they are in the other's feed, and in one's own."""
    seen = stage.play("kudos")
    record_property("thanks given → told to the other", f"{seen['milliseconds']} ms")
    assert len(seen["offered"]) >= 50
    assert seen["refused"]["invalid"] == "true"
    assert "Say what you thank them for." in seen["refused"]["described"]
    assert "thanked" in seen["received"]
    assert seen["given"] == seen["received"]
    assert_clean(seen)


def test_a_key_is_shown_once_lets_in_and_is_revoked(stage: Stage) -> None:
    """An admin sees a new key's secret this once, then what was sent with it, and for what was refused the field and
    the reason that the system was told; a revoked key is turned away."""
    seen = stage.play("keys")
    assert not seen["shownAgain"], "the secret must not be readable again"
    assert seen["taken"]["status"] == 202
    assert "Accepted" in seen["accepted"]
    told = seen["turnedAway"]
    assert (told["status"], [error["path"] for error in told["body"]["errors"]]) == (422, ["data.object.id"])
    assert f"data.object.id: {told['body']['errors'][0]['message']}" in seen["refused"]
    assert seen["late"]["status"] == 401
    assert_clean(seen)


def test_whoever_hides_is_gone_for_others_only(stage: Stage) -> None:
    """Hiding from boards takes somebody off this month's and all time's for others, who learn only that one more chose
    not to appear; one's own rank stays to be seen, and appearing again restores the boards."""
    seen = stage.play("privacy")
    before, hidden, back = seen["before"], seen["hidden"], seen["back"]
    assert {period: hidden[period]["hiding"] - before[period]["hiding"] for period in ("month", "all")} == {
        "month": 1,
        "all": 1,
    }
    assert hidden["own"]["points"] >= before["own"]["points"]
    assert hidden["own"]["rank"] >= 1
    assert "Only you see this" in hidden["own"]["said"]
    assert back["all"] == before["all"]
    assert_clean(seen)


def test_ctrl_k_goes_acts_and_searches_with_the_keyboard_alone(stage: Stage) -> None:
    """A page, a badge that was searched and what was chosen before are a few keys away; so is the other language, in
    which the page and the sentences of services are told at once."""
    seen = stage.play("palette")
    assert seen["focused"] == "H1", "whoever goes somewhere reads on from its heading"
    assert seen["recent"][:2] == ["Incident lead", "Leaderboard"]
    assert seen["german"] == {"lang": "de", "title": "Incident lead · Laurel"}
    assert seen["scheme"] == "dark"
    assert_clean(seen)


def test_a_badge_is_drawn_anew_with_a_picture_of_ones_own(stage: Stage) -> None:
    """What is active in a drawing is refused with each place; a drawing that only draws stands in the badge, as SVG in
    a sandbox and as PNG."""
    seen = stage.play("designer")
    assert "Line 2, script: runs a program" in seen["refused"]
    assert "Line 3, path onload: runs a program" in seen["refused"]
    assert "data:image/svg+xml;base64," in seen["drawing"]["text"]
    assert seen["drawing"]["policy"].startswith("sandbox; default-src 'none'")
    assert seen["raster"] == {"status": 200, "type": "image/png", "magic": "PNG"}
    assert seen["overflow"] == [None] * 2
    assert_clean({**seen, "faults": [fault for fault in seen["faults"] if "422" not in fault]})


def assert_clean(seen: dict[str, Any]) -> None:
    """Nothing in the console, no other host, no 500; nothing that axe finds; no page that was loaded anew."""
    assert seen["faults"] == []
    assert seen["findings"] == []
    same = seen.get("sameDocument", True)
    assert same is True or all(same), "a page was reloaded on the way"
