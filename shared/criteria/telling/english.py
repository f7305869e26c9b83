"""English: its texts, and how it makes plurals."""

from shared.criteria.telling.catalogue import Catalogue, Noun
from shared.criteria.telling.english_rules import RULES
from shared.criteria.telling.english_traces import TRACES

_IRREGULAR = {"kudos": "kudos", "quiz": "quizzes", "person": "people", "analysis": "analyses", "series": "series"}
_ENDINGS = ("s", "x", "z", "ch", "sh")


def _noun(word: str) -> Noun:
    """A word from a type with its plural."""
    said = word.replace("_", " ").replace("-", " ")
    if said in _IRREGULAR:
        return Noun(said, _IRREGULAR[said])
    if said.endswith("y") and said[-2:-1] not in "aeiou":
        return Noun(said, f"{said[:-1]}ies")
    return Noun(said, f"{said}es" if said.endswith(_ENDINGS) else f"{said}s")


ENGLISH = Catalogue("en", {**RULES, **TRACES}, _noun, _noun)
