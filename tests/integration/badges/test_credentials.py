"""Awards published by their holders: private until then, signed, true to the award as it stands, then gone."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.badges import api, standings
from services.badges.credentials import keyring, proofs, statuslist
from services.badges.credentials.baking import from_png, from_svg
from services.badges.credentials.building import identity_of
from services.badges.credentials.documents import DOCUMENTS
from services.badges.credentials.issuer import issuer
from services.badges.credentials.multibase import from_multikey
from services.badges.credentials.publishing import forget
from shared import clock
from shared.auth import Principal
from shared.delivery.transaction import transact
from shared.store import ensure_indexes
from tests.integration.badges.asking import ADMIN, ME, Ask, asking
from tests.integration.badges.support import Badges, draft, drills, employee, led, tier, took_back

OTHER = Principal("e-2")
FILES = ("", "/credential.json", "/credential.jwt", "/badge.png", "/badge.svg", "/assertion.json")


@pytest.fixture
def client(service: Badges) -> FlaskClient:
    """A client of the application, in whose store e-1 holds silver."""
    ensure_indexes(service.db, DOCUMENTS)
    service.now = clock.now() - timedelta(minutes=1)
    service.publish(draft(criteria=drills(1), tiers=[tier("bronze", 1), tier("silver", 2)]))
    service.hear(employee(), led("one", 1), led("two", 2))
    return api.make_app({}).test_client()


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Asks as e-1, unless told otherwise."""
    return asking(ME)


@pytest.fixture
def award(service: Badges, client: FlaskClient) -> str:
    """The silver award's id."""
    return str(next(row["_id"] for row in service.awards() if row["tier"] == "silver"))


@pytest.fixture
def publish(ask: Ask, award: str) -> Callable[..., dict[str, Any]]:
    """Publishes the award, as its holder would; what is published then."""

    def command_(**said: Any) -> dict[str, Any]:
        body = {"award": award, "name": "Ada Lovelace", "email": "Ada@example.org", **said}
        status, answer = ask("/commands/publish-credential", **body)
        assert status == 200, answer
        found: dict[str, Any] = answer["items"][award]
        return found

    return command_


def signed(client: FlaskClient, credential: str) -> Any:
    """The credential as anybody gets it."""
    return json.loads(client.get(f"/b/{credential}").get_data(as_text=True))


def bit(client: FlaskClient, document: Any) -> bool:
    """Whether the list that a credential points to says that it no longer stands; the list's own proof holds."""
    entry = document["credentialStatus"]
    listed = json.loads(client.get(entry["statusListCredential"].removeprefix(issuer().base)).get_data(as_text=True))
    assert verified(client, listed)
    return statuslist.is_set(listed["credentialSubject"]["encodedList"], int(entry["statusListIndex"]))


def verified(client: FlaskClient, document: Any) -> str:
    """The key that signed a document, by the issuer's DID document; fails where the proof does not hold."""
    did = json.loads(client.get("/.well-known/did.json").get_data(as_text=True))
    assert did["id"] == (document["issuer"] if isinstance(document["issuer"], str) else document["issuer"]["id"])
    found = {method["id"]: method.get("publicKeyMultibase") for method in did["verificationMethod"]}
    return proofs.verify(document, lambda name: from_multikey(found[name]))


def all_files(client: FlaskClient, credential: str) -> list[TestResponse]:
    """Every public address of a credential."""
    return [client.get(f"/b/{credential}{file}") for file in FILES]


def test_an_award_is_private_until_its_holder_publishes_it(
    client: FlaskClient, ask: Ask, award: str, publish: Callable[..., Any]
) -> None:
    """Nothing of it is public before: not the page, nor the badge; then all of it is, without anybody signed in."""
    assert ask("/read/credentials", ids=[award]) == (200, {"items": {}})
    achievement = "/credentials/achievements/incident-lead/1?tier=silver"
    assert client.get(achievement).status_code == 404
    shown = publish()
    assert shown["url"] == f"{issuer().base}/b/{shown['id']}"
    assert (shown["status"], shown["name"], shown["reason"]) == ("valid", "Ada Lovelace", None)
    assert {file.status_code for file in all_files(client, shown["id"])} == {200}
    assert client.get(achievement).get_json(force=True)["name"] == "Incident lead, Silver"
    assert client.get(achievement.replace("silver", "bronze")).status_code == 404
    assert ask("/read/credentials", OTHER, ids=[award])[1]["items"][award]["id"] == shown["id"]


def test_what_is_signed_says_who_what_and_why(client: FlaskClient, publish: Callable[..., Any]) -> None:
    """The name chosen, the tier, the rule in words, what counted; the address as a hash, ids of nobody."""
    document = signed(client, publish()["id"])
    assert verified(client, document) == issuer().method("key-1")
    subject = document["credentialSubject"]
    named, hashed = subject["identifier"]
    assert named["identityHash"] == "Ada Lovelace"
    assert hashed["identityHash"] == identity_of("ada@example.org", hashed["salt"])
    assert subject["achievement"]["name"] == "Incident lead, Silver"
    assert "drill" in subject["achievement"]["criteria"]["narrative"].lower()
    assert [piece["name"] for piece in document["evidence"]] == ["Drill two", "Drill one"]
    text = json.dumps(document)
    assert not re.search(r"\be-1\b", text)  # as a word: it may well be part of a random id
    assert "ada@" not in text.lower()


def test_evidence_is_told_only_if_wanted(client: FlaskClient, publish: Callable[..., Any]) -> None:
    """Published again without it: the same address, a new signature, no evidence."""
    first = publish()
    again = publish(evidence=False, name="A. Lovelace", email=None)
    document = signed(client, again["id"])
    assert (again["id"], again["published_at"]) == (first["id"], first["published_at"])
    assert "evidence" not in document
    assert len(document["credentialSubject"]["identifier"]) == 1
    assert verified(client, document)


def test_pictures_carry_the_credential(client: FlaskClient, publish: Callable[..., Any]) -> None:
    """The PNG and the SVG each hold what the address gives."""
    credential = publish()["id"]
    document = signed(client, credential)
    png, svg = client.get(f"/b/{credential}/badge.png"), client.get(f"/b/{credential}/badge.svg")
    assert json.loads(str(from_png(png.get_data()))) == document
    assert json.loads(str(from_svg(svg.get_data(as_text=True)))) == document
    assert (png.mimetype, svg.mimetype) == ("image/png", "image/svg+xml")


def test_open_badges_2_are_hosted(client: FlaskClient, publish: Callable[..., Any]) -> None:
    """The assertion leads to its class and issuer by their addresses, each of which answers to its own id."""
    credential = publish()["id"]
    at = f"{issuer().base}/b/{credential}/assertion.json"
    found: list[Any] = []
    for field in (None, "badge", "issuer"):
        at = found[-1][field] if field else at
        found.append(client.get(at.removeprefix(issuer().base)).get_json(force=True))
        assert found[-1]["id"] == at
    assert [one["type"] for one in found] == ["Assertion", "BadgeClass", "Issuer"]
    assert client.get(found[1]["image"].removeprefix(issuer().base)).mimetype == "image/png"


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


def test_an_amended_award_is_signed_anew(service: Badges, client: FlaskClient, publish: Callable[..., Any]) -> None:
    """A fact that comes late moves the award: the credential says the new day, and its proof holds."""
    shown = publish()
    before = signed(client, shown["id"])
    service.hear(led("zero", 0))
    after = signed(client, shown["id"])
    assert (before["awardedDate"], after["awardedDate"]) == ("2026-05-06T09:00:00Z", "2026-05-05T09:00:00Z")
    assert verified(client, after)
    assert before["credentialSubject"]["id"] == after["credentialSubject"]["id"]


def test_what_is_unchanged_is_not_signed_anew(client: FlaskClient, publish: Callable[..., Any]) -> None:
    """Asked for twice, it is the very same, proof and all."""
    credential = publish()["id"]
    assert client.get(f"/b/{credential}").get_data() == client.get(f"/b/{credential}").get_data()


def test_keys_are_rotated_and_old_ones_still_verify(
    service: Badges, client: FlaskClient, ask: Ask, publish: Callable[..., Any]
) -> None:
    """What the first key signed verifies under a DID document with both; what is signed next is signed by the second.
    Secrets are not stored as they are."""
    shown = publish()
    old = signed(client, shown["id"])
    assert ask("/commands/rotate-issuer-key")[0] == 403
    assert ask("/commands/rotate-issuer-key", ADMIN) == (200, {"keys": ["key-1", "key-2"]})
    assert verified(client, old) == verified(client, signed(client, shown["id"])) == issuer().method("key-1")
    publish(name="Ada")
    assert verified(client, signed(client, shown["id"])) == issuer().method("key-2")
    stored = b"".join(bytes(row["sealed"]) for row in service.db.issuer_keys.find())
    assert keyring.current(service.db).secret.private_bytes_raw() not in stored


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


def test_only_the_holder_publishes_and_withdraws(client: FlaskClient, ask: Ask, award: str, service: Badges) -> None:
    """Neither a colleague nor an administrator does it for them, or sees what would be public; nothing is stored."""
    for who in (OTHER, ADMIN):
        assert ask("/commands/publish-credential", who, award=award, name="Eve")[0] == 403
        assert ask("/commands/withdraw-credential", who, award=award)[0] == 403
        assert ask("/read/credential-preview", who, award=award)[0] == 403
    assert service.db.credentials.count_documents({}) == 0


def test_the_preview_is_what_will_be_public(ask: Ask, award: str, publish: Callable[..., Any]) -> None:
    """Before publishing the holder reads what the page will say."""
    status, before = ask("/read/credential-preview", award=award)
    page = ask("/read/credential-page", id=publish()["id"])[1]
    assert status == 200
    assert before.items() <= page.items()


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


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"email": "nobody"}, "email"),
        ({"evidence": "perhaps"}, "evidence"),
        ({"award": ""}, "award"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_bad_input_names_its_field(ask: Ask, award: str, service: Badges, said: Any, field: str) -> None:
    """Refused with the field at fault, and nothing is stored."""
    status, problem = ask("/commands/publish-credential", **{"award": award, "name": "Ada", **said})
    assert (status, [error["path"] for error in problem["errors"]]) == (422, [field])
    assert service.db.credentials.count_documents({}) == 0


def test_an_award_that_is_unknown_or_taken_back_is_not_published(service: Badges, ask: Ask, award: str) -> None:
    """404 and 409, each naming the award."""
    unknown = ask("/commands/publish-credential", award="nothing", name="Ada")
    service.hear(took_back("two"))
    revoked = ask("/commands/publish-credential", award=award, name="Ada")
    assert [(status, answer["errors"][0]["path"]) for status, answer in (unknown, revoked)] == [
        (404, "award"),
        (409, "award"),
    ]
