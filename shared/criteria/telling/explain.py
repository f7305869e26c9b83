"""From the evaluation itself to its trace: nothing is worked out a second time in another way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shared.criteria.judging.combining import Choice, Not
from shared.criteria.judging.facts import Dated, Scope
from shared.criteria.judging.found import Found, Level, Node
from shared.criteria.judging.history import History, Seen
from shared.criteria.judging.judge import Compiled
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.scopes import scope_shown, visible
from shared.criteria.language import tree
from shared.criteria.language.repeats import Every
from shared.criteria.telling.leftover import passed_over
from shared.criteria.telling.missing import still_missing
from shared.criteria.telling.trace import Missing, Passed, TierState, TraceNode

UNSAID: Any = object()


def explain(
    compiled: Compiled, history: History, *, tier: str | None = None, scope: Scope = UNSAID, viewer: str | None = None
) -> TraceNode:
    """Trace a rule over a history: why, or why not yet.

    It tells of `tier`, by default the next one not reached (the last if all are), and of `scope`, by default that of
    now, the next ordinal, or the value seen last. Of a unit's history it shows only what the `viewer` did.
    """
    seen = scope_shown(compiled.rule, history, None if scope is UNSAID else (scope,))
    states = [_state(compiled, seen, step) for step in compiled.steps]
    level = _level(compiled, states, tier)
    if isinstance(compiled.rule.repeat, Every):
        level = _next_multiple(compiled, compiled.rule.repeat, seen, None if scope is UNSAID else scope)
    said = dict(tree.walk(compiled.rule.criteria, "criteria"))
    root = _Telling(compiled, seen, level, said, viewer).node(compiled.root)
    return replace(root, tiers=tuple(state for state in states if state.id))


def _state(compiled: Compiled, seen: Seen, step: tuple[str | None, int | float | None]) -> TierState:
    found = compiled.root.find(seen, step[1])
    return TierState(step[0] or "", step[1] or 0, _at(found))


def _at(found: Found | None) -> datetime | None:
    return None if found is None else found.moment.at


def _level(compiled: Compiled, states: list[TierState], tier: str | None) -> Level | None:
    if not compiled.rule.tiers:
        return None
    asked = [state for state in states if state.id == tier] or [s for s in states if s.true_from is None] or states[-1:]
    return asked[0].at_least


def _next_multiple(compiled: Compiled, repeat: Every, seen: Seen, ordinal: Any) -> Level:
    """The threshold of the ordinal asked for, by default of the first that is not reached."""
    leaf = compiled.root
    look = leaf.look(seen, None) if isinstance(leaf, WindowedLeaf) else None
    reached = 0 if look is None else look.best(0)[1].reached
    every = leaf.level(repeat.every) if isinstance(leaf, WindowedLeaf) else 1
    return repeat.every * (ordinal or int(reached // every) + 1)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What telling of one rule over one scope needs everywhere."""

    compiled: Compiled
    seen: Seen
    level: Level | None
    said: dict[str, tree.Node]
    viewer: str | None

    def node(self, node: Node) -> TraceNode:
        """Tell of one node with everything below it."""
        if isinstance(node, WindowedLeaf):
            return self._leaf(node)
        if isinstance(node, Choice):
            return self._choice(node)
        if isinstance(node, Not):
            child = self.node(node.child)
            return replace(self._bare(node), children=(child,))
        return self._bare(node)

    def _bare(self, node: Node) -> TraceNode:
        found = node.find(self.seen, self.level)
        missing = None if found else still_missing(node, self.seen)
        return TraceNode(node.path, node.kind, self.said[node.path], _at(found), missing=missing)

    def _choice(self, node: Choice) -> TraceNode:
        children = tuple(self.node(child) for child in node.children)
        have = sum(child.true_from is not None for child in children)
        short = None if have >= node.k or node.kind == "all" else Missing("choose", {"n": node.k - have})
        return replace(self._bare(node), have=have, need=node.k, children=children, missing=short)

    def _leaf(self, leaf: WindowedLeaf) -> TraceNode:
        need = self._need(leaf)
        look = leaf.look(self.seen, self.level)
        anchor = None if leaf.windowing.anchor is None else self.node(leaf.windowing.anchor)
        found, run = (None, leaf.run([], self.seen)) if look is None else look.best(need)
        level = max(run.reached, need) if found and leaf.kind == "streak" else run.reached
        counted = run.counted()
        others = passed_over(leaf, self.seen, visible(self.compiled.rule, self.seen.history), run, set(counted))
        shown = tuple(item for item in counted if self._may_see(item))
        return TraceNode(
            path=leaf.path,
            kind=leaf.kind,
            said=self.said[leaf.path],
            true_from=_at(found),
            have=leaf.amount(level),
            need=leaf.amount(need),
            counted=shown,
            passed=tuple(self._seen_only(others)),
            missing=None if found else still_missing(leaf, self.seen, need - level, look),
            anchor=anchor,
            hidden=len(counted) - len(shown),
        )

    def _need(self, leaf: WindowedLeaf) -> Level:
        if self.level is not None and isinstance(self.compiled.rule.repeat, Every):
            return leaf.level(self.level)
        return leaf.need_in(self.level)

    def _seen_only(self, others: Iterable[Passed]) -> Iterable[Passed]:
        return (one for one in others if self._may_see(one.fact))

    def _may_see(self, item: Dated) -> bool:
        history = self.seen.history
        return not history.is_of_unit or item.employee in {self.viewer, history.recipient}
