"""German: its texts, and what it knows about words that were written in English."""

from shared.criteria.telling.catalogue import Catalogue, Noun
from shared.criteria.telling.german_nouns import LABELS, NOUNS
from shared.criteria.telling.german_rules import RULES
from shared.criteria.telling.german_traces import TRACES

_BY_WORD = {f"label.{word}": one for word, (one, _) in LABELS.items()}
_SEVERAL = dict(LABELS.values())


def _noun(word: str) -> Noun:
    """A word from a type; one that is not known is quoted, as nobody can tell its gender or its plural."""
    if word in NOUNS:
        return Noun(*NOUNS[word])
    said = word.replace("_", " ").replace("-", " ")
    return Noun(f"Eintrag der Art „{said}“", f"Einträge der Art „{said}“")


def _values(label: str) -> Noun:
    """The different values of a label, which an unknown label itself cannot say."""
    return Noun(label, _SEVERAL.get(label, f"Werte für {label}"))


GERMAN = Catalogue("de", {**_BY_WORD, **RULES, **TRACES}, _noun, _values)
