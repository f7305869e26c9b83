"""Setting the name along the band's arc, as outlines, so that no font is needed where the badge is shown."""

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from . import outlines
from .cuts import CENTRE_X
from .svg import Path

# The band hangs from a centre above the picture; letters stand on an arc between its edges.
ARC_CENTRE_Y = -108.0
BASELINE_RADIUS = 314.0
FULL_SIZE = 24.5
LEAST_SIZE = 19.0
MEASURE = 176.0
TRACKING = 0.012
# Outlines are rounded to a fifth of a unit and written as whole numbers.
GRID = 5


class Lettering(NamedTuple):
    """`path` in fifths of a unit; `size` is the em in units."""

    path: str
    size: float


Point = tuple[int, int]


def _advances(text: str) -> list[float]:
    """How far each letter carries the next, in ems, kerning and tracking included."""
    em = outlines.units_per_em()
    own = [outlines.advance(character) / em for character in text]
    between = [outlines.kern(left, right) / em + TRACKING for left, right in pairwise(text)]
    return [advance + space for advance, space in zip(own, [*between, 0.0], strict=True)]


def fitting_size(text: str) -> float:
    """The em, in units, at which the text fits the band: the full size, or smaller where the text is long."""
    return min(FULL_SIZE, MEASURE / sum(_advances(text)))


@lru_cache(maxsize=2048)
def set_on_arc(text: str) -> Lettering:
    """The text centred on the band's arc. KeyError for a character without an outline."""
    size = fitting_size(text)
    advances = [size * advance for advance in _advances(text)]
    path, start = Path(decimals=0), -sum(advances) / 2
    for character, advance in zip(text, advances, strict=True):
        _set_letter(path, character, size, start)
        start += advance
    return Lettering(str(path), size)


class _Stand:
    """Where one letter stands: upright on the arc at its own middle."""

    def __init__(self, character: str, size: float, start: float) -> None:
        self._scale = size / outlines.units_per_em()
        self._half = outlines.advance(character) * self._scale / 2
        turn = (start + self._half) / BASELINE_RADIUS
        self._sin, self._cos = math.sin(turn), math.cos(turn)

    def place(self, x: int, y: int) -> Point:
        """A point of the letter, in the badge's grid."""
        along, up = x * self._scale - self._half, y * self._scale
        radius = BASELINE_RADIUS - up
        across = CENTRE_X + self._sin * radius + along * self._cos
        down = ARC_CENTRE_Y + self._cos * radius - along * self._sin
        return round(across * GRID), round(down * GRID)


def _set_letter(path: Path, character: str, size: float, start: float) -> None:
    stand, at, first = _Stand(character, size, start), (0, 0), (0, 0)
    reflected: Point | None = None
    for command, points in outlines.contours(character):
        placed = [stand.place(*point) for point in points]
        if command == "M":
            first = placed[0]
            path.add("M", *first)
        elif command == "L":
            _line(path, at, placed[0])
        elif command == "Q":
            reflected = _curve(path, at, placed[0], placed[1], reflected)
        else:
            path.add("z")
        at = placed[-1] if placed else first
        if command != "Q":
            reflected = None


def _line(path: Path, start: Point, end: Point) -> None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    if dx and dy:
        path.add("l", dx, dy)
    elif dx:
        path.add("h", dx)
    elif dy:
        path.add("v", dy)


def _curve(path: Path, start: Point, control: Point, end: Point, reflected: Point | None) -> Point:
    """Writes a curve, in short where its control point is within the grid of where the last one's reflection lies.

    Returns where this curve's own control point is reflected to.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    if reflected and math.dist(reflected, control) < 1.6:
        control = reflected
        path.add("t", dx, dy)
    else:
        path.add("q", control[0] - start[0], control[1] - start[1], dx, dy)
    return 2 * end[0] - control[0], 2 * end[1] - control[1]
