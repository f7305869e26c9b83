"""What the API answers, for its OpenAPI document; `views` and the readers make it."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from services.badges.requests import Policy, Status


class Tier(BaseModel):
    """One tier and the metal it is drawn in."""

    id: str
    name: str
    at_least: float
    metal: Literal["bronze", "silver", "gold", "enamel"]


class Noun(BaseModel):
    """The word for what is counted."""

    one: str
    other: str


class Badge(BaseModel):
    """One version of a badge; ``draft`` is the number of a draft beside it (administrators only)."""

    id: str
    version: int
    state: Literal["draft", "live", "retired"]
    name: str
    description: str
    rule: str
    criteria: dict[str, Any]
    recipient: Literal["person", "unit"]
    repeat: str | dict[str, Any]
    tiers: list[Tier]
    points: int
    by_hand: bool
    expiry: str | None
    revokes: Literal["revoke", "flag"]
    edits: Literal["keep", "add_only", "strict"]
    grant_policy: Policy
    noun: Noun | None
    start_from: datetime | None
    design: dict[str, Any]
    image: str
    published_at: datetime | None
    draft: int | None


class Award(BaseModel):
    """One award; ``reason`` is the code of why it ended (`retraction`, `edit`, `manual`, `time`); ``flagged``: it is
    only kept by courtesy, what it rested on is gone."""

    id: str
    badge: str
    tier: Tier | None
    person: str | None
    unit: str | None
    state: Literal["active", "expired", "revoked"]
    scope: str | None
    earned_at: datetime
    granted_at: datetime
    version: int
    points: int
    evidence_count: int
    by_hand: bool
    flagged: bool
    expires_at: datetime | None
    ended_at: datetime | None
    reason: str | None


class Mine(BaseModel):
    """Where the viewer stands: ``have`` of ``need`` towards the next tier, or the badge. ``ended``: what they held."""

    status: Status
    awards: list[Award]
    ended: list[Award]
    have: float
    need: float
    next_tier: Tier | None


class Badges(BaseModel):
    """Badges by id."""

    items: dict[str, Badge]


class ListedBadge(BaseModel):
    """One badge of a page."""

    badge: Badge
    mine: Mine
    cursor: str


class BadgePage(BaseModel):
    """A page of badges."""

    items: list[ListedBadge]
    next: str | None
    total: int


class Standings(BaseModel):
    """The viewer's standings by badge."""

    items: dict[str, Mine]


class Counts(BaseModel):
    """The viewer's badges by status."""

    earned: int
    in_progress: int
    available: int
    locked: int
    since: datetime | None
    latest: Award | None


class Step(BaseModel):
    """A badge to work on; ``missing_share`` is what is still to go, from 0 to 1."""

    badge: str
    have: float
    need: float
    noun: Noun | None
    tier: Tier | None
    missing_share: float


class Steps(BaseModel):
    """Badges to work on, nearest first."""

    items: list[Step]


class Awards(BaseModel):
    """Awards by id."""

    items: dict[str, Award]


class AwardsOf(BaseModel):
    """The newest awards of people."""

    items: dict[str, list[Award]]


class Holder(BaseModel):
    """One who holds the badge, by the award of the highest tier."""

    award: Award
    cursor: str


class HolderPage(BaseModel):
    """A page of holders."""

    items: list[Holder]
    next: str | None
    total: int


class TierTotal(BaseModel):
    """How many people hold a tier; null below five."""

    tier: Tier
    total: int | None


class Totals(BaseModel):
    """How many people there are, and how many hold the badge; null below five."""

    people: int
    total: int | None
    by_tier: list[TierTotal]
    as_of: datetime


class HolderCounts(BaseModel):
    """Totals by badge."""

    items: dict[str, Totals]


class TraceFact(BaseModel):
    """A fact, award or ledger entry, and why it did not count, if it did not."""

    id: str
    occurred_at: datetime
    type: str
    name: str
    source: str
    url: str | None
    reason: str | None


class TraceNode(BaseModel):
    """One node of the rule."""

    path: str
    kind: str
    sentence: str
    note: str | None
    true_from: datetime | None
    have: float
    need: float
    counted: list[TraceFact]
    counted_total: int
    passed_over: list[TraceFact]
    passed_over_total: int
    missing: str | None
    children: list["TraceNode"]


class Trace(BaseModel):
    """Why, or why not yet."""

    person: str
    unit: str | None
    as_of: datetime
    tier: Tier | None
    done: bool
    root: TraceNode
    next_step: str | None


class Traces(BaseModel):
    """In the order asked for; null where there is no such badge."""

    items: list[Trace | None]


class Changed(BaseModel):
    """The badge as it is after the command."""

    badge: Badge
