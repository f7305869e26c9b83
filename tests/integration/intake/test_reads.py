"""What the admin's and the editors' screens read."""

from collections.abc import Callable
from typing import Any

from shared.auth import Principal
from tests.integration.intake.conftest import Intake

Make = Callable[..., dict[str, Any]]


def source(intake: Intake, name: str = "lms") -> dict[str, Any]:
    """A source as the admin sees it."""
    found: dict[str, Any] = intake.ask("/read/sources", {"ids": [name, "none"]}).get_json()["items"]
    assert set(found) == {name}
    view: dict[str, Any] = found[name]
    return view


def recent(intake: Intake, **asked: Any) -> dict[str, Any]:
    """A page of what lms sent lately."""
    body = {"sources": ["lms"], "first": 100} | asked
    found: dict[str, Any] = intake.ask("/read/received", body).get_json()["items"]["lms"]
    return found


def test_a_source_counts_what_it_sent(intake: Intake, event: Make) -> None:
    """Accepted, refused, waiting for a person; when it was heard of last."""
    assert source(intake).items() >= {"accepted": 0, "refused": 0, "parked": 0, "last_event_at": None}.items()
    intake.post(
        event(1), event(2), event(3, subject="new@x.org"), event(4, time="soon"), event(1, subject="x"), event(1)
    )
    intake.publish()
    seen = source(intake)
    assert seen.items() >= {"accepted": 2, "refused": 2, "parked": 1, "name": "Learning system"}.items()
    assert seen["last_event_at"]
    intake.link("e-new", "new@x.org")
    intake.publish()
    assert source(intake).items() >= {"accepted": 3, "parked": 0}.items()


def test_what_came_lately_is_listed_newest_first(intake: Intake, event: Make) -> None:
    """Everything with its state; of what was turned away the field and the reason."""
    intake.send(event(1))
    intake.send(event(2, subject="new@x.org"))
    intake.send(event(1))
    intake.send(event(1, subject="ben@x.org"))
    intake.send(event(3, time="soon"))
    items = recent(intake)["items"]
    assert [item["status"] for item in items] == ["refused", "conflict", "known", "parked", "accepted"]
    assert (items[0]["event_id"], items[0]["field"]) == ("ev-3", "time")
    assert "RFC 3339" in items[0]["problem"]
    assert (items[3]["subject"], items[3]["type"], items[3]["occurred_at"]) == (
        "new@x.org", "course.completed", "2026-05-04T09:02:00Z"
    )  # fmt: skip
    assert [item["status"] for item in recent(intake, refused_only=True)["items"]] == ["refused", "conflict"]


def test_what_happened_long_ago_is_listed(intake: Intake, event: Make) -> None:
    """Whatever moment is accepted can be shown."""
    moments = ["1970-01-01T00:00:00Z", "1900-01-01T00:00:00Z"]
    for number, moment in enumerate(moments):
        assert intake.send(event(number, time=moment)).status_code == 202
    assert [item["occurred_at"] for item in recent(intake)["items"]] == moments[::-1]


def test_the_list_goes_on_page_by_page(intake: Intake, event: Make) -> None:
    """Each event once, though stored and refused ones are kept apart."""
    for number in range(4):
        intake.post(event(number), event(number, time="soon"))
    seen, after = [], None
    while True:
        page = recent(intake, first=3, after=after)
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 8
    middle = recent(intake)["items"][4]["cursor"]
    assert [item["id"] for item in recent(intake, after=middle)["items"]] == seen[5:]


def test_what_is_retracted_says_so(intake: Intake, event: Make) -> None:
    """Both the completion and its retraction; a tombstone alone is no event."""
    intake.send(event(1))
    intake.send(event(9, data={"retracts": "ev-1"}))
    intake.send(event(8, data={"retracts": "ev-2"}))
    assert [(item["event_id"], item["status"]) for item in recent(intake)["items"]] == [
        ("ev-8", "retracted"), ("ev-9", "retracted"), ("ev-1", "retracted")
    ]  # fmt: skip


def test_sources_are_listed_page_by_page(intake: Intake) -> None:
    """By id, with their number."""
    for name in ("wiki", "hr", "https://code.example/x"):
        intake.ask("/commands/save-source", {"id": name, "name": name, "description": "d", "rate_per_minute": 5})
    first = intake.ask("/read/source-list", {"first": 3}).get_json()
    assert ([view["id"] for view in first["items"]], first["total"]) == (["hr", "https://code.example/x", "lms"], 4)
    second = intake.ask("/read/source-list", {"first": 3, "after": first["next"]}).get_json()
    assert ([view["id"] for view in second["items"]], second["next"]) == (["wiki"], None)
    assert second["items"][0].items() >= {"description": "d", "rate_per_minute": 5, "keys": []}.items()


def test_saving_a_source_again_changes_it(intake: Intake) -> None:
    """Its counts and keys stay."""
    intake.ask("/commands/save-source", {"id": "lms", "name": "Learning", "rate_per_minute": 10})
    seen = source(intake)
    assert (seen["name"], seen["rate_per_minute"], len(seen["keys"])) == ("Learning", 10, 1)


def test_types_are_listed_with_counts_and_samples(intake: Intake, event: Make) -> None:
    """For editors, managers included: the most counted first, up to five names, found by a part of a name."""
    who = Principal("e-mia", frozenset({"employee", "manager"}), frozenset({"u-1"}))
    intake.post(
        *[event(n) for n in range(8)], event(9, type="wiki.page.written", data={"object": {"type": "p", "id": "7"}})
    )
    intake.publish()
    found = intake.ask("/read/completion-types", {"first": 10}, who).get_json()["items"]
    assert [(one["type"], one["count"], one["source"]) for one in found] == [
        ("course.completed", 8, "lms"), ("wiki.page.written", 1, "lms")
    ]  # fmt: skip
    assert found[0]["samples"] == [f"Course {n}" for n in range(5)]
    assert (found[1]["samples"], bool(found[1]["last_seen"])) == (["7"], True)
    intake.post(event(20))
    intake.publish()
    by_part = intake.ask("/read/completion-types", {"first": 10, "search": "OURSE.comp"}, who).get_json()["items"]
    assert [(one["type"], one["count"]) for one in by_part] == [("course.completed", 9)]
    assert intake.ask("/read/completion-types", {"first": 10, "search": ".*"}, who).get_json()["items"] == []
    assert intake.ask("/read/completion-types", {"first": 10}, Principal("e-ada")).status_code == 403
