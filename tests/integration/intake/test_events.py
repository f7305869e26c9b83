"""POST /events: every answer that a source system can get, and what is stored with it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from cloudevents.core.bindings.http import to_binary_event
from cloudevents.core.v1.event import CloudEvent

from shared import clock
from shared.events.completions import RECORDED, completion_id
from tests.integration.intake.conftest import BATCH, Intake

NO_DATA = b'{"specversion": "1.0", "id": "1", "source": "lms", "type": "a", "subject": "s"}'
Make = Callable[..., dict[str, Any]]


def paths(response: Any) -> list[str]:
    """The fields that a problem names."""
    assert response.content_type == "application/problem+json"
    document = response.get_json()
    assert (document["status"], bool(document["title"]), bool(document["detail"])) == (response.status_code, True, True)
    return [error["path"] for error in document["errors"]]


def test_an_event_is_accepted_stored_and_published(intake: Intake, event: Make) -> None:
    """202 with what was accepted; one fact for its employee on the bus, once."""
    response = intake.send(event())
    assert response.status_code == 202, response.text
    answer = response.get_json()
    assert answer.items() >= {"id": "ev-1", "status": 202, "state": "accepted", "source": "lms", "flags": []}.items()
    assert answer["occurred_at"] == "2026-05-04T09:01:00Z"
    (published,) = intake.publish()
    assert (published.type, published.subject) == (RECORDED, "e-ada")
    expected = {"employee": "e-ada", "role": "actor", "completion": answer["completion"], "source": "lms"}
    assert published.data.items() >= expected.items()
    assert published.data["object"] == event()["data"]["object"]
    assert intake.publish() == []


def test_no_outside_identity_reaches_the_bus(intake: Intake, event: Make) -> None:
    """Facts name employees by their ids only."""
    intake.send(event())
    (published,) = intake.publish()
    assert "ada@x.org" not in str(published)


def test_the_same_body_again_is_known(intake: Intake, event: Make) -> None:
    """200 however often, with keys in another order and in another content mode; nothing is published twice."""
    first = intake.send(event()).get_json()
    again = intake.send(orjson.dumps(dict(reversed(event().items())), option=orjson.OPT_INDENT_2))
    attributes = event() | {"time": datetime.fromisoformat(event()["time"])}
    data = attributes.pop("data")
    sdk = to_binary_event(CloudEvent(attributes=attributes, data=data))
    headers = {name.replace("-", "_"): value for name, value in sdk.headers.items() if name != "content-type"}
    binary = intake.send(sdk.body, "application/json", **headers)
    for response in (again, binary):
        assert (response.status_code, response.get_json()["state"]) == (200, "known")
        assert response.get_json()["completion"] == first["completion"]
    assert len(intake.publish()) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": "ben@x.org"},
        {"time": None},
        {"type": "course.started"},
        {"data": {"object": {"type": "c", "id": "1"}}},
    ],
)
def test_another_body_is_a_conflict_kept_in_quarantine(intake: Intake, event: Make, changed: dict[str, Any]) -> None:
    """409 naming the id; the body stays in quarantine once, what was stored first stands."""
    intake.send(event())
    for _ in range(2):
        response = intake.send(event(**changed))
        assert (response.status_code, paths(response)) == (409, ["id"])
    (kept,) = intake.db.quarantine.find()
    assert (kept["event_id"], kept["reason"]) == ("ev-1", "conflict")
    assert orjson.loads(kept["body"]).items() >= {k: v for k, v in event(**changed).items() if k != "data"}.items()
    assert intake.send(event()).status_code == 200
    assert len(intake.publish()) == 1


def test_quarantine_empties_itself(intake: Intake, event: Make) -> None:
    """After thirty days: a source may send another body under an old id every night."""
    intake.send(event())
    intake.send(event(subject="ben@x.org"))
    (kept,) = intake.db.quarantine.find()
    indexes = intake.db.quarantine.index_information().values()
    (ends,) = [index for index in indexes if "expireAfterSeconds" in index]
    assert (ends["key"], ends["expireAfterSeconds"]) == ([("received_at", 1)], 30 * 86_400)
    assert isinstance(kept["received_at"], datetime)


def test_true_and_one_are_different_bodies(intake: Intake, event: Make) -> None:
    """Compared as parsed JSON, not as a language happens to compare them."""
    thing = event()["data"]["object"]
    bodies = [event(data={"object": thing, "data": {"n": n}}) for n in (1, True, 1.0, "1", None)]
    assert [intake.send(body).status_code for body in bodies] == [202, 409, 200, 409, 409]


def test_ids_are_unique_by_source(intake: Intake, event: Make) -> None:
    """The same id in two sources is two completions, also where a source's id has slashes in it."""
    assert completion_id("a", "b/c") != completion_id("a/b", "c")
    for source in ("a", "a/b"):
        intake.ask("/commands/save-source", {"id": source, "name": source})
    body = {"source": "lms", "name": "two", "sources": ["a", "a/b"]}
    intake.secret = intake.ask("/commands/create-key", body).get_json()["secret"]
    assert intake.send(event(source="a", id="b/c")).status_code == 202
    assert intake.send(event(source="a/b", id="c")).status_code == 202


def test_a_time_in_the_far_future_is_replaced_and_flagged(intake: Intake, event: Make) -> None:
    """More than five minutes ahead: the moment we heard of it counts, and the fact says so."""
    ahead = (clock.now() + timedelta(minutes=6)).isoformat()
    answer = intake.send(event(time=ahead)).get_json()
    assert (answer["flags"], answer["occurred_at"]) == (["time_in_future"], answer["received_at"])
    (published,) = intake.publish()
    assert published.data["flags"] == ["time_in_future"]
    soon = (clock.now() + timedelta(minutes=4)).isoformat()
    assert intake.send(event(2, time=soon)).get_json()["flags"] == []


def test_every_participant_has_a_fact(intake: Intake, event: Make) -> None:
    """One event for each employee and role, all of one completion."""
    intake.link("e-ben", "ben@x.org")
    people = [{"id": "ben@x.org", "role": "mentor"}, {"id": "ada@x.org", "role": "author"}]
    intake.send(event(data=event()["data"] | {"participants": people}))
    published = intake.publish()
    found = {(fact.subject, fact.data["role"]) for fact in published}
    assert found == {("e-ada", "actor"), ("e-ben", "mentor"), ("e-ada", "author")}
    assert len({fact.data["completion"] for fact in published}) == 1
    assert len({fact.id for fact in published}) == 3


def test_a_batch_is_judged_item_by_item(intake: Intake, event: Make) -> None:
    """202 with an item for each event in order: accepted, known (twice in the batch), conflicting, refused, parked."""
    items = intake.post(
        event(1), event(1), event(1, type="course.started"), event(2, source="other"), event(3, time="soon"), 7, {},
        event(4, subject="new@x.org"), event(5),
    )  # fmt: skip
    assert [item["index"] for item in items] == list(range(9))
    assert [item["id"] for item in items] == ["ev-1", "ev-1", "ev-1", "ev-2", "ev-3", None, None, "ev-4", "ev-5"]
    assert [item["status"] for item in items] == [202, 200, 409, 403, 422, 400, 400, 202, 202]
    states = ["accepted", "known", "conflict", "refused", "refused", "refused", "refused", "parked", "accepted"]
    assert [item["state"] for item in items] == states
    problems = {item["index"]: item["problem"]["errors"][0]["path"] for item in items if "problem" in item}
    assert problems == {2: "id", 3: "source", 4: "time", 5: "event", 6: "specversion"}
    assert len(intake.publish()) == 2


def test_a_batch_again_is_known_item_by_item(intake: Intake, event: Make) -> None:
    """A sender that repeats a batch with some more events loses and doubles nothing."""
    intake.post(*[event(n) for n in range(10)])
    items = intake.post(*[event(n) for n in range(20)])
    assert [item["status"] for item in items] == [200] * 10 + [202] * 10
    assert len(intake.publish()) == 20
    assert intake.post() == []


def test_without_a_valid_key_nothing_is_taken(intake: Intake, event: Make) -> None:
    """401 says how to authenticate; nothing is stored."""
    for authorization in (None, "", "Basic abc", "Bearer", "Bearer lrk_wrong", f"Bearer {intake.secret}x"):
        headers = {"Content-Type": "application/cloudevents+json"}
        headers |= {"Authorization": authorization} if authorization is not None else {}
        response = intake.client.post("/events", data=orjson.dumps(event()), headers=headers)
        assert (response.status_code, paths(response)) == (401, ["Authorization"])
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert intake.db.completions.count_documents({}) == 0


def test_a_foreign_source_is_forbidden(intake: Intake, event: Make) -> None:
    """403 naming `source`; nothing is stored under it, and the refusal counts for the key's own source."""
    intake.ask("/commands/save-source", {"id": "wiki", "name": "Wiki"})
    response = intake.send(event(source="wiki"))
    assert (response.status_code, paths(response)) == (403, ["source"])
    assert intake.db.completions.count_documents({}) == 0
    assert intake.db.sources.find_one({"_id": "lms"}, {"refused": 1}) == {"_id": "lms", "refused": 1}


@pytest.mark.parametrize(
    ("media", "body", "status", "path"),
    [
        ("text/plain", b"hello", 415, "Content-Type"), ("application/json", b"{}", 415, "Content-Type"),
        ("application/cloudevents+json", b"{", 400, "body"), (BATCH, b"{}", 400, "body"),
        ("application/cloudevents+json", NO_DATA, 422, "data"),
        (BATCH, orjson.dumps([{}] * 1001), 413, "body"),
    ],
)  # fmt: skip
def test_a_request_that_carries_no_completion_is_refused(
    intake: Intake, media: str, body: bytes, status: int, path: str
) -> None:
    """A problem document with the status and the field at fault."""
    response = intake.send(body, media)
    assert (response.status_code, paths(response)) == (status, [path])


def test_what_is_too_large_is_refused(intake: Intake, event: Make) -> None:
    """413 beyond 256 KiB an event (item by item in a batch) and 8 MiB a request."""
    big = event(data=event()["data"] | {"data": {"text": "x" * 262_144}})
    assert (intake.send(big).status_code, intake.post(big, event(2))[0]["status"]) == (413, 413)
    response = intake.send(b'"' + b"x" * 8 * 1024 * 1024 + b'"')
    assert (response.status_code, response.content_type) == (413, "application/problem+json")
    assert len(intake.publish()) == 1


def test_other_methods_are_told_what_is_allowed(intake: Intake) -> None:
    """405 with Allow; OPTIONS answers the handshake of CloudEvents' web hooks."""
    response = intake.client.get("/events")
    assert (response.status_code, response.headers["Allow"]) == (405, "OPTIONS, POST")
    response = intake.client.options("/events", headers={"WebHook-Request-Origin": "hooks.example.org"})
    assert (response.status_code, response.headers["WebHook-Allowed-Origin"]) == (204, "hooks.example.org")
    assert intake.client.options("/events").headers["Allow"] == "POST, OPTIONS"
