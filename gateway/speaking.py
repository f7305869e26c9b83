"""What is said to people when something is refused, in their language.

Services and the gateway refuse in English, which programs and logs read; that sentence is the key to the same in
another language. A `{}` in a key stands for what a message names, and is itself said where it is known. A message that
has no translation stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import orjson

LANGUAGES = ("en", "de")
TEXTS = {"de": Path(__file__).with_name("german.json")}
PLACE = re.compile(r"{(\d*)}")


@dataclass(frozen=True)
class Pattern:
    """A message that names something: how it is known, and how it is said."""

    known: re.Pattern[str]
    said: str


def language_of(locale: str) -> str:
    """The language of a locale, English where there are no texts in it."""
    spoken = locale.replace("_", "-").partition("-")[0].lower()
    return spoken if spoken in LANGUAGES else "en"


def said(message: str, locale: str) -> str:
    """A message in the language of a locale; it begins as the English one does, large or small."""
    language = language_of(locale)
    return _said(message, language) if language in TEXTS else message


@lru_cache(maxsize=1000)
def _said(message: str, language: str) -> str:
    whole, patterns = _texts(language)
    small = message[:1].lower() + message[1:]
    told = whole.get(message) or whole.get(small) or _filled(message, small, patterns, language) or message
    return told[:1].upper() + told[1:] if message[:1].isupper() else told


def _filled(message: str, small: str, patterns: list[Pattern], language: str) -> str | None:
    for pattern in patterns:
        found = pattern.known.fullmatch(message) or pattern.known.fullmatch(small)
        if found:
            return _named(pattern.said, [_said(part, language) for part in found.groups()])
    return None


def _named(text: str, names: list[str]) -> str:
    """Fills the places of a text: `{}` in their order, `{1}` by number."""
    order = iter(range(len(names)))
    return PLACE.sub(lambda place: names[int(place[1]) if place[1] else next(order)], text)


@cache
def _texts(language: str) -> tuple[Mapping[str, str], list[Pattern]]:
    """Messages without places, and those with, the most telling first."""
    texts: dict[str, str] = orjson.loads(TEXTS[language].read_bytes())
    open_ended = sorted((key for key in texts if "{}" in key), key=lambda key: -len(key))
    return texts, [Pattern(_pattern(key), texts[key]) for key in open_ended]


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(map(re.escape, key.split("{}"))), re.DOTALL)
