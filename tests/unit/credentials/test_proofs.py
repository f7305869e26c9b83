"""Data Integrity proofs, to the letter of the standard's own vectors."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from services.badges.credentials import contexts
from services.badges.credentials.keys import Unreadable, generate, seal, unseal
from services.badges.credentials.multibase import base58, from_base58, from_multikey, multikey
from services.badges.credentials.proofs import NotVerified, clean, hash_data, verify, with_proof
from tests.unit.credentials.made import ISSUER, KEY, public, signed

VECTOR = json.loads((Path(__file__).parents[2] / "data" / "credentials" / "eddsa-rdfc-2022.json").read_text())
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


def load(url: str, options: Any = None) -> dict[str, Any]:
    """As the standard's vectors see contexts: with its examples' vocabulary."""
    if url != EXAMPLES:
        return contexts.load(url, options)
    vocabulary = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": vocabulary}


def parts() -> tuple[dict[str, Any], dict[str, Any]]:
    """The vector's document without its proof, and the proof's options."""
    document = {name: value for name, value in VECTOR["signed"].items() if name != "proof"}
    return document, {name: value for name, value in VECTOR["signed"]["proof"].items() if name != "proofValue"}


def test_the_hash_is_the_vectors() -> None:
    """What is signed is the standard's: options first, then the document."""
    assert hash_data(*parts(), load).hex() == VECTOR["hash"]


def test_the_signature_is_the_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard's key signs its credential with exactly its proof."""
    monkeypatch.setitem(contexts.FILES, EXAMPLES, "unused")
    kept = contexts._read
    monkeypatch.setattr(contexts, "_read", lambda url: load(url)["document"] if url == EXAMPLES else kept(url))
    key = Ed25519PrivateKey.from_private_bytes(from_multikey(VECTOR["secretKeyMultibase"]))
    document, options = parts()
    made = with_proof(document, key, options["verificationMethod"], datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC))
    assert made == VECTOR["signed"]


def test_the_vector_verifies() -> None:
    """The standard's signed credential holds, by the key that it names."""
    method = VECTOR["signed"]["proof"]["verificationMethod"]
    assert verify(VECTOR["signed"], {method: from_multikey(VECTOR["publicKeyMultibase"])}.__getitem__, load) == method


def test_a_key_is_written_as_the_standard_writes_it() -> None:
    """The public half of the vector's secret is its Multikey."""
    key = Ed25519PrivateKey.from_private_bytes(from_multikey(VECTOR["secretKeyMultibase"]))
    assert multikey(key.public_key().public_bytes_raw()) == VECTOR["publicKeyMultibase"]


@given(st.binary(max_size=80))
def test_base58_goes_both_ways(data: bytes) -> None:
    """Any bytes come back, leading zeros too."""
    assert from_base58(base58(data)) == data


def _nested(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["credentialSubject"]["achievement"]
    return found


TAMPERED: dict[str, Callable[[dict[str, Any]], object]] = {
    "recipient": lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="Eve"),
    "subject": lambda d: d["credentialSubject"].update(id="urn:uuid:0"),
    "achievement": lambda d: _nested(d).update(name="Gold"),
    "criteria": lambda d: _nested(d)["criteria"].update(narrative="Nothing"),
    "issuer": lambda d: d["issuer"].update(name="Another"),
    "dates": lambda d: d.update(validUntil="2099-01-01T00:00:00Z"),
    "status": lambda d: d["credentialStatus"].update(statusListIndex="1"),
    "evidence": lambda d: d["evidence"].pop(),
    "proof's date": lambda d: d["proof"].update(created="2020-01-01T00:00:00Z"),
    "proof's purpose": lambda d: d["proof"].update(proofPurpose="authentication"),
    "another key": lambda d: d["proof"].update(verificationMethod=ISSUER.method("key-2")),
    "signature": lambda d: d["proof"].update(proofValue=base58(b"\1" * 64)),
    "no multibase": lambda d: d["proof"].update(proofValue="0OIl"),
    "no proof": lambda d: d.pop("proof"),
    "unknown context": lambda d: d["@context"].append("https://elsewhere.example/context"),
}


def test_what_was_signed_verifies_in_any_order() -> None:
    """Neither the order of keys nor the layout is signed."""
    shuffled = json.loads(json.dumps(dict(reversed(signed().items())), sort_keys=True, indent=3))
    assert verify(shuffled, public) == ISSUER.method(KEY.name)


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_does_not_verify(what: str) -> None:
    """Any change to what is said, or to the proof, is noticed."""
    document = copy.deepcopy(signed())
    TAMPERED[what](document)
    with pytest.raises(NotVerified):
        verify(document, public)


def test_control_characters_are_not_signed() -> None:
    """Canonicalizers write them in different ways; tab and line feed they write alike."""
    assert clean("a\0b\x1fc\x7fd\x85e\tf\ng") == "abcde\tf\ng"


def test_a_sealed_key_opens_under_its_key_and_name_alone() -> None:
    """Another LAUREL_KEY, another name or a changed byte: unreadable, and said so."""
    key, under = generate("key-1"), b"k" * 32
    sealed = seal(key, under)
    assert unseal("key-1", sealed, under).public == key.public
    assert key.secret.private_bytes_raw() not in sealed
    for name, text, opener in (
        ("key-1", sealed, b"x" * 32),
        ("key-2", sealed, under),
        ("key-1", sealed[:-1] + b"\0", under),
    ):
        with pytest.raises(Unreadable, match="LAUREL_KEY"):
            unseal(name, text, opener)
