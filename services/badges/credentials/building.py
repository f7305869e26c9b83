"""What a credential says: an Open Badges 3.0 AchievementCredential in the W3C Verifiable Credentials Data Model 2.0."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from services.badges.credentials.contexts import CREDENTIALS, OPEN_BADGES
from services.badges.credentials.issuer import Issuer
from services.badges.credentials.proofs import clean

Json = dict[str, Any]


@dataclass(frozen=True)
class Achievement:
    """One tier of one version of a badge; ``criteria`` is the rule in plain words."""

    badge: str
    version: int
    tier: str | None
    name: str
    description: str
    criteria: str


@dataclass(frozen=True)
class Piece:
    """One thing that counted: what it was called, and when it happened."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Recipient:
    """Whose credential it is: ``subject`` is a URN made for this credential alone, ``name`` what the holder chose to
    be called, ``identity`` the salted hash of an e-mail address (`sha256$…`), where there is one."""

    subject: str
    name: str
    salt: str
    identity: str | None


@dataclass(frozen=True)
class Content:
    """Everything that one credential says. Instants are UTC; ``place`` is its list and index among the statuses."""

    id: str
    achievement: Achievement
    recipient: Recipient
    earned_at: datetime
    granted_at: datetime
    expires_at: datetime | None
    evidence: tuple[Piece, ...]
    place: tuple[int, int]


def instant(moment: datetime) -> str:
    """An instant to the second in UTC, as XML Schema writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def identity_of(email: str, salt: str) -> str:
    """An e-mail address as Open Badges hash it, for whoever knows it to recognise: `sha256$` and hex."""
    return "sha256$" + hashlib.sha256((email.strip().lower() + salt).encode()).hexdigest()


def credential(content: Content, issuer: Issuer) -> Json:
    """The credential, not yet signed."""
    told = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": issuer.page(content.id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": clean(content.achievement.name),
        "issuer": _profile(issuer),
        "validFrom": instant(content.granted_at),
        "awardedDate": instant(content.earned_at),
        "credentialSubject": _subject(content, issuer),
        "evidence": [_evidence(piece) for piece in content.evidence],
        "credentialStatus": _status(content, issuer),
    }
    if content.expires_at:
        told["validUntil"] = instant(content.expires_at)
    return {name: value for name, value in told.items() if value != []}


def achievement(said: Achievement, issuer: Issuer) -> Json:
    """What was achieved."""
    return {
        "id": issuer.achievement(said.badge, said.version, said.tier),
        "type": ["Achievement"],
        "achievementType": "Badge",
        "name": clean(said.name),
        "description": clean(said.description),
        "criteria": {"narrative": clean(said.criteria)},
        "image": {"id": issuer.picture(said.badge, said.version, said.tier), "type": "Image"},
    }


def _profile(issuer: Issuer) -> Json:
    return {
        "id": issuer.did,
        "type": ["Profile"],
        "name": clean(issuer.name),
        "url": issuer.url,
        "email": issuer.email,
    }


def _subject(content: Content, issuer: Issuer) -> Json:
    to = content.recipient
    named = {"type": "IdentityObject", "hashed": False, "identityHash": clean(to.name), "identityType": "name"}
    hashed = {"type": "IdentityObject", "hashed": True, "identityHash": to.identity, "identityType": "emailAddress"}
    return {
        "id": to.subject,
        "type": ["AchievementSubject"],
        "identifier": [named, *([hashed | {"salt": to.salt}] if to.identity else [])],
        "achievement": achievement(content.achievement, issuer),
    }


def _evidence(piece: Piece) -> Json:
    return {"type": ["Evidence"], "name": clean(piece.name), "narrative": instant(piece.at)}


def _status(content: Content, issuer: Issuer) -> Json:
    number, index = content.place
    address = issuer.status_list(number)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address,
    }
