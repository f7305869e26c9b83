"""Who may give a badge by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Who = Literal["nobody", "admins", "managers", "everyone"]


@dataclass(frozen=True)
class GrantPolicy:
    """Who may give a badge, and how often each of them: ``most`` times in ``days`` days (None: any number)."""

    who: Who = "nobody"
    most: int | None = None
    days: int = 30

    def since(self, now: datetime) -> datetime:
        """From when on grants count towards the quota."""
        return now - timedelta(days=self.days)

    def exhausted(self, given: int) -> bool:
        """Whether someone who gave it that often since then may not give it again."""
        return self.most is not None and given >= self.most
