"""A credential as a JWT: Open Badges 3.0, "JSON Web Token Proof Format", which narrows W3C VC-JOSE-COSE."""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc import jws
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry
from orjson import dumps

Json = dict[str, Any]
ALGORITHM = "EdDSA"


class _Registry(JWSRegistry):
    """RFC 9864 would have EdDSA called Ed25519, and the library warns; verifiers of credentials know the older name."""

    def get_alg(self, name: str) -> Any:
        return self.algorithms[name]


def as_jwt(credential: Json, key: Ed25519PrivateKey, method: str) -> str:
    """The compact JWS: the credential itself is the payload, with the registered claims that repeat it. The header
    names the key by its verification method, and brings it along for whoever can't resolve a DID."""
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if until := credential.get("validUntil"):
        claims["exp"] = _seconds(until)
    header = {"alg": ALGORITHM, "kid": method, "typ": "JWT", "jwk": public_jwk(key.public_key())}
    payload = dumps({**credential, **claims})
    return jws.serialize_compact(header, payload, OKPKey.import_key(key), registry=_Registry(algorithms=[ALGORITHM]))


def public_jwk(public: Ed25519PublicKey) -> Json:
    """A public key as a JWK (RFC 8037)."""
    return dict(OKPKey.import_key(public).as_dict(private=False))


def _seconds(instant: str) -> int:
    return int(datetime.fromisoformat(instant).timestamp())
