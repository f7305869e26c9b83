"""The same award as Open Badges 2.0 has it, hosted: for backpacks that know nothing of verifiable credentials."""

from typing import Any

from services.badges.credentials.building import Achievement, Content, instant
from services.badges.credentials.issuer import Issuer

Json = dict[str, Any]
CONTEXT = "https://w3id.org/openbadges/v2"


def assertion(content: Content, issuer: Issuer) -> Json:
    """The hosted assertion of an award that stands, or has expired."""
    said, page = content.achievement, issuer.page(content.id)
    told = {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": address(content.id, issuer),
        "recipient": _recipient(content),
        "badge": issuer.badge_class(said.badge, said.version, said.tier),
        "verification": {"type": "hosted"},
        "issuedOn": instant(content.earned_at),
        "image": f"{page}/badge.png",
        "evidence": [{"id": page, "name": piece.name, "narrative": instant(piece.at)} for piece in content.evidence],
    }
    if content.expires_at:
        told["expires"] = instant(content.expires_at)
    return told


def revoked(credential: str, reason: str, issuer: Issuer) -> Json:
    """What stands in the assertion's place once the award was taken back."""
    told = {"@context": CONTEXT, "type": "Assertion", "id": address(credential, issuer)}
    return told | {"revoked": True, "revocationReason": reason}


def badge_class(said: Achievement, issuer: Issuer) -> Json:
    """What was achieved."""
    return {
        "@context": CONTEXT,
        "type": "BadgeClass",
        "id": issuer.badge_class(said.badge, said.version, said.tier),
        "name": said.name,
        "description": said.description,
        "image": issuer.picture(said.badge, said.version, said.tier),
        "criteria": {"narrative": said.criteria},
        "issuer": issuer.profile,
    }


def profile(issuer: Issuer) -> Json:
    """The issuer."""
    told = {"@context": CONTEXT, "type": "Issuer", "id": issuer.profile}
    return told | {"name": issuer.name, "url": issuer.url, "email": issuer.email}


def address(credential: str, issuer: Issuer) -> str:
    """Where an assertion is hosted."""
    return f"{issuer.page(credential)}/assertion.json"


def _recipient(content: Content) -> Json:
    """By the hash of an e-mail address; by a URN of this credential's own where there is none."""
    to = content.recipient
    if to.identity is None:
        return {"type": "url", "hashed": False, "identity": to.subject}
    return {"type": "email", "hashed": True, "salt": to.salt, "identity": to.identity}
