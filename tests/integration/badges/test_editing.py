"""What the editor of badges reads: every badge by its state, and drafts with everything that was said."""

import pytest

from shared.auth import Principal
from tests.integration.badges.asking import ADMIN, Ask, asking
from tests.integration.badges.support import Badges, draft, drills


@pytest.fixture
def ask(service: Badges) -> Ask:
    """Reads as an administrator, unless told otherwise."""
    post = asking(ADMIN)
    return lambda what, *who, **body: post(f"/read/{what}", *who, **body)


def test_administrators_list_badges_by_state(service: Badges, ask: Ask) -> None:
    """Drafts beside live badges are among the drafts; retired badges that nobody holds are listed; others may not."""
    service.publish(draft("live"))
    service.publish(draft("both"))
    service.save(draft("both", drills(9)))
    service.save(draft("drafted"))
    service.publish(draft("gone"))
    service.retire("gone")
    listed = {state: {one["badge"]["id"] for one in ask("list", state=state)[1]["items"]} for state in STATES}
    assert listed == {"draft": {"both", "drafted"}, "live": {"live", "both"}, "retired": {"gone"}}
    assert ask("list", Principal("e-1"), state="draft")[0] == 403


def test_a_draft_is_read_with_everything_that_was_said(service: Badges, ask: Ask) -> None:
    """How often it may be earned and by whom come back as they were saved; what was left out comes as its default."""
    service.save(draft("often", repeat={"per_period": "month"}))
    service.save(draft("team", recipient="unit", points=0))
    _, told = ask("badges", ids=["often", "team"])
    said = {name: (one["repeat"], one["recipient"]) for name, one in told["items"].items()}
    assert said == {"often": ({"per_period": "month"}, "person"), "team": ("once", "unit")}


STATES = ("draft", "live", "retired")
