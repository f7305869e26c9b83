"""Awards published by their holders: private until then, signed, true to the award as it stands, then gone."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.badges.credentials import keyring
from services.badges.credentials.baking import from_png, from_svg
from services.badges.credentials.building import identity_of
from services.badges.credentials.issuer import issuer
from tests.integration.badges.asking import ADMIN, Ask
from tests.integration.badges.credentials.outside import OTHER, all_files, signed, verified
from tests.integration.badges.support import Badges, led, took_back


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
