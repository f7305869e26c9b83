"""Instants of RFC 3339, and which moment stands when none or an impossible one is stated."""

from datetime import UTC, datetime, timedelta

import pytest

from services.intake.domain.times import AHEAD, instant, when

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2026-05-04T09:00:00Z", datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
        ("2026-05-04t09:00:00z", datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
        ("2026-05-04T11:00:00+02:00", datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
        ("2026-05-04T09:00:00-00:00", datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
        ("2026-05-04T09:00:00.1234567891Z", datetime(2026, 5, 4, 9, 0, 0, 123_000, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2024-02-29T00:00:00Z", datetime(2024, 2, 29, tzinfo=UTC)),
    ],
)
def test_an_rfc_3339_timestamp_is_an_instant(text: str, named: datetime) -> None:
    """Either case, any offset, any fraction (cut to the millisecond), leap seconds."""
    assert instant(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-05-04", "2026-05-04T09:00:00", "2026-05-04 09:00:00Z", "2026-05-04T09:00Z", "2026-02-30T09:00:00Z",
        "2026-05-04T24:00:00Z", "2026-05-04T09:00:61Z", "2026-05-04T09:00:00+24:00", "2026-05-04T09:00:00+0200",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
        "２０２６-05-04T09:00:00Z", "2026-05-04T09:00:00Z\n", "+2026-05-04T09:00:00Z", "1714813200",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    """No offset, no such day, out of range, other digits: ValueError, never another error and never a guess."""
    with pytest.raises(ValueError, match=r"must|names no moment"):
        instant(text)


def test_up_to_five_minutes_ahead_is_accepted_as_is() -> None:
    """A clock that is a little fast is believed, to the instant."""
    assert when(NOW + AHEAD, NOW) == (NOW + AHEAD, ())


def test_further_ahead_is_the_moment_of_hearing_and_flagged() -> None:
    """A future beyond that did not happen yet: received_at stands in, and the flag says so."""
    assert when(NOW + AHEAD + timedelta(milliseconds=1), NOW) == (NOW, ("time_in_future",))


def test_no_time_is_the_moment_of_hearing_and_flagged() -> None:
    """CloudEvents does not require `time`."""
    assert when(None, NOW) == (NOW, ("time_unknown",))
