"""Credentials as anybody outside gets them."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.badges.credentials import proofs, statuslist
from services.badges.credentials.issuer import issuer
from services.badges.credentials.multibase import from_multikey
from shared.auth import Principal

OTHER = Principal("e-2")
FILES = ("", "/credential.json", "/credential.jwt", "/badge.png", "/badge.svg", "/assertion.json")


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
