"""What is given and taken back by hand, from both sides."""

import pytest

from tests.journeys.playing import Stage

pytestmark = pytest.mark.timeout(400)


def test_a_revocation_is_explained_appealed_and_answered_and_a_peer_gives_a_badge(stage: Stage) -> None:
    """An administrator revokes with a reason, which the open page of the holder says by itself; the appeal waits in the
    navigation, and its answer gives the badge back. What everybody may give reaches somebody else, with what for."""
    seen = stage.play("correcting", patience=380)
    assert "was taken back on" in seen["told"]
    assert "That drill was led by somebody else." in seen["told"]
    assert seen["again"] == 0, "one appeals once"
    assert seen["waiting"].split() == ["Appeals", "1", "1", "waits"]
    assert "Our mistake." in seen["answered"]
    assert seen["heldAgain"] is True
    acts = [next(act for act in ("gave it back", "appealed", "revoked") if act in one) for one in seen["trail"][:3]]
    assert acts == ["gave it back", "appealed", "revoked"]
    assert "For staying with us that night." in seen["given"]
    assert (seen["findings"], seen["faults"], seen["sameDocument"]) == ([], [], True)
