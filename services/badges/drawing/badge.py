"""Drawing a badge: arguments checked, layers laid from back to front."""

import unicodedata
from collections.abc import Collection
from typing import Any, get_args
from xml.sax.saxutils import escape

from . import shapes
from .band import definitions, metal_band, word_band, word_of
from .cuts import CUTS, CutName
from .design import Design, DrawingError
from .details import blind_icon, embossed_icon, icon_definition, studs
from .emblem import emblem_definitions, pressed_emblem, set_emblem
from .palette import METALS, MetalName, Scheme
from .plate import blind_plate, metal_definitions, metal_plate
from .scene import Emblem, Scene, State
from .svg import element
from .wreath import leaves, stem

STATES: tuple[State, ...] = get_args(State)
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
_LONGEST_TITLE = 200


def draw(  # noqa: PLR0913 (what a picture's address says, one argument each)
    design: Design,
    *,
    cut: CutName = "display",
    tier_metal: MetalName,
    state: State,
    lit: int = 0,
    scheme: Scheme = "light",
    title: str,
    locale: str = "en",
    emblem: Emblem | None = None,
) -> str:
    """The badge as SVG text; the same arguments give the same bytes.

    cut: `display` from 72 px, `small` below. tier_metal: the tier held, or (blind, locked) the tier striven for, told
    by hollow studs; enamel for badges without tiers. lit: how many leaves are green, from the foot up, in the states
    `held` and `blind`; 0 in the others. title: what a reader who cannot see it is told. locale: of the
    word on the band of a `revoked` or `expired` badge. emblem: the picture in the icon's place. Raises DrawingError.
    """
    _check_design(design)
    _check_choices(cut, tier_metal, state, scheme)
    _check_lit(lit, cut, state)
    scene = Scene(design, CUTS[cut], tier_metal, state, lit, scheme, _band_text(design, cut, state, locale), emblem)
    layers = _metal(scene) if state in ("earned", "held") else _blind(scene)
    titled = element("title", escape(_checked_title(title)))
    return element("svg", titled + layers, xmlns="http://www.w3.org/2000/svg", viewBox=scene.cut.view_box, role="img")


def _check_design(design: Any) -> None:
    if not isinstance(design, Design):
        raise DrawingError(
            "design", f"is a {type(design).__name__}", "give a Design, or Design.model_validate(…) of it"
        )


def _check_choices(cut: Any, tier_metal: Any, state: Any, scheme: Any) -> None:
    choices: tuple[tuple[str, Any, Collection[str]], ...] = (
        ("cut", cut, CUTS),
        ("tier_metal", tier_metal, METALS),
        ("state", state, STATES),
        ("scheme", scheme, SCHEMES),
    )
    for field, value, known in choices:
        if not isinstance(value, str) or value not in known:
            raise DrawingError(field, f"{value!r} is not known", f"use {', '.join(known)}")


def _check_lit(lit: Any, cut: CutName, state: State) -> None:
    most = CUTS[cut].leaf_count if state in ("held", "blind") else 0
    if type(lit) is not int or not 0 <= lit <= most:
        remedy = f"the {cut} cut has 0 to {most}" if most else f"in the state {state} no leaf counts progress: use 0"
        raise DrawingError("lit", f"{lit!r} leaves cannot be lit", remedy)


def _checked_title(title: Any) -> str:
    if not isinstance(title, str) or not 0 < len(title.strip()) <= _LONGEST_TITLE:
        remedy = f"say what the picture shows in 1 to {_LONGEST_TITLE} characters"
        raise DrawingError("title", "is empty or too long", remedy)
    if any(unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff" for character in title):
        raise DrawingError("title", "holds control characters", "use plain text on one line")
    return title.strip()


def _band_text(design: Design, cut: CutName, state: State, locale: str) -> str | None:
    if cut == "small" or state in ("blind", "locked"):
        return None
    return word_of(state, locale) or design.band


def _plate_definition(scene: Scene) -> str:
    return element("path", id_=scene.id("p"), d=shapes.plate_path(scene.design.shape, scene.cut.plate_radius))


def _definitions(scene: Scene) -> str:
    """The plate, and what stands in its middle."""
    middle = emblem_definitions(scene) if scene.emblem else icon_definition(scene)
    return _plate_definition(scene) + middle


def _metal(scene: Scene) -> str:
    shared = _definitions(scene) + metal_definitions(scene)
    band = definitions(scene, scene.band_text) if scene.band_text else ""
    return (
        element("defs", shared + band)
        + _metal_wreath(scene)
        + metal_plate(scene)
        + (set_emblem(scene, scene.emblem) if scene.emblem else embossed_icon(scene))
        + (metal_band(scene) if scene.band_text else "")
        + studs(scene.cut, scene.metal.studs, scene.metal.plate[3], scene.metal.plate[0], scene.metal.plate[4])
    )


def _metal_wreath(scene: Scene) -> str:
    """All metal once earned; green for progress while the next tier is under way."""
    cut, banded, tones = scene.cut, scene.band_text is not None, scene.metal.wreath
    if scene.state == "held":
        return _green_wreath(scene)
    edge = tones[0] if cut.fine else None
    return stem(cut, banded, tones[1], cut.stem_width) + leaves(cut, banded, 0, tones, tones, edge)


def _green_wreath(scene: Scene) -> str:
    cut, banded, colours = scene.cut, scene.band_text is not None, scene.unearned
    opened = leaves(cut, banded, scene.lit, colours.lit, colours.unlit)
    return stem(cut, banded, colours.unlit[0], cut.stem_width) + opened


def _blind(scene: Scene) -> str:
    """Not yet earned (the wreath counts), or no longer (no wreath, and the word on the band)."""
    ended = scene.state in ("revoked", "expired")
    return (
        element("defs", _definitions(scene))
        + ("" if ended else _green_wreath(scene))
        + blind_plate(scene)
        + studs(scene.cut, scene.metal.studs, scene.unearned.base, scene.unearned.stud)
        + (pressed_emblem(scene, scene.emblem) if scene.emblem else blind_icon(scene))
        + (word_band(scene, scene.band_text) if scene.band_text else "")
    )
