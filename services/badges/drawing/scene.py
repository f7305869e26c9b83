"""What is to be drawn, with the measures that its layers share."""

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from . import shapes
from .cuts import CENTRE_X, Cut
from .design import Design
from .palette import METALS, UNEARNED, Metal, MetalName, Scheme, Unearned
from .svg import element, number

State = Literal["earned", "held", "blind", "locked", "revoked", "expired"]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Emblem:
    """A picture in the icon's place, as a data address; whether it ``fills`` the field to its rim, or lies upon it."""

    address: str
    fills: bool


@dataclass(frozen=True)
class Scene:
    """One picture, every argument checked. `band_text` is what the band says, None where there is no band."""

    design: Design
    cut: Cut
    tier_metal: MetalName
    state: State
    lit: int
    scheme: Scheme
    band_text: str | None
    emblem: Emblem | None = None

    @property
    def metal(self) -> Metal:
        return METALS[self.tier_metal]

    @property
    def unearned(self) -> Unearned:
        return UNEARNED[self.scheme]

    @cached_property
    def _key(self) -> str:
        """Four characters that tell this picture's ids from those of others inlined in one page."""
        look = (self.design, self.cut.name, self.tier_metal, self.state, self.lit, self.scheme, self.band_text)
        value, digits = zlib.crc32(repr(look).encode()), ""
        for _ in range(4):
            value, digit = divmod(value, len(_DIGITS))
            digits += _DIGITS[digit]
        return digits

    def id(self, part: str) -> str:
        return part + self._key

    def reference(self, part: str) -> str:
        return f"#{part}{self._key}"

    def paint(self, part: str) -> str:
        return f"url(#{part}{self._key})"

    @property
    def plate_y(self) -> float:
        """A shield's weight lies low: it stands a little higher."""
        raised = (3 if self.cut.fine else 2) if self.design.shape == "shield" else 0
        return self.cut.plate_y - raised

    @property
    def icon_y(self) -> float:
        raised = 12 if self.band_text else 0
        if self.design.shape == "shield":
            raised += 3 if self.cut.fine else 5
        return self.cut.plate_y - raised

    def plate(self, depth: float, *, moved: tuple[float, float] | None = None, **attributes: str | float) -> str:
        """The plate's path, `depth` units inside its edge."""
        scale = shapes.inset_scale(self.design.shape, self.cut.plate_radius, depth)
        return element("use", href=self.reference("p"), transform=shapes.transform(scale, moved), **attributes)

    def at_plate(self, *layers: str) -> str:
        return f'<g transform="translate({number(CENTRE_X)} {number(self.plate_y)})">{"".join(layers)}</g>'

    def at_icon(self, *layers: str) -> str:
        """Layers on the icon's grid of 24 × 24."""
        x, y, scale = number(CENTRE_X), number(self.icon_y), number(self.cut.icon_scale)
        return f'<g transform="translate({x} {y})scale({scale})translate(-12 -12)">{"".join(layers)}</g>'
