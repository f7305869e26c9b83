"""The issuer's DID document (W3C DID 1.0, did:web): each key as a Multikey for proofs and as a JWK for tokens."""

from collections.abc import Iterable
from typing import Any

from services.badges.credentials.issuer import Issuer
from services.badges.credentials.jwt import public_jwk
from services.badges.credentials.keys import PublicKey
from services.badges.credentials.multibase import multikey

Json = dict[str, Any]
CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1"]
JWK = "-jwk"
"""What the name of a key's second form ends in."""


def document(issuer: Issuer, keys: Iterable[PublicKey]) -> Json:
    """The document; keys that are no longer signed with stay in it, for what was signed with them."""
    methods = [method for key in keys for method in (_multikey(issuer, key), _jwk(issuer, key))]
    return {
        "@context": CONTEXTS,
        "id": issuer.did,
        "alsoKnownAs": [issuer.base],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _multikey(issuer: Issuer, key: PublicKey) -> Json:
    shape = {"id": issuer.method(key.name), "type": "Multikey", "controller": issuer.did}
    return shape | {"publicKeyMultibase": multikey(key.raw)}


def _jwk(issuer: Issuer, key: PublicKey) -> Json:
    name = issuer.method(key.name + JWK)
    shape = {"id": name, "type": "JsonWebKey", "controller": issuer.did}
    return shape | {"publicKeyJwk": public_jwk(key.key) | {"kid": name}}
