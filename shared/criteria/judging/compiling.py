"""From what a rule says to what judges: each node compiled once, with everything that needs no history worked out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.criteria.judging.combining import Choice, Not
from shared.criteria.judging.counting import CountingLeaf, SumLeaf
from shared.criteria.judging.found import Node
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.paths import reader
from shared.criteria.judging.rolls import BadgeHeld, PointsHeld
from shared.criteria.judging.sequences import StepsInOrder
from shared.criteria.judging.standing import Attribute, Tenure
from shared.criteria.judging.streaks import Streak
from shared.criteria.judging.tallies import counting, distinguishing, summing
from shared.criteria.judging.windows import Windowing, compile_window
from shared.criteria.language import tree
from shared.criteria.language.matches import Match
from shared.criteria.language.windows import After


@dataclass(slots=True)
class Compiler:
    """Compiles the nodes of one rule. `tiered_at` is the path of the node that bears the tiers, if the rule has any."""

    badge: str
    starred_out: frozenset[str]
    tiered_at: str | None
    matchers: list[Matcher] = field(default_factory=list)

    def node(self, said: tree.Node, path: str) -> Node:
        """Compile one node with everything below it."""
        return _NODES[tree.kind_of(said)](self, tree.body_of(said), path)

    def matcher(self, match: Match, *, keyed: bool = True) -> Matcher:
        """Compile a match."""
        self.matchers.append(Matcher(match, self.starred_out, keyed=keyed))
        return self.matchers[-1]

    def window(self, body: Any, path: str, kind: str) -> Windowing:
        """Compile the window of a leaf."""

        def anchor(said: After) -> Node:
            return self.node(said.after, f"{path}.{kind}.window.after")

        return compile_window(body.window, self.badge, anchor)


def _count(compiler: Compiler, body: Any, path: str) -> Node:
    windowing, matcher = compiler.window(body, path, "count"), compiler.matcher(body.of)
    tiered = path == compiler.tiered_at
    return CountingLeaf("count", path, body.at_least, windowing, matcher, counting, tiered=tiered)


def _sum(compiler: Compiler, body: Any, path: str) -> Node:
    windowing, matcher = compiler.window(body, path, "sum"), compiler.matcher(body.of)
    gain = summing(reader(body.path))
    return SumLeaf("sum", path, body.at_least, windowing, matcher, gain, tiered=path == compiler.tiered_at)


def _distinct(compiler: Compiler, body: Any, path: str) -> Node:
    windowing, matcher = compiler.window(body, path, "distinct"), compiler.matcher(body.of, keyed=False)
    gain = distinguishing(reader(body.path))
    return CountingLeaf("distinct", path, body.at_least, windowing, matcher, gain, tiered=path == compiler.tiered_at)


def _streak(compiler: Compiler, body: Any, path: str) -> Node:
    windowing, matcher = compiler.window(body, path, "streak"), compiler.matcher(body.of)
    return Streak(path, body, windowing, matcher, tiered=path == compiler.tiered_at)


def _sequence(compiler: Compiler, body: Any, path: str) -> Node:
    steps = [compiler.matcher(step, keyed=False) for step in body.steps]
    return StepsInOrder(path, body, compiler.window(body, path, "sequence"), steps)


def _badge(compiler: Compiler, body: Any, path: str) -> Node:
    windowing = compiler.window(body, path, "badge")
    return BadgeHeld(path, body, windowing, compiler.starred_out, tiered=path == compiler.tiered_at)


def _points(compiler: Compiler, body: Any, path: str) -> Node:
    return PointsHeld(path, body, compiler.window(body, path, "points"), tiered=path == compiler.tiered_at)


def _all(compiler: Compiler, body: Any, path: str) -> Node:
    children = [compiler.node(child, f"{path}.all[{i}]") for i, child in enumerate(body)]
    return Choice("all", path, len(children), children)


def _any(compiler: Compiler, body: Any, path: str) -> Node:
    return Choice("any", path, 1, [compiler.node(child, f"{path}.any[{i}]") for i, child in enumerate(body)])


def _at_least(compiler: Compiler, body: Any, path: str) -> Node:
    children = [compiler.node(child, f"{path}.at_least.of[{i}]") for i, child in enumerate(body.of)]
    return Choice("at_least", path, body.k, children)


def _not(compiler: Compiler, body: Any, path: str) -> Node:
    windows = [getattr(tree.body_of(node), "window", None) for _, node in tree.walk(body, path)]
    end = max(window.between[1] for window in windows if window is not None)
    return Not(path, compiler.node(body, f"{path}.not"), end)


_NODES: Mapping[str, Callable[[Compiler, Any, str], Node]] = {
    "count": _count,
    "sum": _sum,
    "distinct": _distinct,
    "streak": _streak,
    "sequence": _sequence,
    "badge": _badge,
    "points": _points,
    "attribute": lambda _, body, path: Attribute(path, body),
    "tenure": lambda _, body, path: Tenure(path, body),
    "all": _all,
    "any": _any,
    "at_least": _at_least,
    "not": _not,
}
