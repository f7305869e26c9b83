"""A rule, compiled, and what it entitles a recipient to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from shared.criteria.judging.compiling import Compiler
from shared.criteria.judging.counting import CountingLeaf
from shared.criteria.judging.facts import Mention, Moment, Scope
from shared.criteria.judging.found import Found
from shared.criteria.judging.history import History
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.reach import what_is_read
from shared.criteria.judging.scopes import MAX_ORDINALS, scopes, visible
from shared.criteria.judging.types import Types
from shared.criteria.language import tree
from shared.criteria.language.matches import Match
from shared.criteria.language.repeats import Every
from shared.criteria.language.rule import Rule


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a recipient is entitled to, from when, and by which facts."""

    badge: str
    tier: str | None
    recipient: str
    scope: Scope
    earned_at: datetime
    facts: tuple[Mention, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the facts, sorted, each once; an award is named only where it has an id."""
        return tuple(sorted({fact.id for fact in self.facts if fact.is_named}))

    @property
    def completions(self) -> tuple[str, ...]:
        """The ids of the completions that the facts are of, sorted, each once."""
        return tuple(sorted({fact.completion for fact in self.facts if not fact.is_award}))


Given = tuple[Moment, int, Entitlement]
"""An entitlement with its moment and the place of its tier or ordinal, by which all are ordered."""


def in_order(given: Iterable[Given]) -> list[Entitlement]:
    """Entitlements by moment, tier and scope."""
    ranked = sorted(given, key=lambda one: (one[0], one[1], str(one[2].scope), type(one[2].scope).__name__))
    return [entitlement for _, _, entitlement in ranked]


class Compiled:
    """A rule ready to judge. Make it once per version of a badge; it keeps nothing of those it judges."""

    def __init__(self, rule: Rule, badge: str = "", starred_out: frozenset[str] = frozenset()) -> None:
        self.rule = rule
        self.badge = badge
        self.starred_out = starred_out
        self.steps: list[tuple[str | None, int | float | None]] = [(t.id, t.at_least) for t in rule.tiers or []]
        self.steps = self.steps or [(None, None)]
        compiler = Compiler(badge, starred_out, _tiered_at(rule))
        self.root = compiler.node(rule.criteria, "criteria")
        self.types = Types()
        for matcher in compiler.matchers:
            self.types |= matcher.types
        self.reads = frozenset(what_is_read(rule))

    def judge(self, history: History) -> list[Entitlement]:
        """Everything that the history entitles its recipient to, by moment, tier and scope."""
        if history.is_of_unit != (self.rule.recipient == "unit"):
            return []
        return in_order(self._found(history))

    def wakes(self, history: History) -> datetime | None:
        """The next instant after now at which the clock alone may change what is judged; None for never."""
        if "clock" not in self.reads:
            return None
        return min((at for seen in scopes(self.rule, history) for at in self.root.wakes(seen)), default=None)

    def _found(self, history: History) -> Iterator[Given]:
        if isinstance(self.rule.repeat, Every):
            yield from self._every(self.rule.repeat.every, history)
            return
        for seen in scopes(self.rule, history):
            for step, (tier, at_least) in enumerate(self.steps):
                found = self.root.find(seen, at_least)
                if found:
                    yield found.moment, step, self.entitlement(history.recipient, tier, seen.scope, found)

    def _every(self, every: float, history: History) -> Iterator[Given]:
        seen = visible(self.rule, history)
        leaf = self.root
        if not isinstance(leaf, CountingLeaf) or (look := leaf.look(seen, None)) is None:
            return
        need = leaf.level(every)
        for ordinal in range(1, MAX_ORDINALS + 1):
            found = look.find(need * ordinal)
            if found is None:
                return
            yield found.moment, ordinal, self.entitlement(history.recipient, None, ordinal, found)

    def entitlement(self, recipient: str, tier: str | None, scope: Scope, found: Found) -> Entitlement:
        """What it is to have been found true; of facts that several leaves took, each once."""
        ordered = sorted(found.facts, key=lambda fact: fact.moment)
        facts = [fact for i, fact in enumerate(ordered) if i == 0 or ordered[i - 1].moment != fact.moment]
        return Entitlement(self.badge, tier, recipient, scope, found.moment.at, tuple(facts))


def compile_rule(rule: Rule, badge: str = "", starred_out: frozenset[str] = frozenset()) -> Compiled:
    """Compile a rule about `badge`. `starred_out`: see `star_dependents`."""
    return Compiled(rule, badge, starred_out)


def compile_match(match: Match, starred_out: frozenset[str] = frozenset()) -> Matcher:
    """Compile a match that stands alone, as in a scoring rule."""
    return Matcher(match, starred_out)


def _tiered_at(rule: Rule) -> str | None:
    if not rule.tiers:
        return None
    nodes = tree.walk(rule.criteria, "criteria")
    return next((path for path, node in nodes if getattr(tree.body_of(node), "tiered", False)), "criteria")
