"""Which credentials no longer stand, as a W3C Bitstring Status List 1.0: one bit each, so that nobody who looks one up
says which one."""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from services.badges.credentials.building import instant
from services.badges.credentials.contexts import CREDENTIALS
from services.badges.credentials.issuer import Issuer
from services.badges.credentials.multibase import base64url

Json = dict[str, Any]
LENGTH = 131_072
"""Entries in a list: the least that the standard allows, for the privacy of those in it."""


def encoded(revoked: Iterable[int]) -> str:
    """The list with these indexes set: bit 0 is the first byte's highest, compressed, as multibase."""
    bits = bytearray(LENGTH // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    return base64url(gzip.compress(bytes(bits), mtime=0))


def is_set(encoded_list: str, index: int) -> bool:
    """Whether a list has this index set."""
    data = encoded_list.removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)))
    return bool(bits[index // 8] & 0x80 >> index % 8)


def list_credential(number: int, revoked: Iterable[int], issuer: Issuer, since: datetime) -> Json:
    """The list as a credential, not yet signed."""
    address = issuer.status_list(number)
    return {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": instant(since),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    }
