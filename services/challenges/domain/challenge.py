"""A challenge: its unit, window and goal, and the states that it goes through."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

State = Literal["scheduled", "open", "closed", "cancelled"]
RUNNING: tuple[State, ...] = ("scheduled", "open")
PAST_GRACE = timedelta(hours=1)
"""How long a challenge whose window was over when it was launched takes in people and facts."""


@dataclass(frozen=True)
class Challenge:
    """One challenge. Its window is [``starts_at``, ``ends_at``); ``goal`` is JSON text in the criteria language;
    ``closes_at`` is when the barrier goes up behind which nobody completes it any more."""

    id: str
    version: int
    owner: str
    unit: str
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    launched_at: datetime
    timezone: str
    goal: str
    noun: dict[str, str] | None
    points: int
    state: State
    reason: str | None = None

    @property
    def running(self) -> bool:
        """Whether people can still complete it: neither closed for good nor cancelled."""
        return self.state in RUNNING

    def holds(self, moment: datetime) -> bool:
        """Whether what happened at that moment lies in the window."""
        return self.starts_at <= moment < self.ends_at


def status(challenge: Challenge, now: datetime) -> State:
    """Where it is in its life at a moment: the clock may be ahead of the timers that open and close it."""
    if not challenge.running:
        return challenge.state
    if now >= challenge.ends_at:
        return "closed"
    return "open" if now >= challenge.starts_at else "scheduled"


def closing_time(ends_at: datetime, now: datetime) -> datetime:
    """When a challenge launched now is to be closed: at its end, and where that is over, after a grace."""
    return ends_at if ends_at > now else now + PAST_GRACE
