"""A match: which facts are meant, once each, and how many of them in a period."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from shared.criteria.language.conditions import Condition
from shared.criteria.language.values import Count, Name, Path, Strict, TypeOrPrefix

AWARDED = "laurel.badge.awarded"
"""The type of the fact that an award is; matched by its full name only, so that no prefix makes a loop of badges."""


class Cap(Strict):
    """At most `n` of the facts in each local day, week or month, or for each object."""

    n: Count
    per: Literal["day", "week", "month", "object"]


class Match(Strict):
    """Facts of these types (exact, or a prefix ending in `.*`) and roles for which every condition holds."""

    types: Annotated[list[TypeOrPrefix], Field(min_length=1)]
    role: Name | Annotated[list[Name], Field(min_length=1)] = "actor"
    where: Annotated[list[Condition] | None, Field(min_length=1)] = None
    credit_key: list[Path] | None = None
    cap: Cap | None = None

    @field_validator("role", mode="before")
    @classmethod
    def _is_a_word_or_words(cls, role: object) -> object:
        words = role if isinstance(role, list) else [role]
        if not words or not all(isinstance(word, str) and word for word in words):
            raise ValueError('must be a word, a list of words that is not empty, or "*"')
        if isinstance(role, list) and "*" in role:
            raise ValueError('must be "*" alone to mean every role')
        return role

    @property
    def has_several_roles(self) -> bool:
        """Whether one completion may give it several facts of one person, of which one counts."""
        return self.role == "*" or (isinstance(self.role, list) and len(set(self.role)) > 1)
