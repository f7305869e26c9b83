"""Stem and leaves: a leaf is a unit of progress, and leaves open from the foot up."""

import math
from functools import cache
from typing import NamedTuple

from .cuts import CENTRE_X, CUTS, Cut, CutName
from .palette import Tones
from .shapes import polar
from .svg import Path, element

_LIGHT = (-0.64, -0.77)
_TAPER = 0.34
# Leaves are written in whole fifths of a unit.
_GRID = 5
_SMALL_FOOT, _BANDED_FOOT, _BARE_FOOT = 106.0, 121.0, 100.0


class HalfLeaf(NamedTuple):
    """`leaf` counts from the foot up, left before right; `tone` is that of its side towards the light."""

    leaf: int
    tone: int
    path: str


def foot_angle(cut: Cut, banded: bool) -> float:
    """Where the lowest leaf sits; a band needs room."""
    if not cut.fine:
        return _SMALL_FOOT
    return _BANDED_FOOT if banded else _BARE_FOOT


def _half(x: float, y: float, turn: float, length: float, half_width: float) -> Path:
    """The half of a leaf that rises from (x, y), on the side that the sign of `half_width` says."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    handles = ((0.22 * length, half_width), (0.7 * length, 0.95 * half_width), (length, 0))
    points = [(along * cos - across * sin, along * sin + across * cos) for along, across in handles]
    curve = [value * _GRID for point in points for value in point]
    return Path(0).add("M", x * _GRID, y * _GRID).add("c", *curve).add("z")


def _tone(turn: float, side: int) -> int:
    """One of five tones by how far the half's normal looks towards the light."""
    normal = (math.sin(math.radians(turn)) * side, -math.cos(math.radians(turn)) * side)
    towards = normal[0] * _LIGHT[0] + normal[1] * _LIGHT[1]
    return max(0, min(4, math.floor(2.85 + 1.75 * towards)))


def _leaf(cut: Cut, foot: float, index: int, right: bool) -> list[HalfLeaf]:
    share = index / (cut.leaves_a_side - 1)
    angle = foot + (cut.wreath_end - foot) * share
    size = (1 - _TAPER * share) * (1 if index else 0.9)
    x, y = polar(cut.wreath_radius, angle)
    turn = angle + 90 + cut.leaf_turns[index % 2]
    x, turn = (-x, 180 - turn) if right else (x, turn)
    place = (CENTRE_X + x, cut.wreath_y + y, turn, size * cut.leaf_length)
    halves = [(side, _half(*place, -side * size * cut.leaf_half_width)) for side in (1, -1)]
    return [HalfLeaf(2 * index + right, _tone(turn, side), str(path)) for side, path in halves]


@cache
def half_leaves(name: CutName, foot: float) -> tuple[HalfLeaf, ...]:
    """Every half-leaf of a wreath, the left side's first, as they overlap."""
    cut = CUTS[name]
    placed = [(index, right) for right in (False, True) for index in range(cut.leaves_a_side)]
    return tuple(half for index, right in placed for half in _leaf(cut, foot, index, right))


def leaves(cut: Cut, banded: bool, lit: int, lit_tones: Tones, unlit_tones: Tones, edge: str | None = None) -> str:
    """The leaves, those of one tone in one path; `edge` is the colour of a hairline about each."""
    paths: dict[str, list[str]] = {}
    for half in half_leaves(cut.name, foot_angle(cut, banded)):
        tones = lit_tones if half.leaf < lit else unlit_tones
        paths.setdefault(tones[half.tone], []).append(half.path)
    drawn = "".join(element("path", fill=tone, d="".join(halves)) for tone, halves in paths.items())
    if edge is None:
        return element("g", drawn, transform="scale(.2)")
    return element("g", drawn, transform="scale(.2)", stroke=edge, stroke_width=3.5, stroke_opacity=0.6)


def stem(cut: Cut, banded: bool, colour: str, width: float) -> str:
    """Two arcs from the foot to the last leaf."""
    low, high = foot_angle(cut, banded) - (3 if cut.fine else 2), cut.wreath_end - (5 if cut.fine else 6)
    path, radius = Path(), cut.wreath_radius
    for side, sweep in ((1, 1), (-1, 0)):
        (ax, ay), (bx, by) = polar(radius, low), polar(radius, high)
        path.add("M", CENTRE_X + side * ax, cut.wreath_y + ay)
        path.add("A", radius, radius, 0, 0, sweep, CENTRE_X + side * bx, cut.wreath_y + by)
    return element("path", d=str(path), fill="none", stroke=colour, stroke_width=width)
