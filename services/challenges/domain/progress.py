"""How far someone is: read from the evaluation's own trace, never worked out a second time."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.criteria import TraceNode

DOING = frozenset({"count", "sum", "distinct", "streak", "sequence", "badge", "points"})


@dataclass(frozen=True)
class Progress:
    """``have`` of ``need``; ``missing`` is the share still to go, from 0 (done) to 1."""

    have: float
    need: float
    missing: float


NOTHING = Progress(0, 1, 1)


def progress(root: TraceNode) -> Progress:
    """How far a goal is, by its trace."""
    told = _headline(root)
    done = told.true_from is not None
    return Progress(
        have=float(done) if told.have is None else float(told.have),
        need=1.0 if told.need is None else float(told.need),
        missing=missing_share(root),
    )


def missing_share(node: TraceNode) -> float:
    """Which share is still to go: of a leaf what lacks of its threshold, of a branch the mean of those it takes."""
    if node.true_from is not None:
        return 0.0
    if node.children and node.need:
        shares = sorted(missing_share(child) for child in node.children)[: int(node.need)]
        return sum(shares) / len(shares)
    if not node.need or node.have is None:
        return 1.0
    return min(1.0, max(0.0, 1.0 - node.have / node.need))


def nodes(root: TraceNode) -> Iterator[TraceNode]:
    """Every node of a trace, the root first."""
    yield root
    for child in root.children:
        yield from nodes(child)


def _headline(root: TraceNode) -> TraceNode:
    """The node whose progress stands for the goal's: of several that must all be true, the only one with something to
    count."""
    counting = [child for child in root.children if child.kind in DOING]
    return counting[0] if root.kind == "all" and len(counting) == 1 else root
