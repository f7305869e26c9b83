"""The committed outlines: Tabler's icons and Bricolage Grotesque's characters (made by `make_data.py`), read once."""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Kind = Literal["knowledge", "craft", "shield", "people"]


class Contour(NamedTuple):
    """One step of a glyph's outline: M or L to a point, Q by a control point to a point, Z; font units, y upwards."""

    command: str
    points: tuple[tuple[int, int], ...]


@cache
def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))
    return loaded


def units_per_em() -> int:
    return int(_data("glyphs.json")["units_per_em"])


@cache
def icon_names(kind: Kind | None = None) -> tuple[str, ...]:
    """Tabler's names of the icons a badge may bear, in order; of one kind, or all."""
    kinds: dict[str, dict[str, str]] = _data("icons.json")
    return tuple(sorted(name for each, icons in kinds.items() if kind in (None, each) for name in icons))


@cache
def icon_path(name: str) -> str:
    """The path of an icon, to be stroked, on a grid of 24 × 24. KeyError where there is none."""
    kinds: dict[str, dict[str, str]] = _data("icons.json")
    return {known: path for icons in kinds.values() for known, path in icons.items()}[name]


def has_glyph(character: str) -> bool:
    return character in _data("glyphs.json")["glyphs"]


def advance(character: str) -> int:
    return int(_data("glyphs.json")["glyphs"][character][0])


@cache
def contours(character: str) -> tuple[Contour, ...]:
    """The outline of a character; KeyError where the data have none."""
    path: str = _data("glyphs.json")["glyphs"][character][1]
    return tuple(_contour(step[0], step[1:]) for step in re.findall(r"[MLQZ][-\d ]*", path))


def _contour(command: str, numbers: str) -> Contour:
    values = [int(value) for value in numbers.split()]
    return Contour(command, tuple(zip(values[::2], values[1::2], strict=True)))


@cache
def kern(left: str, right: str) -> int:
    """What is added between two characters; accented letters are kerned as their base letters."""
    pair = unicodedata.normalize("NFD", left)[0] + unicodedata.normalize("NFD", right)[0]
    return int(_data("glyphs.json")["kerning"].get(pair, 0))
