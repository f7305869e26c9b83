"""Sources and their keys, as an admin makes, rotates and revokes them; rates; and what only an admin may do."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.intake import keys
from services.intake.rates import Limiter
from shared import clock
from shared.auth import Principal
from tests.integration.intake.conftest import Intake

Make = Callable[..., dict[str, Any]]
PAST = "2020-01-01T00:00:00Z"
ADMIN_ONLY = {
    "/read/sources": {"ids": ["lms"]},
    "/read/source-list": {"first": 10},
    "/read/received": {"sources": ["lms"], "first": 10},
    "/commands/save-source": {"id": "wiki", "name": "Wiki"},
    "/commands/create-key": {"source": "lms", "name": "second"},
    "/commands/rotate-key": {"id": "k-1"},
    "/commands/revoke-key": {"id": "k-1"},
}


def key_of(intake: Intake) -> dict[str, Any]:
    """The newest key of source lms, as the admin sees it."""
    found: dict[str, Any] = intake.ask("/read/sources", {"ids": ["lms"]}).get_json()["items"]["lms"]["keys"][0]
    return found


def test_a_secret_is_shown_once_and_kept_as_a_hash(intake: Intake) -> None:
    """256 bits behind a prefix; the store holds neither it nor a part that would do."""
    assert re.fullmatch(r"lrk_[A-Za-z0-9_-]{43}", intake.secret)
    assert key_of(intake)["prefix"] == intake.secret[:12]
    assert intake.secret not in str(list(intake.db.keys.find()) + list(intake.db.commands.find()))
    assert "secret" not in str(key_of(intake))


def test_the_same_command_again_shows_no_secret(intake: Intake) -> None:
    """An idempotency key makes one key; its repetition is told so (409), another body is refused."""
    body = {"source": "lms", "name": "second", "idempotency_key": "once"}
    assert intake.ask("/commands/create-key", body).status_code == 200
    assert intake.ask("/commands/create-key", body).status_code == 409
    assert intake.ask("/commands/create-key", body | {"name": "third"}).status_code == 409
    assert intake.db.keys.count_documents({}) == 2
    assert "lrk_" not in str(list(intake.db.commands.find()))


def test_rotation_overlaps(intake: Intake, event: Make) -> None:
    """Both secrets work during the overlap; the old one ends with it, and a rotation does not lengthen a life."""
    old = key_of(intake)
    answer = intake.ask("/commands/rotate-key", {"id": old["id"], "overlap_hours": 1}).get_json()
    assert (answer["key"]["name"], answer["key"]["sources"]) == (old["name"], old["sources"])
    assert intake.send(event(1)).status_code == 202
    intake.db.keys.update_one({"_id": old["id"]}, {"$set": {"expires_at": clock.now() - timedelta(seconds=1)}})
    intake.app.extensions["intake"].keys.forget()
    assert intake.send(event(2)).status_code == 401
    intake.secret = answer["secret"]
    assert intake.send(event(2)).status_code == 202
    assert intake.ask("/commands/rotate-key", {"id": old["id"]}).status_code == 409
    at_once = intake.ask("/commands/rotate-key", {"id": answer["key"]["id"], "overlap_hours": 0})
    assert at_once.status_code == 200
    assert intake.send(event(3)).status_code == 401


def test_a_revoked_key_ends_at_once(intake: Intake, event: Make) -> None:
    """The next request is refused; revoking again gives the same answer."""
    assert intake.send(event(1)).status_code == 202
    first = intake.ask("/commands/revoke-key", {"id": key_of(intake)["id"]}).get_json()
    assert intake.send(event(2)).status_code == 401
    assert intake.ask("/commands/revoke-key", {"id": first["id"]}).get_json() == first
    assert first["revoked_at"]


def test_a_key_revoked_elsewhere_ends_within_seconds(
    intake: Intake, event: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process's revocation is seen when what is remembered is no longer fresh."""
    monkeypatch.setattr(keys, "FRESH", 0.05)
    assert intake.send(event(1)).status_code == 202
    intake.db.keys.update_many({}, {"$set": {"revoked_at": clock.now()}})
    time.sleep(0.06)
    assert intake.send(event(2)).status_code == 401


def test_a_key_writes_the_sources_of_its_scope(intake: Intake, event: Make) -> None:
    """Its own source and those named when it was made, no others."""
    for source in ("wiki", "hr"):
        intake.ask("/commands/save-source", {"id": source, "name": source})
    body = {"source": "lms", "name": "both", "sources": ["wiki"]}
    intake.secret = intake.ask("/commands/create-key", body).get_json()["secret"]
    items = intake.post(event(1), event(1, source="wiki"), event(1, source="hr"))
    assert [item["status"] for item in items] == [202, 202, 403]


def test_use_is_noted(intake: Intake, event: Make) -> None:
    """`last_used_at` says when a key was used last, to the minute."""
    assert key_of(intake)["last_used_at"] is None
    intake.send(event())
    assert key_of(intake)["last_used_at"] is not None


@pytest.mark.parametrize(
    ("path", "body", "status", "field"),
    [
        ("/commands/create-key", {"source": "none", "name": "x"}, 404, "source"),
        ("/commands/create-key", {"source": "lms", "name": "x", "sources": ["none"]}, 404, "source"),
        ("/commands/create-key", {"source": "lms", "name": "x", "expires_at": PAST}, 422, "expires_at"),
        ("/commands/create-key", {"source": "lms", "name": ""}, 422, "name"),
        ("/commands/rotate-key", {"id": "k-none"}, 404, "id"), ("/commands/revoke-key", {"id": "k-none"}, 404, "id"),
        ("/commands/rotate-key", {"id": "k-none", "overlap_hours": 10_000}, 422, "overlap_hours"),
        ("/commands/save-source", {"id": "no space", "name": "x"}, 422, "id"),
        ("/commands/save-source", {"id": "x", "name": "x", "rate_per_minute": 0}, 422, "rate_per_minute"),
        ("/commands/save-source", {"id": {"$ne": None}, "name": "x"}, 422, "id"),
        ("/read/sources", {"ids": ["lms"], "extra": 1}, 422, "extra"),
        ("/read/completion-types", {"search": "a\x00", "first": 1}, 422, "search"),
        ("/read/received", {"sources": ["lms"], "first": 1, "after": "zzz"}, 422, "after"),
        ("/read/received", {"sources": ["lms"], "first": 1000}, 422, "first"),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_refused(
    intake: Intake, path: str, body: Any, status: int, field: str
) -> None:
    """With the field at fault, and nothing is made."""
    response = intake.ask(path, body)
    assert response.status_code == status, response.text
    assert response.get_json()["errors"][0]["path"].startswith(field)
    assert (intake.db.keys.count_documents({}), intake.db.sources.count_documents({})) == (1, 1)


@pytest.mark.parametrize("role", ["employee", "manager"])
def test_only_an_admin_sees_or_changes_sources(intake: Intake, role: str) -> None:
    """403 for each route, and nothing has changed."""
    who = Principal("e-ada", frozenset({"employee", role}), frozenset({"u-1"}))
    assert {path: intake.ask(path, body, who).status_code for path, body in ADMIN_ONLY.items()} == dict.fromkeys(
        ADMIN_ONLY, 403
    )
    assert (intake.db.keys.count_documents({"revoked_at": None}), intake.db.sources.count_documents({})) == (1, 1)


def test_a_sources_key_opens_nothing_else(intake: Intake) -> None:
    """The admin's routes take the gateway's token only."""
    for path, body in ADMIN_ONLY.items():
        headers = {"Authorization": f"Bearer {intake.secret}"}
        assert intake.client.post(path, json=body, headers=headers).status_code == 401, path
        assert intake.client.post(path, json=body).status_code == 401, path


def test_a_source_beyond_its_rate_is_asked_to_wait(intake: Intake, event: Make) -> None:
    """429 with Retry-After; nothing of the request is taken, and the next minute is free again."""
    intake.ask("/commands/save-source", {"id": "lms", "name": "Learning system", "rate_per_minute": 3})
    answers = [intake.send(event(n)) for n in range(5)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].content_type == "application/problem+json"
    assert intake.db.completions.count_documents({}) == 3


def test_the_rate_holds_over_all_processes(intake: Intake) -> None:
    """Two limiters on one store let in together what one would; a new minute begins anew."""
    now = clock.now().replace(second=10)
    limiters = [Limiter(intake.db), Limiter(intake.db)]
    admitted = [limiters[n % 2].wait({"lms": 1}, {"lms": 100}, now) == 0 for n in range(150)]
    assert sum(admitted) == 100
    assert limiters[0].wait({"lms": 1}, {"lms": 100}, now) == 50
    assert limiters[0].wait({"lms": 1}, {"lms": 100}, now + timedelta(minutes=1)) == 0


def test_a_batch_that_begins_within_the_rate_is_taken_whole(intake: Intake, event: Make) -> None:
    """A batch larger than what is left is not stuck for ever."""
    intake.ask("/commands/save-source", {"id": "lms", "name": "Learning system", "rate_per_minute": 5})
    assert len(intake.post(*[event(n) for n in range(20)])) == 20
    assert intake.send(event(21)).status_code == 429
