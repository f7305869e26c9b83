"""The parts of a phrase that come from a match: conditions, role, credit key and cap."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.criteria.language.conditions import AllOf, AnyOf, Comparison, Condition, Negation
from shared.criteria.language.matches import Match
from shared.criteria.telling.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Clauses:
    """Says the parts of matches in one language."""

    words: Catalogue

    def of_match(self, match: Match) -> Iterator[str]:
        """Role and conditions."""
        if match.role not in {"actor", "*"} if isinstance(match.role, str) else True:
            roles = [match.role] if isinstance(match.role, str) else match.role
            yield self.words.say("role", roles=self.words.either([self.words.named("role", role) for role in roles]))
        excluded = [c.not_ for c in match.where or [] if isinstance(c, Negation) and not isinstance(c.not_, Comparison)]
        asked = [c for c in match.where or [] if not (isinstance(c, Negation) and c.not_ in excluded)]
        if asked:
            conditions = self.words.say("where.and").join(map(self.condition, asked))
            yield self.words.say("where.whose", conditions=conditions)
        for condition in excluded:
            yield self.words.say("where.except", condition=self.condition(condition))

    def credit(self, match: Match, *, is_streak: bool = False) -> Iterator[str]:
        """What counts once, and how many count at most; of a streak, the usual key goes without saying."""
        if match.credit_key in (None, ["object.id"]):
            if not is_streak:
                yield self.words.say("key.object")
        elif match.credit_key:
            yield self.words.say("key.paths", labels=self.words.both([self.label(path) for path in match.credit_key]))
        else:
            yield self.words.say("key.none")
        if match.cap is not None:
            yield self.words.say(f"cap.{match.cap.per}", match.cap.n)

    def condition(self, condition: Condition) -> str:
        """A condition as a clause."""
        if isinstance(condition, Comparison):
            return self.comparison(condition.path, condition.op, self._right_side(condition))
        if isinstance(condition, Negation):
            return self._negated(condition.not_)
        parts = condition.any if isinstance(condition, AnyOf) else condition.all
        joined = self.words.say("where.and" if isinstance(condition, AllOf) else "where.or")
        return joined.join(map(self.condition, parts))

    def comparison(self, path: str, op: str, wanted: Any) -> str:
        """A comparison as a clause."""
        label = self._subject(path, op, wanted)
        return self.words.say(self._code("op", op, wanted), label=label, wanted=self._wanted(wanted))

    def needs(self, op: str, wanted: Any) -> str:
        """What a comparison needs, after what was found."""
        return self.words.say(self._code("needs", op, wanted), wanted=self._wanted(wanted))

    def label(self, path: str) -> str:
        """What a path is called: its own message, that of its last word, or that word itself."""
        if self.words.knows(f"label.{path}"):
            return self.words.say(f"label.{path}")
        return self.words.named("label", _last_word(path))

    def _negated(self, condition: Condition) -> str:
        if not isinstance(condition, Comparison):
            return self.words.say("where.not", condition=self.condition(condition))
        right = self._right_side(condition)
        code = f"op.{condition.op}" if condition.op == "exists" and right is False else f"op.not.{condition.op}"
        label = self._subject(condition.path, condition.op, right)
        return self.words.say(code, label=label, wanted=self._wanted(right))

    def _subject(self, path: str, op: str, wanted: Any) -> str:
        """What is compared. Where the answer is yes or no, an author's word for it is no noun: “written up” is yes."""
        name = _last_word(path)
        noted = isinstance(wanted, bool) and op != "exists"
        known = self.words.knows(f"label.{path}") or self.words.knows(f"label.{name}")
        return self.words.say("label.noted", name=name) if noted and not known else self.label(path)

    def _code(self, kind: str, op: str, wanted: Any) -> str:
        return f"{kind}.{op}.no" if op == "exists" and wanted is False else f"{kind}.{op}"

    def _wanted(self, wanted: Any) -> str:
        return wanted.said if isinstance(wanted, Said) else self.words.value(wanted)

    def _right_side(self, condition: Comparison) -> Any:
        if condition.value_of is not None:
            return Said(self.words.say("wanted.path", label=self.label(condition.value_of)))
        return condition.value if condition.value_from is None else condition.value_from


@dataclass(frozen=True, slots=True)
class Said:
    """A right side that is already in words."""

    said: str


def _last_word(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ").replace("-", " ")
