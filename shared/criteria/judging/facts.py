"""What a recipient's history is made of: facts, ledger entries and awards, each at its moment."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from shared.criteria.judging.values import canonical
from shared.criteria.language.matches import AWARDED
from shared.criteria.language.values import write_instant

Scope = str | int | float | bool | list[Any] | dict[str, Any] | None
"""Which award of a repeated rule: a period, an ordinal or a value; None without repeat."""

_WHOLE_INSTANT = ("\U0010ffff",)


class Moment(NamedTuple):
    """When something became true: at a fact, by its place in the instant, or (no place) at an instant as a whole."""

    at: datetime
    place: tuple[str, ...] = ()


class Mention(Protocol):
    """A fact as evidence names it; an award is one too, and may lack an id."""

    @property
    def id(self) -> str: ...
    @property
    def completion(self) -> str: ...
    @property
    def moment(self) -> Moment: ...
    @property
    def is_award(self) -> bool: ...
    @property
    def is_named(self) -> bool: ...


class Fact:
    """One fact of criteria.md. `body` is what paths are read from; `moment` orders facts among themselves.

    `thing` stands for the object's type and id, which most rules credit once; None where either is missing. `usual` is
    for evaluators to keep what all such rules remember of it alike.
    """

    __slots__ = (
        "at", "award", "body", "completion", "employee", "id", "moment", "role", "source", "thing", "type", "usual"
    )  # fmt: skip

    def __init__(self, body: Mapping[str, Any], at: datetime, award: "Award | None" = None) -> None:
        self.body = body if body.get("role") else {**body, "role": "actor"}
        self.at = at
        self.award = award
        self.id: str = body["id"]
        self.type: str = body["type"]
        self.employee: str = body["employee"]
        self.role: str = self.body["role"]
        self.source: str = body.get("source") or ""
        self.completion: str = body.get("completion") or self.id
        self.thing = _thing(body.get("object"))
        self.usual: Any = None
        self.moment = Moment(at, (self.source, self.id, self.role, self.employee))

    def __repr__(self) -> str:
        return f"Fact({self.id!r}, {self.type!r}, {self.employee!r}, {self.at.isoformat()})"

    @property
    def is_award(self) -> bool:
        """Whether it is the fact that an award is."""
        return self.award is not None

    @property
    def is_named(self) -> bool:
        """Whether it has an id that anyone else knows."""
        return self.award is None or self.award.id is not None

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Fact":
        """A fact from its JSON; `occurred_at` is ISO 8601 text with an offset or an aware datetime."""
        at = body["occurred_at"]
        if isinstance(at, datetime):
            return cls({**body, "occurred_at": write_instant(at)}, at.astimezone(UTC))
        return cls(body, datetime.fromisoformat(at).astimezone(UTC))

    @classmethod
    def of_award(cls, award: "Award") -> "Fact":
        """The fact `laurel.badge.awarded` that an award is."""
        name = award.id or ":".join(str(part) for part in (award.badge, award.tier, award.scope))
        body = {
            "id": name,
            "completion": name,
            "type": AWARDED,
            "role": "actor",
            "employee": award.recipient,
            "occurred_at": write_instant(award.earned_at),
            "source": "laurel.badges",
            "object": {"type": "badge", "id": award.badge},
            "data": {} if award.tier is None else {"tier": award.tier},
        }
        return cls(body, award.earned_at, award)


def _thing(said: Any) -> Hashable:
    if not isinstance(said, dict):
        return None
    kind, name = said.get("type"), said.get("id")
    if kind is None or name is None:
        return None
    return (kind, name) if isinstance(kind, str) and isinstance(name, str) else (canonical(kind), canonical(name))


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An entry of the points ledger. A compensation bears the `at` of what it compensates."""

    id: str
    employee: str
    pool: str
    amount: int | float
    at: datetime
    by_award: bool = False

    @property
    def moment(self) -> Moment:
        """Its place among facts: an entry has none, so it lies after every start within its instant."""
        return Moment(self.at, _WHOLE_INSTANT)


@dataclass(frozen=True, slots=True, eq=False)
class Award:
    """An award as it stands. `earned_at` is aware; `state` is active, expired or revoked."""

    badge: str
    tier: str | None
    recipient: str
    scope: Scope
    earned_at: datetime
    state: str = "active"
    id: str | None = None

    @property
    def at(self) -> datetime:
        """When it counts."""
        return self.earned_at

    @property
    def employee(self) -> str:
        """Whose it is: a person's or a unit's."""
        return self.recipient

    @property
    def moment(self) -> Moment:
        """Its place among facts, as an entry's."""
        return Moment(self.earned_at, _WHOLE_INSTANT)


Dated = Fact | Entry | Award
