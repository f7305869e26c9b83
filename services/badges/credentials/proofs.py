"""Data Integrity proofs with the cryptosuite eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2).

What is signed is the SHA-256 of the proof's options and that of the document, each as canonical N-Quads (RDFC-1.0), so
neither the order of keys nor the layout matters."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import jsonld

from services.badges.credentials import contexts
from services.badges.credentials.multibase import base58, from_base58

Json = dict[str, Any]
Loader = Callable[..., Json]
SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in {0x09, 0x0A}}
"""What canonicalizers write in different ways: it has no place in a text that is signed."""


class NotVerified(ValueError):
    """A proof does not hold; the message says why."""


def clean(text: str) -> str:
    """The text without control characters but tab and line feed."""
    return text.translate(CONTROLS)


def canonical(document: Mapping[str, Any], loader: Loader = contexts.load) -> str:
    """The document as canonical N-Quads."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    text: str = jsonld.normalize(dict(document), options)
    return text


def hash_data(document: Mapping[str, Any], options: Mapping[str, Any], loader: Loader = contexts.load) -> bytes:
    """The 64 bytes that are signed: the hash of the proof's options (in the document's context), and the document's."""
    config = {"@context": document["@context"], **options}
    parts = (canonical(config, loader), canonical(document, loader))
    return b"".join(hashlib.sha256(part.encode()).digest() for part in parts)


def with_proof(document: Json, key: Ed25519PrivateKey, method: str, created: datetime) -> Json:
    """The document, signed: ``method`` is the verification method's URL, ``created`` an instant in UTC."""
    options = {**SUITE, "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "verificationMethod": method}
    return {**document, "proof": {**options, "proofValue": base58(key.sign(hash_data(document, options)))}}


def verify(signed: Mapping[str, Any], public: Callable[[str], bytes], loader: Loader = contexts.load) -> str:
    """The verification method whose signature holds; ``public`` gives its 32 bytes, LookupError where it is unknown.
    NotVerified for a document that was changed, or that nobody signed."""
    document = {name: value for name, value in signed.items() if name != "proof"}
    proof = signed.get("proof")
    if not isinstance(proof, Mapping) or any(proof.get(name) != value for name, value in SUITE.items()):
        raise NotVerified("there is no proof of the suite eddsa-rdfc-2022")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    method = str(proof.get("verificationMethod"))
    try:
        key = Ed25519PublicKey.from_public_bytes(public(method))
        key.verify(from_base58(str(proof.get("proofValue"))), hash_data(document, options, loader))
    except LookupError as error:
        raise NotVerified(f"{method} is no key of the issuer's") from error
    except (InvalidSignature, ValueError, jsonld.JsonLdError) as error:
        raise NotVerified("the signature does not fit what the credential says") from error
    return method
