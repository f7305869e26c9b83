"""How well a badge's parts stand out from each other, as WCAG 2.2 measures it (1 to 21)."""

from dataclasses import dataclass
from typing import Literal

from .design import Design
from .palette import FIELDS, METALS, UNEARNED, MetalName

GRAPHIC, LETTERING = 3.0, 4.5
"""What WCAG asks of graphics, and of text."""


@dataclass(frozen=True)
class Contrast:
    """One pair: the ``icon`` on its field, in the middle of both; the lettering on its ``band``, at its weakest; the
    ``unearned`` icon on paper of a scheme. ``metal`` is None where it makes no difference."""

    part: Literal["icon", "band", "unearned"]
    metal: MetalName | None
    scheme: Literal["light", "dark"] | None
    ratio: float
    asked: float

    @property
    def holds(self) -> bool:
        """Whether it is enough."""
        return self.ratio >= self.asked


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, `#rrggbb`: 1 for the same, 21 for black and white."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def contrasts(design: Design) -> list[Contrast]:
    """Every pair of a design, in each metal. A picture of one's own is left to the eye; its silhouette is not."""
    found = []
    for name, metal in METALS.items():
        if design.picture is None:
            middle = ratio(metal.icon_stops[1][1], FIELDS[design.field][1])
            found.append(Contrast("icon", name, None, middle, GRAPHIC))
        if design.band is not None:
            weakest = min(ratio(metal.ink, colour) for at, colour in metal.band_stops if 0 < at < 1)  # not its edges
            found.append(Contrast("band", name, None, weakest, LETTERING))
    unearned = (Contrast("unearned", None, scheme, ratio(on.icon, on.base), GRAPHIC) for scheme, on in UNEARNED.items())
    return [*found, *unearned]


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
