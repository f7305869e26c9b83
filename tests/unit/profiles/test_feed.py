"""What is said of an item of the feed, and which word is the newer one."""

from datetime import UTC, datetime

from services.profiles.domain.feed import of_award, supersedes
from shared.events.badges import Awarded, Revoked

EARNED = datetime(2025, 3, 1, tzinfo=UTC)
GRANTED = datetime(2026, 5, 4, tzinfo=UTC)


def awarded(revision: int = 0) -> Awarded:
    """An award earned long before it was granted."""
    return Awarded(
        award="a-1", badge="b-1", version=1, tier=None, recipient="e-1",
        revision=revision, earned_at=EARNED, granted_at=GRANTED,
    )  # fmt: skip


def revoked(revision: int = 0) -> Revoked:
    """Its end."""
    return Revoked(
        award="a-1", badge="b-1", tier=None, recipient="e-1", revision=revision, earned_at=EARNED, reason="manual"
    )


def test_a_backfilled_award_stands_where_it_was_earned() -> None:
    """What is granted late keeps the date at which it became true, and says when it was granted."""
    item = of_award(awarded())
    assert (item.at, item.granted_at) == (EARNED, GRANTED)


def test_a_newer_revision_wins_and_a_taking_back_wins_over_what_it_takes_back() -> None:
    """Duplicates and stale words change nothing."""
    first, second, end = of_award(awarded(0)), of_award(awarded(1)), of_award(revoked(1))
    assert supersedes(first, None)
    assert not supersedes(first, first)
    assert supersedes(second, first)
    assert not supersedes(first, second)
    assert supersedes(end, second)
    assert not supersedes(second, end)
    assert supersedes(of_award(awarded(2)), end)
