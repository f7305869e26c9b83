"""What is answered about what happens, for the OpenAPI document."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from services.badges.answers import Trace

Kind = Literal["text", "number", "yes_no", "list"]


class Counted(BaseModel):
    """Something by its id, and how often it occurs."""

    id: str
    count: int


class Type(BaseModel):
    """A type of facts; ``samples`` are names of what they were about, ``own`` tells Laurel's own happenings."""

    type: str
    count: int
    last_seen: datetime | None
    sources: list[str]
    samples: list[str]
    own: bool


class Types(BaseModel):
    """Every type that occurs, commonest first, then Laurel's own that may; and the pools that points were given in."""

    as_of: datetime
    facts: int
    is_sample: bool
    types: list[Type]
    pools: list[Counted]


class Value(BaseModel):
    """A value, in how many of the facts looked at it stands, and its name where it has one."""

    value: str | bool | int | float
    count: int
    name: str | None


class Path(BaseModel):
    """A path, in how many of the facts looked at it ends at something, and at what. ``others`` are the values left out:
    too many, too long, or of too few people. ``low`` to ``high`` is where numbers lie, but for too few people's."""

    path: str
    kinds: list[Kind]
    count: int
    values: list[Value]
    others: int
    low: float | None
    high: float | None


class Paths(BaseModel):
    """What facts say: ``looked_at`` of ``facts`` were read."""

    as_of: datetime
    facts: int
    looked_at: int
    is_sample: bool
    paths: list[Path]


class Fault(BaseModel):
    """What is wrong with a rule, and where."""

    path: str
    message: str


class Doubt(BaseModel):
    """What a rule asks for that there is not (yet): ``what`` names it."""

    path: str
    kind: Literal["unknown_badge", "unknown_tier", "circle", "unseen_type"]
    what: str


class Left(BaseModel):
    """How many facts a match leaves: of its types and roles, then after each of its conditions."""

    path: str
    left: list[int]
    is_sample: bool


class Checked(BaseModel):
    """A rule looked through; ``words`` is null where it can't be told."""

    problems: list[Fault]
    doubts: list[Doubt]
    words: str | None
    matches: list[Left]
    as_of: datetime


class Earned(BaseModel):
    """One thing that the rule would give."""

    tier: str | None
    scope: str | None
    earned_at: datetime


class Simulated(BaseModel):
    """What the rule would give, and why or why not yet."""

    earned: list[Earned]
    trace: Trace
