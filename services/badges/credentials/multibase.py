"""Base58btc and base64url as multibase writes them, and Ed25519 keys as Multikeys (W3C Controlled Identifiers)."""

import base64

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUBLIC = b"\xed\x01"  # multicodec's prefixes, as varints
ED25519_SECRET = b"\x80\x26"


def base58(data: bytes) -> str:
    """`z` and the bytes in base58btc; leading zero bytes are ones."""
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        digits = ALPHABET[digit] + digits
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def from_base58(text: str) -> bytes:
    """The bytes of base58btc after `z`; ValueError for anything else."""
    if not text.startswith("z"):
        raise ValueError("base58btc begins with z")
    number = 0
    for character in text[1:]:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url(data: bytes) -> str:
    """`u` and the bytes in base64url without padding."""
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def multikey(public: bytes) -> str:
    """An Ed25519 public key (32 bytes) as `publicKeyMultibase`."""
    return base58(ED25519_PUBLIC + public)


def from_multikey(text: str) -> bytes:
    """The 32 bytes of an Ed25519 key, public or secret; ValueError for another kind of key."""
    data = from_base58(text)
    if data[:2] not in {ED25519_PUBLIC, ED25519_SECRET} or len(data) != 34:
        raise ValueError("an Ed25519 Multikey is needed")
    return data[2:]
