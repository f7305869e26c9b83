"""The four plates, drawn about (0, 0); every inset of a plate is the same path, scaled."""

import math
from collections.abc import Callable
from functools import cache

from .design import Shape
from .svg import Path, join, number


def polar(radius: float, degrees: float) -> tuple[float, float]:
    return radius * math.cos(math.radians(degrees)), radius * math.sin(math.radians(degrees))


def _disc(radius: float) -> Path:
    path = Path().add("M", -radius, 0)
    return path.add("a", radius, radius, 0, 1, 1, 2 * radius, 0).add("a", radius, radius, 0, 1, 1, -2 * radius, 0)


def _hexagon(radius: float) -> Path:
    """Six sides of the outer radius 1.07 R, each corner rounded from .22 R before it to .22 R after it."""
    side = outer = 1.07 * radius
    corners = [polar(outer, -90 + 60 * index) for index in range(6)]
    share, path = 0.22 * radius / side, Path()
    for index, (x, y) in enumerate(corners):
        (ax, ay), (bx, by) = corners[index - 1], corners[(index + 1) % 6]
        path.add("L" if index else "M", x + (ax - x) * share, y + (ay - y) * share)
        path.add("Q", x, y, x + (bx - x) * share, y + (by - y) * share)
    return path


def _shield(radius: float) -> Path:
    """Half is computed, the other half mirrored: a low point above, straight flanks, a pointed foot."""
    width, top, foot = 0.9 * radius, -0.96 * radius, 1.06 * radius
    shoulder, waist, peak = top + 0.09 * radius, 0.06 * radius, top - 0.02 * radius
    dip, belly, low = top + 0.11 * radius, waist + (foot - waist) / 2, foot - 0.16 * (foot - waist)
    path = Path().add("M", 0, peak).add("Q", width / 2, dip, width - 4, shoulder)
    path.add("Q", width, shoulder, width, shoulder + 5).add("V", waist)
    path.add("C", width, belly, width / 2, low, 0, foot).add("C", -width / 2, low, -width, belly, -width, waist)
    path.add("V", shoulder + 5).add("Q", -width, shoulder, 4 - width, shoulder)
    return path.add("Q", -width / 2, dip, 0, peak)


def _rosette(radius: float) -> Path:
    """Twelve arcs between points of the radius .93 R."""
    points = [polar(0.93 * radius, -105 + 30 * index) for index in range(12)]
    lobe = 0.93 * radius * math.sin(math.pi / 12) * 1.08
    path = Path().add("M", *points[0])
    for x, y in [*points[1:], points[0]]:
        path.add("A", lobe, lobe, 0, 0, 1, x, y)
    return path


_PLATES: dict[Shape, Callable[[float], Path]] = {
    "disc": _disc,
    "hexagon": _hexagon,
    "shield": _shield,
    "rosette": _rosette,
}
# How far each plate reaches from its centre, in radii: what an inset is a share of.
_REACH: dict[Shape, float] = {"disc": 1, "hexagon": 1.07, "shield": 0.98, "rosette": 1.06}


@cache
def plate_path(shape: Shape, radius: float) -> str:
    return str(_PLATES[shape](radius).add("Z"))


def inset_scale(shape: Shape, radius: float, depth: float) -> float:
    """The scale at which the plate's path lies `depth` units inside its edge (outside, where negative)."""
    return round(1 - depth / (_REACH[shape] * radius), 3)


def transform(scale: float, moved: tuple[float, float] | None) -> str | None:
    """The transform that moves and scales the plate's path; None where it stays as it is."""
    move = f"translate({join([number(part) for part in moved])})" if moved else ""
    return move + (f"scale({number(scale, 3)})" if scale != 1 else "") or None
