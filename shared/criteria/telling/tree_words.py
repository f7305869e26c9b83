"""A trace as a tree of words, ready for JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.criteria.judging.facts import Award, Dated, Entry, Fact
from shared.criteria.language import tree
from shared.criteria.language.matches import AWARDED
from shared.criteria.language.values import write_instant
from shared.criteria.telling.phrases import Phrases
from shared.criteria.telling.trace import Passed, TraceNode
from shared.criteria.telling.words import (
    COUNTED,
    NounForms,
    catalogue,
    missing_in_words,
    noun_at,
    noun_of,
    reason_in_words,
)

Json = dict[str, Any]


def trace_in_words(
    node: TraceNode, noun: NounForms | None = None, locale: str = "en", zone: str = "UTC", now: datetime | None = None
) -> Json:
    """A trace as a tree ready for JSON, every node with its words; instants are ISO 8601 in UTC, dates are local.

    Each node: `path kind title true trueFrom have need counted passed missing missingCode children anchor tiers
    hidden`; each of counted and passed: `id completion what type source at date`, of passed also `reason reasonCode`.
    """
    return _Tree(Phrases(catalogue(locale), noun_of(noun), noun_at(node.said), zone), now).node(node)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Words for one trace. `phrases` bears the language, the zone and the noun."""

    phrases: Phrases
    now: datetime | None

    def node(self, node: TraceNode) -> Json:
        """One node with everything below it."""
        level = node.need if node.kind in {*COUNTED, "badge", "points"} else None
        return {
            "path": node.path,
            "kind": node.kind,
            "title": self.phrases.title(node.said, node.path, level),
            "true": node.true_from is not None,
            "trueFrom": _instant(node.true_from),
            "have": node.have,
            "need": node.need,
            "counted": [self._item(item) for item in node.counted],
            "passed": [self._passed(passed) for passed in node.passed],
            "missing": self._missing(node),
            "missingCode": None if node.missing is None else node.missing.code,
            "children": [self.node(child) for child in node.children],
            "anchor": None if node.anchor is None else self.node(node.anchor),
            "tiers": [{"id": t.id, "at_least": t.at_least, "trueFrom": _instant(t.true_from)} for t in node.tiers],
            "hidden": node.hidden,
        }

    def _passed(self, passed: Passed) -> Json:
        words = self.phrases.words
        reason = reason_in_words(passed.reason, words.locale, self.phrases.zone, self.now)
        return {**self._item(passed.fact), "reason": reason, "reasonCode": passed.reason.code}

    def _missing(self, node: TraceNode) -> str | None:
        if node.missing is None:
            return None
        words = self.phrases.words
        return missing_in_words(node.missing, self._counted_thing(node), words.locale, self.phrases.zone, self.now)

    def _counted_thing(self, node: TraceNode) -> NounForms | None:
        """What is counted: the noun that was given, else one made of the types or the path."""
        if node.kind not in COUNTED:
            return None
        noun = self.phrases.counted(tree.body_of(node.said), node.path)
        return {"one": noun.one, "other": noun.other}

    def _item(self, item: Dated) -> Json:
        date = self.phrases.words.date(item.at, self.phrases.zone, self.now)
        return {**_identity(item), "at": write_instant(item.at), "date": date}


def _identity(item: Dated) -> Json:
    if isinstance(item, Fact):
        return {
            "id": item.id,
            "completion": item.completion,
            "type": item.type,
            "source": item.source,
            "what": _what(item.body.get("object")),
        }
    if isinstance(item, Award):
        return {
            "id": item.id,
            "completion": None,
            "type": AWARDED,
            "source": None,
            "what": item.badge,
            "tier": item.tier,
        }
    return _of_entry(item)


def _of_entry(entry: Entry) -> Json:
    named = {"type": "points", "source": None, "what": entry.pool, "amount": entry.amount}
    return {"id": entry.id, "completion": None, **named}


def _what(thing: Any) -> str | None:
    if not isinstance(thing, Mapping):
        return None
    name = thing.get("name") or thing.get("id")
    return None if name is None else str(name)


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else write_instant(moment)
