"""Nodes of a rule as phrases: what they ask for, before anyone has done anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import isodate  # type: ignore[import-untyped]

from shared.criteria.language import tree
from shared.criteria.language.leaves import DistinctLeaf
from shared.criteria.language.matches import Match
from shared.criteria.language.windows import After, Between, InCalendar, Rolling, Since
from shared.criteria.telling.catalogue import Catalogue, Noun
from shared.criteria.telling.clauses import Clauses

OBJECT = "object.id"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says nodes in one language. `noun` names what the node at `noun_at` counts; `level` replaces its threshold."""

    words: Catalogue
    noun: Noun | None = None
    noun_at: str | None = None
    zone: str = "UTC"

    def title(self, node: tree.Node, path: str, level: float | None = None) -> str:
        """One node by itself: its children have titles of their own."""
        return begun(self._title(node, path, level))

    def _title(self, node: tree.Node, path: str, level: float | None) -> str:
        kind, body = tree.kind_of(node), tree.body_of(node)
        if kind in {"all", "any"}:
            return self.words.say(kind)
        if kind == "at_least":
            return self.words.say(kind, body.k)
        if kind == "not":
            ends = [tree.body_of(leaf).window.between[1] for _, leaf in tree.walk(body, path) if _has_window(leaf)]
            return self.words.say("not", date=self.words.last_day(max(ends), self.zone))
        return self.leaf(node, path, level)

    def inline(self, node: tree.Node, path: str) -> str:
        """A node with everything below it, in one sentence without its full stop."""
        kind, body = tree.kind_of(node), tree.body_of(node)
        parts = [self.inline(child, f"{path}.{step}") for step, child in tree.children_of(node)]
        if kind == "all":
            return self.words.say("all.inline", parts=self._joined(parts, "list.and"))
        if kind == "any":
            return self.words.say("any.inline", parts=self._joined(parts, "list.or")) if len(parts) > 1 else parts[0]
        if kind == "at_least":
            return self.words.say("at_least.inline", body.k, parts=self._joined(parts, "list.more"))
        return self.words.say("not.inline", part=parts[0]) if kind == "not" else self.leaf(node, path)

    def leaf(self, node: tree.Node, path: str, level: float | None = None) -> str:
        """A leaf: what is to be done, how each counts, and within which window."""
        kind, body = tree.kind_of(node), tree.body_of(node)
        main = getattr(self, f"_{kind}")(body, path, level)
        return ", ".join([main, *self._details(kind, body, path)])

    def _count(self, body: Any, path: str, level: float | None) -> str:
        return self._do(body.of, path, level or body.at_least)

    def _sum(self, body: Any, path: str, level: float | None) -> str:
        things = self._things(body.of, path, None)
        label = Clauses(self.words).label(body.path)
        return self.words.say("sum", level or body.at_least, label=label, things=things)

    def _distinct(self, body: Any, path: str, level: float | None) -> str:
        n = level or body.at_least
        noun = self.counted(body, path)
        one = noun.one if self.words.plural(n) == "one" else noun.other
        if body.path == OBJECT:
            return self._done(body.of, self._matching(self.words.say("distinct.object", n, noun=one), body.of))
        things = self._matching(self.noun_of(body.of).other, body.of)
        return self.words.say("distinct", n, do=self._done(body.of, things), label=one)

    def counted(self, body: Any, path: str) -> Noun:
        """What a node counts: as it was named, else by its types; of different values, by their path."""
        if self.noun and path == self.noun_at:
            return self.noun
        if isinstance(body, DistinctLeaf) and body.path != OBJECT:
            return self.words.values_of(Clauses(self.words).label(body.path))
        return self.noun_of(body.of)

    def _streak(self, body: Any, path: str, level: float | None) -> str:
        do = self._do(body.of, path, body.min_per_period)
        return self.words.say(f"streak.{body.period}", level or body.length, do=do)

    def _sequence(self, body: Any, path: str, level: float | None) -> str:  # noqa: ARG002 - as all leaves
        steps = [self._do(step, path, 1) for step in body.steps]
        return self.words.say("sequence", steps=self.words.say("sequence.then").join(steps))

    def _badge(self, body: Any, path: str, level: float | None) -> str:  # noqa: ARG002 - as all leaves
        n = level or body.at_least
        if body.id == "*":
            return self.words.say("badge.any", n)
        badge = self.words.value(body.id)
        if body.tier is not None:
            badge = self.words.say("badge.tier", badge=badge, tier=self.words.named("tier", body.tier))
        return self.words.say("badge", n, badge=badge)

    def _points(self, body: Any, path: str, level: float | None) -> str:  # noqa: ARG002 - as all leaves
        n = level or body.at_least
        return self.words.say("points", n) if body.pool is None else self.words.say("points.pool", n, pool=body.pool)

    def _attribute(self, body: Any, path: str, level: float | None) -> str:  # noqa: ARG002 - as all leaves
        return self.words.say("attribute", condition=Clauses(self.words).comparison(body.path, body.op, body.value))

    def _tenure(self, body: Any, path: str, level: float | None) -> str:  # noqa: ARG002 - as all leaves
        return self.words.say("tenure", length=self.length(body.at_least))

    def _do(self, match: Match, path: str, n: float | None) -> str:
        return self._done(match, self._things(match, path, n))

    def _done(self, match: Match, things: str) -> str:
        verbs = {name.rpartition(".")[2] for name in match.types}
        code = f"do.{verbs.pop()}" if len(verbs) == 1 else "do.any"
        return self.words.say(code if self.words.knows(code) else "do.any", things=things)

    def _things(self, match: Match, path: str, n: float | None) -> str:
        noun = self.noun if self.noun and path == self.noun_at else self.noun_of(match)
        form = noun.one if n is not None and self.words.plural(n) == "one" else noun.other
        things = form if n is None else self.words.say("things", n, noun=form)
        return self._matching(things, match)

    def _matching(self, things: str, match: Match) -> str:
        return " ".join([things, *Clauses(self.words).of_match(match)])

    def noun_of(self, match: Match) -> Noun:
        """What the types have in common: the word before the last, unless it differs or there is none."""
        words = {name.split(".")[-2] if "." in name else "" for name in match.types}
        verbs = {name.rpartition(".")[2] for name in match.types}
        if len(words) == 1 and "" not in words and len(verbs) == 1 and self.words.knows(f"do.{next(iter(verbs))}"):
            return self.words.noun_of(words.pop())
        types = self.words.either(sorted(set(match.types)))
        return Noun(*(self.words.say("thing.any", n, types=types) for n in (1, 2)))

    def _details(self, kind: str, body: Any, path: str) -> Iterator[str]:
        if kind in {"count", "sum", "streak"} and not _asks_for_one(kind, body, path):
            yield from Clauses(self.words).credit(body.of, is_streak=kind == "streak")
        if kind == "distinct" and body.of.cap is not None:
            yield self.words.say(f"cap.{body.of.cap.per}", body.of.cap.n)
        if kind == "streak" and body.grace:
            yield self.words.say("streak.grace", body.grace)
        if kind == "sequence" and body.within is not None:
            yield self.words.say("sequence.within", length=self.length(body.within))
        if kind == "sequence" and body.strict:
            yield self.words.say("sequence.strict")
        window = getattr(body, "window", None)
        if window is not None:
            yield self.window(window, f"{path}.{kind}")

    def window(self, window: Between | InCalendar | Rolling | Since | After, path: str) -> str:
        """A window."""
        if isinstance(window, Between):
            start, end = (self.words.date(at, self.zone) for at in window.between)
            return self.words.say("window.between", start=start, end=end)
        if isinstance(window, InCalendar):
            return self.words.say(f"window.calendar.{window.calendar}")
        if isinstance(window, Rolling):
            return self.words.say("window.rolling", length=self.length(window.rolling))
        if isinstance(window, Since):
            return self.words.say(f"window.since.{window.since}")
        return self.words.say("window.after", node=self.inline(window.after, f"{path}.window.after"))

    def length(self, text: str) -> str:
        """A duration: 6 months, 30 days, 36 hours."""
        said = isodate.parse_duration(text)
        exact: timedelta = said if isinstance(said, timedelta) else said.tdelta
        years, months = (0, 0) if isinstance(said, timedelta) else (int(said.years), int(said.months))
        hours, seconds = divmod(exact.seconds, 3600)
        weeks = exact.days // 7 if text.endswith("W") else 0
        parts = {"years": years, "months": months, "weeks": weeks, "days": exact.days - 7 * weeks, "hours": hours}
        told = [self.words.say(f"length.{unit}", n) for unit, n in {**parts, "minutes": seconds // 60}.items() if n]
        return self.words.both(told) if told else self.words.say("length.nothing")

    def _joined(self, parts: list[str], last: str) -> str:
        head = self.words.say("list.more").join(parts[:-1])
        return f"{head}{self.words.say(last)}{parts[-1]}" if head else parts[-1]


def begun(phrase: str) -> str:
    """A phrase as the beginning of a sentence."""
    return phrase[:1].upper() + phrase[1:]


def _asks_for_one(kind: str, body: Any, path: str) -> bool:
    """Whether the first fact does, so that nothing can be credited twice: tiers and repeats raise what a root asks."""
    return kind == "count" and body.at_least == 1 and not body.tiered and "[" in path


def _has_window(node: tree.Node) -> bool:
    return getattr(tree.body_of(node), "window", None) is not None
