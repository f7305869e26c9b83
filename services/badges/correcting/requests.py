"""What the API of corrections takes."""

from typing import Annotated, Literal

from pydantic import Field

from services.badges.requests import Command, Locale, Words
from shared.requests import Body, Cursor, First, Id, Instant

Said = Annotated[Words, Field(max_length=1000)]


class RevokeAward(Command):
    """An award to take back, why (its holder reads it), and what becomes of awards that rest on it."""

    award: Id
    reason: Said
    dependents: Literal["cascade", "flag", "keep"] = "cascade"


class GiveBadge(Command):
    """A badge to give by hand; why is read by whoever gets it. ``earned_at``: by default now."""

    badge: Id
    tier: Id | None = None
    person: Id
    reason: Said
    earned_at: Instant | None = None


class Appeal(Command):
    """What the holder has to say to a revocation."""

    award: Id
    text: Said


class DecideAppeal(Command):
    """The answer to an appeal."""

    appeal: Id
    decision: Literal["upheld", "reinstated"]
    text: Said


class ReadAppeals(Body):
    """A page of appeals, by default open ones."""

    state: Literal["open", "upheld", "reinstated"] | None = "open"
    first: First = 20
    after: Cursor | None = None


class ReadDecisions(Body):
    """What was decided about one award."""

    award: Id
    locale: Locale = "en"


class ReadTrail(Body):
    """A page of all that was decided about a badge, newest first."""

    badge: Id
    first: First = 20
    after: Cursor | None = None
