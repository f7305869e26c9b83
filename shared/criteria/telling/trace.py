"""The trace: the tree of a rule with, for each node, how far it has come and by what."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.criteria.judging.facts import Dated
from shared.criteria.judging.reasons import Reason
from shared.criteria.language.tree import Node


@dataclass(frozen=True, slots=True)
class Missing:
    """What a node still lacks: a code and what it takes to say it.

    `count` `distinct` `streak` `points` `badge` {n, …} · `sum` {n} · `step` {step, types[]} · `attribute` {found} ·
    `tenure` `wait` {until} · `joined` {} · `choose` {n} · `anchor` {} (of `after`) · `closed` {end} · `failed` {}.
    """

    code: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passed:
    """Something of the right type that did not count, and the first reason."""

    fact: Dated
    reason: Reason


@dataclass(frozen=True, slots=True)
class TierState:
    """One tier and since when it is reached; None while it is not."""

    id: str
    at_least: int | float
    true_from: datetime | None


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One node: `have` of `need`, what counted and did not. `hidden` counts what others did, which is not shown.

    `anchor` is the node that the window comes after. `tiers` stands at the root only.
    """

    path: str
    kind: str
    said: Node
    true_from: datetime | None
    have: int | float | None = None
    need: int | float | None = None
    counted: tuple[Dated, ...] = ()
    passed: tuple[Passed, ...] = ()
    missing: Missing | None = None
    children: tuple["TraceNode", ...] = ()
    anchor: "TraceNode | None" = None
    tiers: tuple[TierState, ...] = ()
    hidden: int = 0
