"""What the feed shows: one item for each award, kudos, completed and launched challenge, under its natural key.

An item is stored once, not per reader; whoever reads is shown what they may see. It stands at the moment at which it
happened, so that what is granted late does not push itself to the top."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.events.badges import Awarded, Revoked
from shared.events.challenges import Completed, Launched
from shared.events.recognition import Kudos

Kind = Literal["award", "kudos", "challenge_completed", "challenge_launched"]


class Item(BaseModel):
    """One item. ``people`` are those whom it is about (who must all be willing to be seen; a unit that earned
    something stands there as `unit:id`), ``unit`` is the audience (None: everyone), ``revision`` orders what is said
    about it, ``gone`` says that it was taken back."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: Kind
    at: datetime
    granted_at: datetime | None = None
    people: tuple[str, ...]
    unit: str | None = None
    revision: int = 0
    gone: bool = False
    award: str | None = None
    badge: str | None = None
    tier: str | None = None
    kudos: str | None = None
    challenge: str | None = None

    @property
    def standing(self) -> tuple[int, bool]:
        """What orders two words about one item: a taking back wins over what it takes back."""
        return self.revision, self.gone


def of_award(award: Awarded | Revoked) -> Item:
    """An award at the moment it was earned; a revoked one is gone."""
    return Item(
        id=f"award|{award.award}",
        kind="award",
        at=award.earned_at,
        granted_at=award.granted_at if isinstance(award, Awarded) else None,
        people=(award.recipient,),
        revision=award.revision,
        gone=isinstance(award, Revoked),
        award=award.award,
        badge=award.badge,
        tier=award.tier,
    )


def of_kudos(kudos: Kudos) -> Item:
    """Kudos, about the receiver and the giver."""
    return Item(
        id=f"kudos|{kudos.id}", kind="kudos", at=kudos.occurred_at, people=(kudos.receiver, kudos.giver), kudos=kudos.id
    )


def of_completed(completed: Completed, unit: str, *, gone: bool) -> Item:
    """A challenge of ``unit`` completed by one person, or no longer."""
    return Item(
        id=f"completed|{completed.challenge}|{completed.employee}",
        kind="challenge_completed",
        at=completed.completed_at,
        people=(completed.employee,),
        unit=unit,
        revision=completed.revision,
        gone=gone,
        challenge=completed.challenge,
    )


def of_launched(launched: Launched, at: datetime) -> Item:
    """A challenge launched at a moment for a unit; a later version replaces it."""
    return Item(
        id=launched_id(launched.challenge),
        kind="challenge_launched",
        at=at,
        people=(launched.owner,),
        unit=launched.unit,
        revision=launched.version,
        challenge=launched.challenge,
    )


def launched_id(challenge: str) -> str:
    """The item of a challenge's launch."""
    return f"launched|{challenge}"


def supersedes(item: Item, stored: Item | None) -> bool:
    """Whether what is said now is newer than what is stored: then it replaces it."""
    return stored is None or item.standing > stored.standing
