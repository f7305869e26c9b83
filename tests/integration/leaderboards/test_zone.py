"""Months are those of the organization's zone, with its summer time."""

from datetime import UTC, datetime

import pytest

from services.leaderboards.api import make_app
from shared import clock
from shared.auth import Principal, mint
from shared.config import settings
from tests.integration.leaderboards.desk import Desk, people, recorded


def test_a_moment_counts_in_the_month_of_the_organizations_zone(
    namespace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Berlin, March begins at 23:00 UTC and April, in summer time, at 22:00; another zone later changes nothing."""
    monkeypatch.setenv("LAUREL_TIMEZONE", "Europe/Berlin")
    settings.cache_clear()
    desk = Desk()
    desk.rule()
    moments = [(2, 28, 22, 59), (2, 28, 23, 0), (3, 31, 21, 59), (3, 31, 22, 0)]
    desk.hear(*people("e-1"), *(recorded(n, when=datetime(2026, *at, tzinfo=UTC)) for n, at in enumerate(moments)))
    monkeypatch.setenv("LAUREL_TIMEZONE", "Asia/Tokyo")
    settings.cache_clear()
    desk.hear(recorded(9, when=datetime(2026, 2, 28, 15, tzinfo=UTC)))
    assert [desk.points(period=month) for month in ("2026-02", "2026-03", "2026-04", "all")] == [20, 20, 10, 50]
    desk.project()
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 31, 22, 30, tzinfo=UTC))
    client, token = make_app({}).test_client(), mint("leaderboards", Principal("e-1"))
    board = client.post("/read/board", json={}, headers={"Authorization": f"Bearer {token}"}).json
    assert board is not None
    assert (board["key"], board["starts_at"], board["me"]["points"]) == ("2026-04", "2026-03-31T22:00:00Z", 10)
