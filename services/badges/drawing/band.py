"""The band below the plate and the name upon it."""

import math

from .cuts import CENTRE_X
from .lettering import ARC_CENTRE_Y, set_on_arc
from .palette import Stops
from .scene import Scene, State
from .svg import Path, element

_INNER, _OUTER, _HALF_ANGLE = 291.0, 325.0, 0.352
_SHADOW_DROP = 4.5
_WORDS = {
    "en": {"revoked": "Revoked", "expired": "Expired"},
    "de": {"revoked": "Widerrufen", "expired": "Abgelaufen"},
}


def word_of(state: State, locale: str) -> str | None:
    """What the band of a badge says that ended, in the language of a locale (English where there is no other)."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return _WORDS.get(language, _WORDS["en"]).get(state)


def gradient(id_: str, stops: Stops, **direction: str | float) -> str:
    """A linear gradient; top to foot needs x2=0 y2=1."""
    listed = "".join(element("stop", offset=offset, stop_color=colour) for offset, colour in stops)
    return element("linearGradient", listed, id_=id_, **direction)


def _ribbon(centre_y: float, inner: float, outer: float, half_angle: float) -> str:
    """A piece of a ring, cut along its radii."""
    sin, cos = math.sin(half_angle), math.cos(half_angle)
    path = Path().add("M", CENTRE_X - inner * sin, centre_y + inner * cos)
    path.add("A", inner, inner, 0, 0, 0, CENTRE_X + inner * sin, centre_y + inner * cos)
    path.add("L", CENTRE_X + outer * sin, centre_y + outer * cos)
    path.add("A", outer, outer, 0, 0, 1, CENTRE_X - outer * sin, centre_y + outer * cos)
    return str(path.add("Z"))


def _shadow() -> str:
    ribbon = _ribbon(ARC_CENTRE_Y + _SHADOW_DROP, _INNER, _OUTER, _HALF_ANGLE - 0.03)
    return element("path", d=ribbon, opacity=0.2)


def _ribbons(fill: str, edge: str, keyline: str) -> str:
    """The band itself and the thin line inside its edge."""
    whole = _ribbon(ARC_CENTRE_Y, _INNER, _OUTER, _HALF_ANGLE)
    inside = _ribbon(ARC_CENTRE_Y, _INNER + 3, _OUTER - 3, _HALF_ANGLE - 0.01)
    return element("path", d=whole, fill=fill, stroke=edge, stroke_width=2.4, stroke_linejoin="round") + element(
        "path", d=inside, fill="none", stroke=keyline, opacity=0.7, stroke_width=0.9
    )


def definitions(scene: Scene, text: str) -> str:
    """The lettering's outline, and the metal's gradient across the band (left to right)."""
    return gradient(scene.id("r"), scene.metal.band_stops) + element("path", id_=scene.id("t"), d=set_on_arc(text).path)


def metal_band(scene: Scene) -> str:
    """The name in letterpress: a light edge below the ink."""
    metal = scene.metal
    reference = scene.reference("t")
    pressed = element("use", href=reference, x=2.5, y=4, fill="#fff", opacity=0.6)
    name = element("g", pressed + element("use", href=reference, fill=metal.ink), transform="scale(.2)")
    dark, mid = (metal.wreath[1], metal.wreath[2]) if metal.beads == "painted" else metal.plate[:2]
    return _shadow() + _ribbons(scene.paint("r"), dark, mid) + name


def word_band(scene: Scene, word: str) -> str:
    """The band of a badge that no longer stands: the word that says so, flat."""
    blind = scene.unearned
    name = element("path", d=set_on_arc(word).path, fill=blind.word, transform="scale(.2)")
    return _ribbons(blind.word_tint, blind.word, blind.word_tint) + name
