"""Badges: emitted by badges; definitions travel on every lane, awards are keyed by employee.
Read by badges itself (each lane judges its people when a version goes live), challenges, leaderboards and profiles."""

from datetime import datetime
from typing import Any

from shared.events.envelope import Data

TOPIC = "badges"
PUBLISHED = "laurel.badge.published.v1"
RETIRED = "laurel.badge.retired.v1"
AWARDED = "laurel.badge.awarded.v1"
AMENDED = "laurel.badge.amended.v1"
REVOKED = "laurel.badge.revoked.v1"
EXPIRED = "laurel.badge.expired.v1"
DIGESTED = "laurel.badge.digested.v1"


class Published(Data):
    """A version went live; whoever has facts is judged by it."""

    badge: str
    version: int


class Retired(Data):
    """The badge is no longer earned; awards stay."""

    badge: str
    version: int


class Awarded(Data):
    """An award, or its amendment (same id, next revision): ``recipient`` is an employee, or a unit as `unit:id`;
    ``points`` are what it is worth to its holder. ``evidence`` holds its first thousand pieces, ``evidence_count`` says
    how many there are; ``backfill``: given by judging everyone when a version went live, which a digest tells of."""

    award: str
    badge: str
    version: int
    tier: str | None
    recipient: str
    scope: Any = None
    generation: int = 0
    revision: int = 0
    earned_at: datetime
    granted_at: datetime
    evidence: tuple[str, ...] = ()
    evidence_count: int = 0
    points: int = 0
    expires_at: datetime | None = None
    backfill: bool = False


class Ended(Data):
    """An award that has ended; ``reason`` is a code (`retraction`, `edit`, `manual`, `time`), never free text."""

    award: str
    badge: str
    tier: str | None
    recipient: str
    scope: Any = None
    generation: int = 0
    revision: int = 0
    earned_at: datetime
    reason: str
    points: int = 0


class Revoked(Ended):
    """The award no longer stands."""


class Expired(Ended):
    """The award's time is over; what it gave stays given."""


class Digested(Data):
    """All that one person got when a version went live and everyone was judged: ``awards`` are the first hundred of
    ``total``, the best first."""

    recipient: str
    badge: str
    version: int
    awards: tuple[str, ...]
    total: int
