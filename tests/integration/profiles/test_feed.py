"""The feed: each thing once, where it happened, seen by those who may see it."""

from datetime import datetime, timedelta
from typing import Any

from shared.auth import Principal
from shared.bus import LANES
from shared.events import badges, challenges, recognition
from shared.events.envelope import Data, Event, event_id
from tests.integration.profiles.organization import ADA, BEN, NOW, Company

CY = Principal("e-cy")


def event(type_: str, subject: str, data: Data, at: datetime = NOW) -> Event:
    """An event of another service."""
    return Event(event_id(f"{type_}{subject}{data!r}"), type_, "test", subject, at, data.model_dump(mode="json"))


def awarded(number: int, who: str = "e-ada", *, revision: int = 0, days: int = 0, type_: str = badges.AWARDED) -> Event:
    """An award that was earned so many days ago."""
    at = NOW - timedelta(days=days)
    data = badges.Awarded(
        award=f"a-{number}", badge="b-1", version=1, tier="gold", recipient=who,
        revision=revision, earned_at=at, granted_at=NOW,
    )  # fmt: skip
    return event(type_, who, data)


def revoked(number: int, who: str = "e-ada", revision: int = 1) -> Event:
    """The end of an award."""
    data = badges.Revoked(
        award=f"a-{number}", badge="b-1", tier="gold", recipient=who, revision=revision, earned_at=NOW, reason="manual"
    )
    return event(badges.REVOKED, who, data)


def kudos(number: int, giver: str, receiver: str, minutes: int = 0) -> Event:
    """Kudos received."""
    at = NOW - timedelta(minutes=minutes)
    data = recognition.Kudos(id=f"k-{number}", giver=giver, receiver=receiver, occurred_at=at)
    return event(recognition.KUDOS_RECEIVED, receiver, data, at)


def launched(company: Company, challenge: str, unit: str, owner: str = "e-ada") -> None:
    """A challenge, on every lane."""
    data = challenges.Launched(
        challenge=challenge, version=1, owner=owner, unit=unit, starts_at=NOW, ends_at=NOW + timedelta(days=9),
        timezone="UTC", criteria={},
    )  # fmt: skip
    company.hear(
        "challenges", event(challenges.LAUNCHED, f"challenge:{challenge}", data), lanes=lambda _: list(range(LANES))
    )


def completed(challenge: str, who: str, type_: str = challenges.COMPLETED, revision: int = 0) -> Event:
    """A challenge completed."""
    data = challenges.Completed(challenge=challenge, employee=who, completed_at=NOW, revision=revision)
    return event(type_, who, data)


def test_an_item_is_there_once_however_often_it_is_heard(company: Company) -> None:
    """Duplicates in a batch and across batches make no second item."""
    company.hear("badges", awarded(1), awarded(1))
    company.hear("badges", awarded(1))
    company.hear("recognition", kudos(1, "e-ada", "e-ben"), kudos(1, "e-ada", "e-ben"))
    assert sorted(company.feed()) == ["award|a-1", "kudos|k-1"]


def test_items_stand_where_they_happened(company: Company) -> None:
    """A backfilled award keeps its date, and says when it was granted."""
    company.hear("badges", awarded(1, days=300), awarded(2, days=1), awarded(3, days=2))
    page = company.post("/read/feed", {"first": 10}, BEN).json["items"]
    assert [item["id"] for item in page] == ["award|a-2", "award|a-3", "award|a-1"]
    assert (page[2]["occurred_at"], page[2]["granted_at"]) == ("2025-07-08T09:00:00Z", "2026-05-04T09:00:00Z")
    assert (page[2]["kind"], page[2]["person"], page[2]["badge"], page[2]["tier"]) == ("award", "e-ada", "b-1", "gold")


def test_pages_of_the_feed_follow_one_another(company: Company) -> None:
    """Each item comes once, also where many have one moment."""
    company.hear("badges", *(awarded(number, days=number // 4) for number in range(10)))
    seen: list[str] = []
    after: Any = None
    while page := company.post("/read/feed", {"first": 3, "after": after}, BEN).json:
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 10


def test_a_revoked_award_is_gone_and_a_stale_word_does_not_bring_it_back(company: Company) -> None:
    """Also where the end is heard first; a new revision stands again."""
    company.hear("badges", awarded(1), revoked(1), awarded(1))
    company.hear("badges", revoked(2), awarded(2))
    assert company.feed() == []
    company.hear("badges", awarded(1, revision=2, type_=badges.AMENDED))
    assert company.feed() == ["award|a-1"]


def test_who_hides_is_seen_by_nobody_else_in_the_past_too(company: Company) -> None:
    """The switch acts on what was there before, for giver and receiver; oneself still sees it; switched back, all."""
    company.hear("badges", awarded(1, "e-cy"))
    company.hear(
        "recognition", kudos(1, "e-cy", "e-ada", 1), kudos(2, "e-ada", "e-cy", 2), kudos(3, "e-ada", "e-ben", 3)
    )
    everything = ["award|a-1", "kudos|k-1", "kudos|k-2", "kudos|k-3"]
    assert company.feed(BEN) == everything
    company.post("/commands/privacy", {"hide_from_feed": True}, CY)
    assert company.feed(BEN) == ["kudos|k-3"]
    assert company.feed(CY) == everything
    company.post("/commands/privacy", {"hide_from_feed": False}, CY)
    assert company.feed(BEN) == everything


def test_a_page_is_full_however_many_hide(company: Company) -> None:
    """Hidden items do not shorten a page."""
    company.post("/commands/privacy", {"hide_from_feed": True}, CY)
    company.hear("badges", *(awarded(number, "e-cy", days=number) for number in range(450)))
    company.hear("badges", awarded(900, days=900), awarded(901, days=901))
    assert company.feed(BEN, first=2) == ["award|a-900", "award|a-901"]


def test_the_feed_goes_back_before_1970(company: Company) -> None:
    """The place after an item of long ago is a place like any other."""
    company.hear("badges", awarded(1, days=365 * 60), awarded(2, days=365 * 120))
    first = company.post("/read/feed", {"first": 1}).json
    second = company.post("/read/feed", {"first": 1, "after": first["next"]}).json
    assert [item["id"] for item in second["items"]] == ["award|a-2"]


def test_a_units_award_is_everybodys_news(company: Company) -> None:
    """It is about no person, so nobody's switch hides it; and it goes when it is revoked."""
    company.hear("badges", awarded(1, "unit:u-eng"), awarded(2, "unit:u-web", days=1))
    (first, second) = company.post("/read/feed", {"first": 10}, CY).json["items"]
    assert (first["award"], first["person"], second["award"]) == ("a-1", None, "a-2")
    company.hear("badges", revoked(1, "unit:u-eng"))
    assert company.feed(CY) == ["award|a-2"]


def test_a_challenge_is_seen_by_its_unit_its_managers_and_admins(company: Company) -> None:
    """Members of units below, who manages it, and admins see it; others do not; it stands once for all lanes."""
    launched(company, "c-1", "u-eng")
    company.hear("challenges", completed("c-1", "e-ada"))
    both = ["launched|c-1", "completed|c-1|e-ada"]
    assert company.feed(BEN) == both
    assert company.feed(CY) == []
    assert company.feed(Principal("e-cy", units=frozenset({"u-eng", "u-web"}))) == both
    assert company.feed(ADA) == both


def test_a_completion_before_its_challenge_waits_for_it(company: Company) -> None:
    """It is shown once the launch is heard, and goes when it is taken back."""
    company.hear("challenges", completed("c-1", "e-ben"))
    assert company.feed(ADA) == []
    launched(company, "c-1", "u-eng")
    assert company.feed(ADA) == ["launched|c-1", "completed|c-1|e-ben"]
    company.hear("challenges", completed("c-1", "e-ben", challenges.UNCOMPLETED, 1))
    assert company.feed(ADA) == ["launched|c-1"]


def test_a_cancelled_challenge_invites_nobody(company: Company) -> None:
    """Its launch is gone; what was completed stays."""
    launched(company, "c-1", "u-eng")
    company.hear("challenges", completed("c-1", "e-ben"))
    company.hear(
        "challenges", event(challenges.CANCELLED, "challenge:c-1", challenges.Ended(challenge="c-1")),
        lanes=lambda _: list(range(LANES)),
    )  # fmt: skip
    assert company.feed(ADA) == ["completed|c-1|e-ben"]


def test_somebody_unknown_is_not_shown(company: Company) -> None:
    """An award of somebody whom profiles does not know waits in the dark until it does."""
    company.hear("badges", awarded(1, "e-new"))
    assert company.feed() == []
    company.bring_in("kind,id,name\nperson,e-new,New\n")
    assert company.feed() == ["award|a-1"]
