"""What the API of credentials answers, for its OpenAPI document."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from services.badges.credentials.statuses import Status


class Published(BaseModel):
    """An award as its holder published it."""

    id: str
    award: str
    url: str
    name: str
    evidence: bool
    published_at: datetime
    status: Status
    reason: str | None


class PublishedAwards(BaseModel):
    """Published awards by the award's id; those that are not published are absent."""

    items: dict[str, Published]


class Piece(BaseModel):
    """One thing that counted."""

    name: str
    at: datetime


class Said(BaseModel):
    """What a credential tells, in words; ``status`` is what it is now. ``evidence`` is empty where it is not told;
    ``evidence_total`` and the instants of the first and the last piece are told all the same."""

    badge: str
    version: int
    tier: str | None
    title: str
    description: str
    criteria: str
    issuer: str
    issuer_url: str
    earned_at: datetime
    expires_at: datetime | None
    evidence: list[Piece]
    evidence_total: int
    evidence_from: datetime | None
    evidence_to: datetime | None
    status: Status
    reason: str | None


class Check(BaseModel):
    """One thing that was looked at when the credential was verified."""

    what: Literal["signature", "issuer", "status", "dates"]
    holds: bool


class Page(Said):
    """The public page. ``did`` is the issuer, ``key`` what signed the credential; ``checks`` where asked for."""

    id: str
    url: str
    name: str
    did: str
    key: str
    published_at: datetime
    checks: list[Check]


class Keys(BaseModel):
    """The names of the issuer's keys, oldest first; the last one signs."""

    keys: list[str]
