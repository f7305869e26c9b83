"""What the API of corrections answers."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from services.badges.answers import Award


class Corrected(BaseModel):
    """The award that a command was about, or made."""

    award: Award


class DecisionShown(BaseModel):
    """One act of somebody about an award."""

    id: str
    kind: Literal["given", "revoked", "appealed", "upheld", "reinstated"]
    award: str
    badge: str
    person: str | None
    by: str
    text: str
    at: datetime
    cursor: str | None = None


class AppealShown(BaseModel):
    """An appeal; its id is the award's."""

    id: str
    award: str
    badge: str
    person: str
    text: str
    state: Literal["open", "upheld", "reinstated"]
    at: datetime
    decisions: list[DecisionShown]
    cursor: str


class AppealPage(BaseModel):
    """A page of appeals."""

    items: list[AppealShown]
    next: str | None
    total: int


class Decisions(BaseModel):
    """In order."""

    items: list[DecisionShown]


class DecisionPage(BaseModel):
    """A page of decisions."""

    items: list[DecisionShown]
    next: str | None
    total: int
