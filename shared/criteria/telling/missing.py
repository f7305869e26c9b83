"""What a node that is not true still lacks."""

from typing import Any

from shared.criteria.judging.combining import Not
from shared.criteria.judging.found import Level, Node
from shared.criteria.judging.history import Seen
from shared.criteria.judging.looking import Look, WindowedLeaf
from shared.criteria.judging.rolls import BadgeHeld, PointsHeld
from shared.criteria.judging.sequences import StepsInOrder
from shared.criteria.judging.standing import Attribute, Tenure
from shared.criteria.judging.streaks import Streak
from shared.criteria.language.windows import Between
from shared.criteria.telling.trace import Missing


def still_missing(node: Node, seen: Seen, short: Level = 0, look: Look | None = None) -> Missing | None:
    """What a node lacks; a leaf is `short` of its level, and `look` is its window, None where that never opened."""
    if isinstance(node, WindowedLeaf):
        return _of_leaf(node, seen, short, look)
    if isinstance(node, Not):
        waits = seen.history.now < node.end
        return Missing("wait", {"until": node.end}) if waits else Missing("failed")
    if isinstance(node, Tenure):
        instant = node.instant(seen)
        return Missing("tenure", {"until": instant}) if instant else Missing("joined")
    if isinstance(node, Attribute):
        return Missing("attribute", {"found": node.value(seen, seen.history.now)})
    return None


def _of_leaf(leaf: WindowedLeaf, seen: Seen, short: Level, look: Look | None) -> Missing:
    if look is None:
        return Missing("anchor")
    window = leaf.windowing.said
    if isinstance(window, Between) and window.between[1] <= seen.history.now:
        return Missing("closed", {"end": window.between[1]})
    return Missing("step" if leaf.kind == "sequence" else leaf.kind, {"n": leaf.amount(short), **_more(leaf, short)})


def _more(leaf: WindowedLeaf, short: Level) -> dict[str, Any]:
    if isinstance(leaf, Streak):
        return {"period": leaf.said.period}
    if isinstance(leaf, StepsInOrder):
        following = len(leaf.steps) - short
        return {"step": following + 1, "types": leaf.steps[following].match.types}
    if isinstance(leaf, BadgeHeld):
        return {"badge": leaf.said.id, "tier": leaf.said.tier}
    return {"pool": leaf.said.pool} if isinstance(leaf, PointsHeld) else {}
