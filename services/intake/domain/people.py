"""Whom a completion concerns: outside identities, the employees behind those that are known, and what is due for
whom."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Share = tuple[str, str]
"""An employee and their role."""


class Part(NamedTuple):
    """One outside identity (its HMAC) in one role; ``employee`` None: not known yet."""

    identity: str
    role: str
    employee: str | None = None

    def row(self) -> dict[str, Any]:
        """As it is stored."""
        return {"identity": self.identity, "role": self.role, "employee": self.employee}


def parts_of(people: Iterable[tuple[str, str]], who: Mapping[str, str]) -> list[Part]:
    """The parts of people given as (identity, role); ``who`` maps known identities to employees."""
    return [Part(identity, role, who.get(identity)) for identity, role in people]


def shares(parts: Iterable[Part]) -> list[Share]:
    """Each employee in each of their roles, once, in order."""
    return list(dict.fromkeys((part.employee, part.role) for part in parts if part.employee))


def unlinked(parts: Iterable[Part]) -> list[str]:
    """The identities that nobody is known to have, once each."""
    return list(dict.fromkeys(part.identity for part in parts if part.employee is None))


def link(parts: Iterable[Part], who: Mapping[str, str]) -> tuple[list[Part], list[Share]]:
    """The parts with what is known now, and the shares that are new by it."""
    before = list(parts)
    after = [Part(part.identity, part.role, part.employee or who.get(part.identity)) for part in before]
    had = set(shares(before))
    return after, [share for share in shares(after) if share not in had]
