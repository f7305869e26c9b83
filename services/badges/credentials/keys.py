"""The issuer's keys: Ed25519, kept encrypted with AES-256-GCM under a key derived from LAUREL_KEY."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class Unreadable(Exception):
    """A secret was encrypted under another LAUREL_KEY, or was tampered with."""


@dataclass(frozen=True)
class PublicKey:
    """A key by its name (`key-1`), as others may know it; 32 bytes."""

    name: str
    raw: bytes

    @property
    def key(self) -> Ed25519PublicKey:
        """The key that verifies."""
        return Ed25519PublicKey.from_public_bytes(self.raw)


@dataclass(frozen=True)
class IssuerKey:
    """A key that signs."""

    name: str
    secret: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        """Its public half."""
        return PublicKey(self.name, self.secret.public_key().public_bytes_raw())


def generate(name: str) -> IssuerKey:
    """A fresh key."""
    return IssuerKey(name, Ed25519PrivateKey.generate())


def seal(key: IssuerKey, under: bytes) -> bytes:
    """The secret, encrypted: nonce, then ciphertext with its tag; the key's name is bound to it."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(under).encrypt(nonce, key.secret.private_bytes_raw(), key.name.encode())


def unseal(name: str, sealed: bytes, under: bytes) -> IssuerKey:
    """The key of a sealed secret; Unreadable under another key, or another name."""
    try:
        secret = AESGCM(under).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
    except InvalidTag as error:
        raise Unreadable(f"the issuer's {name} can't be decrypted: was LAUREL_KEY changed?") from error
    return IssuerKey(name, Ed25519PrivateKey.from_private_bytes(secret))
