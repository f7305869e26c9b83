"""What the lifecycle's API answers."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from services.badges.answers import Badge, Tier


class UnitTotal(BaseModel):
    """How many recipients belong to a unit."""

    unit: str
    total: int


class TierRecipients(BaseModel):
    """How many would hold a tier."""

    tier: Tier
    total: int


class NearMiss(BaseModel):
    """Someone who lacks little, and what."""

    person: str | None
    unit: str | None
    missing_share: float
    next_step: str | None


class Sample(BaseModel):
    """Someone who would hold it."""

    person: str | None
    unit: str | None
    tier: Tier | None
    earned_at: datetime
    evidence_count: int


class Difference(BaseModel):
    """People, against what is held now: who would gain, lose, keep it by other evidence, or keep it as it is."""

    gained: int
    lost: int
    moved: int
    kept: int


class DryRun(BaseModel):
    """A dry run; what it found is there once it is done. ``current``: the version has not been changed since."""

    id: str
    badge: str
    version: int
    state: Literal["running", "done", "cancelled", "failed"]
    backfill: Literal["now", "from", "all"]
    start: datetime | None
    edits: Literal["keep", "add_only", "strict"]
    started_at: datetime
    ended_at: datetime | None
    scanned: int
    total: int
    people: int
    recipients: int
    by_unit: list[UnitTotal]
    by_tier: list[TierRecipients]
    near_misses: list[NearMiss]
    samples: list[Sample]
    difference: Difference
    current: bool
    problem: str | None


class Started(BaseModel):
    """The dry run as it is now."""

    dry_run: DryRun


class DryRuns(BaseModel):
    """Dry runs by id; unknown ones are left out."""

    items: dict[str, DryRun]


class Newest(BaseModel):
    """In the order asked for; null where there was none."""

    items: list[DryRun | None]


class Backfill(BaseModel):
    """People judged, of how many."""

    version: int
    done: int
    total: int
    state: Literal["running", "done"]


class Backfills(BaseModel):
    """By badge; those that were never published are left out."""

    items: dict[str, Backfill]


class VersionPage(BaseModel):
    """A page of versions, newest first."""

    items: list[Badge]
    next: int | None
    total: int
