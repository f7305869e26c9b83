"""How far someone is: read from the evaluation's own trace, never worked out a second time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from services.badges.domain.awards import Award
from services.badges.domain.editions import Edition, Step
from shared.criteria import History, TraceNode, explain

Status = Literal["earned", "in_progress", "available", "locked"]
WAITING = frozenset({"badge", "attribute", "tenure", "not"})
"""Nodes that no doing of one's own advances: a prerequisite, what one is, time."""
DOING = frozenset({"count", "sum", "distinct", "streak", "sequence", "badge", "points"})


@dataclass(frozen=True)
class Standing:
    """One person and one badge: ``have`` of ``need`` towards ``next_step`` (None: the badge, or all is reached);
    ``missing`` is the share still to go, from 0 (done) to 1."""

    edition: Edition
    status: Status
    awards: tuple[Award, ...]
    have: float
    need: float
    next_step: Step | None
    missing: float


def standing(edition: Edition, history: History, awards: Iterable[Award]) -> Standing:
    """Where a person stands with a badge; ``awards`` are all of theirs, former ones and other badges' too."""
    mine = [award for award in awards if award.badge == edition.badge]
    root = explain(as_judged(edition, mine, history.now).compiled, history)
    standing_ = (award for award in mine if award.stands)
    held = tuple(sorted(standing_, key=lambda award: (award.step, award.earned_at)))
    told = headline(root)
    return Standing(
        edition=edition,
        status=_status(edition, root, held, history.now),
        awards=held,
        have=told.have if told.have is not None else float(told.true_from is not None),
        need=told.need if told.need is not None else 1.0,
        next_step=next_step(edition, root),
        missing=missing_share(root),
    )


def as_judged(edition: Edition, awards: Iterable[Award], now: datetime) -> Edition:
    """The edition as it judges somebody with these awards of its badge: whom it was taken from by hand earns it again
    by what came later alone."""
    awards = list(awards)
    barred = [moment for award in awards if (moment := award.barred_at)]
    if not barred or any(award.stands for award in awards):
        return edition
    rule = edition.version.rule
    start = max(filter(None, [rule.start_from, min(max(barred) + timedelta(milliseconds=1), now)]))
    version = replace(edition.version, rule=rule.model_copy(update={"start_from": start}))
    return Edition(version, edition.starred_out, live=edition.live, rank=edition.rank)


def next_step(edition: Edition, root: TraceNode) -> Step | None:
    """The lowest tier that is not reached."""
    open_tiers = (tier.id for tier in root.tiers if tier.true_from is None)
    return edition.version.step(next(open_tiers, None))


def headline(root: TraceNode) -> TraceNode:
    """The node whose progress stands for the badge's: the one that bears the tiers; of several that must all be true,
    the only one with something to count."""
    tiered = [node for node in _walk(root) if getattr(_said(node), "tiered", False)]
    if tiered:
        return tiered[0]
    counting = [child for child in root.children if child.kind in DOING]
    return counting[0] if root.kind == "all" and len(counting) == 1 and not counting[0].children else root


def missing_share(node: TraceNode) -> float:
    """Which share is still to go: of a leaf what lacks of its threshold, of a branch the mean of those it takes."""
    if node.true_from is not None:
        return 0.0
    if node.children:
        shares = sorted(missing_share(child) for child in node.children)
        taken = shares[: _taken(node)]
        return sum(taken) / len(taken)
    if not node.need or node.have is None:
        return 1.0
    return min(1.0, max(0.0, 1.0 - node.have / node.need))


def _status(edition: Edition, root: TraceNode, held: tuple[Award, ...], now: datetime) -> Status:
    if held:
        return "earned"
    if any(node.have for node in _walk(root) if node.kind in DOING):
        return "in_progress"
    start = edition.version.rule.start_from
    if edition.version.by_hand:
        return "locked"
    return "locked" if (start and start > now) or _locked(root, now) else "available"


def _locked(node: TraceNode, now: datetime) -> bool:
    """Whether it can't advance yet by what the person does."""
    if node.true_from is not None:
        return False
    if node.children and node.kind != "not":
        open_children = sum(not _locked(child, now) for child in node.children)
        return open_children < _taken(node)
    closed = node.missing is not None and node.missing.code in {"anchor", "closed"}
    return node.kind in WAITING or closed or _opens_later(node, now)


def _opens_later(node: TraceNode, now: datetime) -> bool:
    between = getattr(getattr(_said(node), "window", None), "between", None)
    return between is not None and between[0] > now


def _taken(node: TraceNode) -> int:
    if node.kind == "any":
        return 1
    return len(node.children) if node.need is None else int(node.need)


def _said(node: TraceNode) -> Any:
    """What the rule says under this node's key."""
    return getattr(node.said, node.kind, None)


def _walk(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for child in node.children:
        yield from _walk(child)
