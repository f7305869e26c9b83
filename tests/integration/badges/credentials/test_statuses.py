"""What becomes of a public credential when its award ends, moves on, is withdrawn, or its holder goes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.badges import standings
from services.badges.credentials.issuer import issuer
from services.badges.credentials.publishing import forget
from shared import clock
from shared.delivery.transaction import transact
from tests.integration.badges.asking import Ask
from tests.integration.badges.credentials.outside import all_files, bit, signed
from tests.integration.badges.support import Badges, draft, drills, employee, tier, took_back


def test_a_revoked_award_is_revoked_everywhere_at_once(
    service: Badges, client: FlaskClient, ask: Ask, publish: Callable[..., Any]
) -> None:
    """What it rested on is taken back: the page says so and why, the list's bit is set, the assertion is gone."""
    shown = publish()
    document = signed(client, shown["id"])
    assert not bit(client, document)
    service.hear(took_back("two"))
    assert bit(client, document)
    assert bit(client, signed(client, shown["id"]))
    _, page = ask("/read/credential-page", id=shown["id"], verify=True)
    assert (page["status"], page["reason"]) == ("revoked", "retraction")
    assert {check["what"]: check["holds"] for check in page["checks"]} == {
        "signature": True,
        "issuer": True,
        "status": False,
        "dates": True,
    }
    hosted = client.get(f"/b/{shown['id']}/assertion.json")
    assert (hosted.status_code, hosted.get_json(force=True)["revoked"]) == (410, True)


def test_what_anybody_asks_for_looks_at_no_awards(
    service: Badges, client: FlaskClient, publish: Callable[..., Any]
) -> None:
    """However many are published: the status list and what was achieved cost two finds by an index."""
    publish()
    publications = f"{service.db.name}.credentials"
    service.db.command("profile", 2)
    answers = [client.get("/status/1"), client.get("/credentials/achievements/incident-lead/1?tier=silver")]
    service.db.command("profile", 0)
    asked = list(service.db["system.profile"].find({"op": "query"}, {"ns": 1, "planSummary": 1, "docsExamined": 1}))
    service.db.drop_collection("system.profile")
    assert [answer.status_code for answer in answers] == [200, 200]
    looked = [row for row in asked if row["ns"] == publications]
    assert f"{service.db.name}.awards" not in {row["ns"] for row in asked}
    assert [row["planSummary"].partition(" ")[0] for row in looked] == ["IXSCAN"] * 3
    assert [client.get(f"/status/{number}").status_code for number in (2, 10**30)] == [404, 404]


def test_what_a_credential_refers_to_is_public_under_the_version_it_moved_to(
    service: Badges, client: FlaskClient, ask: Ask, publish: Callable[..., Any]
) -> None:
    """The badge is changed for those who hold it as well: the credential names its new version, which answers."""
    shown = publish()
    tiers = [tier("bronze", 1), tier("silver", 2)]
    service.publish(draft(criteria=drills(1), tiers=tiers, description="Leads."), edits="strict")
    document = signed(client, shown["id"])
    named = document["credentialSubject"]["achievement"]
    assert named["id"].endswith("/2?tier=silver")
    assert client.get(named["id"].removeprefix(issuer().base)).get_json(force=True)["description"] == "Leads."


def test_what_is_public_still_is_shown_to_its_holder(
    service: Badges, ask: Ask, award: str, publish: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many awards have ended since: it can be withdrawn."""
    monkeypatch.setattr(standings, "MOST_ENDED", 0)
    publish()
    service.hear(took_back("two"))
    ended = ask("/read/mine", ids=["incident-lead"])[1]["items"]["incident-lead"]["ended"]
    assert [one["id"] for one in ended] == [award]
    assert ask("/commands/withdraw-credential", award=award)[0] == 200
    assert ask("/read/mine", ids=["incident-lead"])[1]["items"]["incident-lead"]["ended"] == []


def test_an_expired_award_says_so(service: Badges, client: FlaskClient, ask: Ask, publish: Callable[..., Any]) -> None:
    """Its credential ends when it does, by `validUntil`; the list keeps to what was revoked."""
    shown = publish()
    ends = {"expires_at": clock.now() - timedelta(days=1)}
    service.db.awards.update_one({"_id": shown["award"]}, {"$set": ends})
    document = signed(client, shown["id"])
    assert document["validUntil"] > document["awardedDate"]
    assert not bit(client, document)
    _, page = ask("/read/credential-page", id=shown["id"], verify=True)
    assert page["status"] == "expired"
    assert {check["what"] for check in page["checks"] if not check["holds"]} == {"dates"}


def test_a_withdrawn_credential_is_gone_without_a_trace(
    client: FlaskClient, ask: Ask, award: str, publish: Callable[..., Any]
) -> None:
    """Its addresses answer as those of one that never was; what was taken along keeps its status. Published again, it
    is back at its address."""
    credential = publish()["id"]
    document = signed(client, credential)
    assert ask("/commands/withdraw-credential", award=award) == (200, {"items": {}})
    never = [strip(file) for file in all_files(client, "never-was")]
    assert [strip(file) for file in all_files(client, credential)] == never
    assert {status for status, _ in never} == {404}
    assert ask("/read/credential-page", id=credential)[0] == 404
    assert not bit(client, document)
    assert publish()["id"] == credential


def strip(file: TestResponse) -> tuple[int, Any]:
    """An answer without the id of its request."""
    return file.status_code, {**file.get_json(force=True), "id": ""}


def test_a_credential_outlives_the_job_and_not_the_person(
    service: Badges, client: FlaskClient, publish: Callable[..., Any]
) -> None:
    """Whoever left keeps it; of whoever was erased nothing is left, and the list says that nothing stands."""
    credential = publish()["id"]
    document = signed(client, credential)
    service.hear(employee(sequence=2, state="left"))
    assert client.get(f"/b/{credential}").status_code == 200
    service.hear(employee(sequence=3, state="erased"))
    assert {file.status_code for file in all_files(client, credential)} == {404}
    transact(service.db, "badges", clock.now(), lambda tx: forget(tx, "e-1"))
    stored = orjson.dumps(service.db.credentials.find_one(), default=str).decode()
    assert "Ada" not in stored
    assert not re.search(r"\be-1\b", stored)
    service.db.awards.delete_many({"person": "e-1"})
    assert bit(client, document)
