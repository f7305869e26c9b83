"""From a compiled rule to folds, shared with those of other rules that say the same, and a tree over them."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.leaves import FoldedLeaf
from shared.criteria.folding.scoping import Scoping
from shared.criteria.judging.combining import Choice, Not
from shared.criteria.judging.found import Level, Node
from shared.criteria.judging.judge import Compiled
from shared.criteria.judging.looking import WindowedLeaf
from shared.criteria.judging.reach import is_derived, read_by
from shared.criteria.judging.rolls import BadgeHeld, PointsHeld
from shared.criteria.language import tree
from shared.criteria.language.repeats import Every, PerPath, PerPeriod
from shared.criteria.language.windows import Since

Share = Callable[[str, Callable[[str], Fold]], Fold]
"""Gives the fold that says this, made by its id if there is none yet."""

_EMPTY = {"badge", "attribute", "tenure"}
_EMPTY_OF_A_VALUE = _EMPTY | {"points", "not"}
"""Kinds that may be true in a scope without a fact of theirs in it. Entries lie in periods, but bear no value."""


class Planter:
    """Plants one rule."""

    def __init__(self, compiled: Compiled, scoping: Scoping | None, share: Share) -> None:
        self.compiled = compiled
        self.rule = compiled.rule
        self.scoping = scoping
        self.needs_entries = False
        self.folds: dict[Fold, None] = {}
        self._share = share
        self._said = dict(tree.walk(self.rule.criteria, "criteria"))
        self._whose = self.rule.model_dump_json(include={"recipient", "start_from"})
        self._scope = self.rule.model_dump_json(include={"repeat"}) if scoping else ""

    def node(self, node: Node) -> Node:
        """A node of the compiled tree with states below it."""
        if isinstance(node, Choice):
            return Choice(node.kind, node.path, node.k, [self.node(child) for child in node.children])
        if isinstance(node, Not):
            return Not(node.path, self.node(node.child), node.end)
        return self._leaf(node) if isinstance(node, WindowedLeaf) else node

    def presence(self) -> Fold | None:
        """The fold that tells which scopes there are; None where what is counted tells it."""
        kinds = {tree.kind_of(node) for node in self._said.values()}
        empty = _EMPTY_OF_A_VALUE if isinstance(self.rule.repeat, PerPath) else _EMPTY
        if not self.scoping or not kinds & empty:
            return None
        return self._kept(f"scope {self._whose} {self._scope}", lambda name: Fold(name, None, None, self.scoping))

    def _leaf(self, leaf: WindowedLeaf) -> Node:
        windowing = leaf.windowing
        anchor = None if windowing.anchor is None else self.node(windowing.anchor)
        opens = anchor is not None or _is_since_award(leaf)
        if isinstance(leaf, BadgeHeld) or (isinstance(leaf, PointsHeld) and opens):
            self.needs_entries = self.needs_entries or isinstance(leaf, PointsHeld)
            plain = copy(leaf)
            plain.windowing = replace(windowing, anchor=anchor)
            return plain
        bears_tiers = windowing.anchor is not None and any(_tiered(windowing.anchor))
        tiers = [at_least for _, at_least in self.compiled.steps] if bears_tiers else [None]
        return FoldedLeaf(leaf, {tier: self._fold(leaf, anchor, tier) for tier in tiers}, anchor)

    def _fold(self, leaf: WindowedLeaf, anchor: Node | None, tier: Level | None) -> Fold:
        body: Any = tree.body_of(self._said[leaf.path])
        scoping = None if isinstance(leaf, PointsHeld) and isinstance(self.rule.repeat, PerPath) else self.scoping
        says = f"{self._whose} {self._scope if scoping else ''} {leaf.kind} {_says(leaf.kind, body)} {tier}"
        if "awards" in self.compiled.reads:
            says += f" {self.compiled.badge} {sorted(self.compiled.starred_out)}"

        def make(name: str) -> Fold:
            fold = Fold(name, leaf, body, scoping)
            fold.anchor, fold.tier = anchor, tier
            fold.award_of = self.compiled.badge if _is_since_award(leaf) else None
            if anchor is not None:
                fold.below = frozenset(_below(anchor))
                fold.depth = 1 + max((below.depth for below in fold.below), default=0)
            fold.reads = frozenset(read_by(self._said[leaf.path], leaf.path))
            return fold

        fold = self._kept(says, make)
        if isinstance(self.rule.repeat, Every):
            fold.ask((), [leaf.level(self.rule.repeat.every)])
        else:
            fold.ask([leaf.need_in(at_least) for _, at_least in self.compiled.steps], ())
        return fold

    def _kept(self, says: str, make: Callable[[str], Fold]) -> Fold:
        def complete(name: str) -> Fold:
            fold = make(name)
            fold.start = self.rule.start_from
            fold.reads |= self._read_by_scope(fold)
            fold.is_everywhere = fold.scoping is None and not fold.is_bounded
            return fold

        fold = self._share(blake2b(says.encode(), digest_size=12).hexdigest(), complete)
        self.folds[fold] = None
        return fold

    def _read_by_scope(self, fold: Fold) -> frozenset[str]:
        """What tells the scope of a fact, and whose it is."""
        repeat = self.rule.repeat
        derived = isinstance(repeat, PerPeriod) or (isinstance(repeat, PerPath) and is_derived(repeat.per))
        reads = {"profile"} if self.rule.recipient == "unit" or (fold.scoping and derived) else set()
        return frozenset(reads | ({"awards", "points"} if fold.kind == "scope" else set()))


def _says(kind: str, body: Any) -> str:
    """A leaf without its threshold."""
    left_out = {"tiered", "length" if kind == "streak" else "at_least"}
    text: str = body.model_dump_json(by_alias=True, exclude=left_out)
    return text


def _is_since_award(leaf: WindowedLeaf) -> bool:
    said = leaf.windowing.said
    return isinstance(said, Since) and said.since == "award"


def _tiered(node: Node) -> Iterator[bool]:
    """Whether leaves of a compiled tree bear the tiers."""
    if isinstance(node, Choice):
        yield from (found for child in node.children for found in _tiered(child))
    elif isinstance(node, Not):
        yield from _tiered(node.child)
    elif isinstance(node, WindowedLeaf):
        yield node.tiered
        if node.windowing.anchor is not None:
            yield from _tiered(node.windowing.anchor)


def _below(node: Node) -> Iterator[Fold]:
    """The folds of a folded tree."""
    if isinstance(node, Choice):
        yield from (fold for child in node.children for fold in _below(child))
    elif isinstance(node, Not):
        yield from _below(node.child)
    elif isinstance(node, FoldedLeaf):
        yield from node.folds.values()
    elif isinstance(node, WindowedLeaf) and node.windowing.anchor is not None:
        yield from _below(node.windowing.anchor)
