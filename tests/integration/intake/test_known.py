"""Who is behind an identity is remembered for two seconds, never longer than it takes to hear of a change."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from services.intake import known
from tests.integration.intake.conftest import Intake

Make = Callable[..., dict[str, Any]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many identities were asked of the store, each time."""
    counts: list[int] = []
    read = known.known_people

    def noting(db: Any, identities: Iterable[str]) -> dict[str, str]:
        wanted = list(identities)
        counts.append(len(wanted))
        return read(db, wanted)

    monkeypatch.setattr(known, "known_people", noting)
    return counts


def test_one_person_is_asked_for_once_in_two_seconds(
    intake: Intake, event: Make, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first completion reads, those after it do not, until two seconds have passed."""
    for number in range(3):
        intake.post(event(number))
    assert asked == [1]
    aged = {key: (until - known.FRESH, employee) for key, (until, employee) in known._known.items()}
    monkeypatch.setattr(known, "_known", aged)
    intake.post(event(3))
    assert asked == [1, 1]


def test_an_identity_that_moves_is_the_others_at_once(intake: Intake, event: Make) -> None:
    """What this process hears of profiles ends what it remembers."""
    intake.post(event(1))
    intake.link("e-ada", sequence=2)
    intake.link("e-ben", "ada@x.org")
    intake.post(event(2))
    assert [fact.subject for fact in intake.publish()] == ["e-ada", "e-ben"]


def test_whoever_is_unknown_is_never_remembered_so(intake: Intake, event: Make) -> None:
    """A completion of somebody unknown is parked; once they are linked, the next one is theirs straight away."""
    assert intake.post(event(1, subject="new@x.org"))[0]["state"] == "parked"
    intake.link("e-new", "new@x.org")
    assert intake.post(event(2, subject="new@x.org"))[0]["state"] == "accepted"
