"""Who asks: 60-second tokens from the gateway to one service, and keyed hashes of outside identities."""

import hmac
import time
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from shared.config import settings

ISSUER = "laurel-gateway"
LIFETIME = 60


class NotAuthentic(Exception):
    """The token is missing, malformed, expired, or meant for another service."""


@dataclass(frozen=True)
class Principal:
    """The person on whose behalf a service is asked: roles of employee | manager | admin, units managed (those below
    included)."""

    employee: str
    roles: frozenset[str] = frozenset({"employee"})
    units: frozenset[str] = frozenset()

    @property
    def admin(self) -> bool:
        """Whether everything of the organization is theirs to manage."""
        return "admin" in self.roles

    def manages(self, unit: str) -> bool:
        """Whether they may act for this unit."""
        return self.admin or unit in self.units


def derived_key(purpose: str) -> bytes:
    """32 bytes for one purpose, from LAUREL_KEY by HKDF-SHA256 (RFC 5869), so that no two uses share a key."""
    return _derived(purpose, settings().key)


def mint(service: str, principal: Principal) -> str:
    """A token (JWT, HS256) that ``service`` alone accepts, for 60 seconds."""
    issued = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": service,
        "sub": principal.employee,
        "iat": issued,
        "exp": issued + LIFETIME,
        "roles": sorted(principal.roles),
        "units": sorted(principal.units),
    }
    return jwt.encode({"alg": "HS256"}, claims, _key(service))


def verify(service: str, token: str) -> Principal:
    """The principal of a token minted for ``service``; NotAuthentic says what is wrong with any other."""
    try:
        claims = jwt.decode(token, _key(service), algorithms=["HS256"]).claims
        _registry(service).validate(claims)
    except (JoseError, ValueError) as error:
        raise NotAuthentic(str(error)) from error
    return Principal(claims["sub"], frozenset(claims["roles"]), frozenset(claims["units"]))


def identity_hash(source: str, external_id: str) -> str:
    """What an outside identity is called on the bus: HMAC-SHA256 in hex over (source, id folded to lower case)."""
    message = f"{source}\n{external_id.strip().casefold()}".encode()
    return hmac.digest(derived_key("identities"), message, "sha256").hex()


@cache
def _derived(purpose: str, key: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"laurel/{purpose}".encode()).derive(key.encode())


def _key(service: str) -> OctKey:
    return OctKey.import_key(derived_key(f"services/{service}"))


def _registry(service: str) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": service},
        sub={"essential": True},
        exp={"essential": True},
    )
