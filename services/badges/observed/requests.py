"""What is asked about what happens."""

from typing import Annotated, Any

from pydantic import Field

from services.badges.requests import Locale, Noun
from shared.requests import Body, Id, Instant

Type = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*(\.\*)?$", max_length=200)]
Rule = dict[str, Any]
"""A rule as criteria.md writes it, `{criteria, recipient?, repeat?, tiers?, start_from?}`, however unfinished. Without
`criteria` nothing earns the badge: it is only given."""


class ReadTypes(Body):
    """Nothing to choose: every type that occurs."""


class ReadPaths(Body):
    """What facts of these types (exact, or a prefix ending in `.*`) say; of none: what is known of every fact."""

    types: Annotated[list[Type], Field(max_length=50, default_factory=list)]


class CheckRule(Body):
    """A rule that is being written; ``badge`` is whose it is to be, ``noun`` the word for what it counts."""

    rule: Rule
    badge: Id | None = None
    noun: Noun | None = None
    locale: Locale = "en"

    @property
    def by_hand(self) -> bool:
        """Whether nothing earns the badge."""
        return self.rule.get("criteria") is None

    @property
    def nouns(self) -> dict[str, str] | None:
        """The word for what is counted, as rules are told with it."""
        return self.noun.model_dump() if self.noun else None


class MadeUp(Body):
    """A fact that never was; it happens now unless it says when."""

    id: Id | None = None
    type: Annotated[str, Field(min_length=1, max_length=200)]
    role: Id = "actor"
    source: Id = "made-up"
    occurred_at: Instant | None = None
    object: dict[str, Any] | None = None
    result: dict[str, Any] | None = None
    data: dict[str, Any] | None = None


class Simulate(CheckRule):
    """A rule that is being written, and whom it is to judge: a person by their real facts, made-up facts, or a person
    as if these facts were theirs too."""

    person: Id | None = None
    facts: Annotated[list[MadeUp], Field(max_length=200, default_factory=list)]
    tier: Id | None = None
