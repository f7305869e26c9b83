"""Reading pictures back: elements, colours, pixels."""

import io
import re
from itertools import product
from xml.etree import ElementTree as ET

import resvg_py
from PIL import Image

from services.badges.drawing import CUTS, METALS, SCHEMES, STATES, CutName, Design, MetalName, Scheme, State, draw

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("disc", "hexagon", "shield", "rosette")
DESIGNS = {
    "disc": Design(shape="disc", field="lake", icon="accessible", band="Accessible design"),
    "hexagon": Design(shape="hexagon", field="plum", icon="git-pull-request", band="Careful reviewer"),
    "shield": Design(shape="shield", field="wine", icon="flame", band="Incident lead"),
    "rosette": Design(shape="rosette", field="teal", icon="heart-handshake", band="Good neighbour"),
}
FAMILY = list(product(SHAPES, METALS, STATES, CUTS, SCHEMES))


def picture(
    design: Design = DESIGNS["shield"],
    *,
    cut: CutName = "display",
    tier_metal: MetalName = "gold",
    state: State = "earned",
    lit: int = 0,
    scheme: Scheme = "light",
    title: str = "Incident lead",
    locale: str = "en",
) -> str:
    return draw(design, cut=cut, tier_metal=tier_metal, state=state, lit=lit, scheme=scheme, title=title, locale=locale)


def elements(svg: str, name: str) -> list[ET.Element]:
    """All elements of a name, in the order they are painted."""
    return list(ET.fromstring(svg).iter(SVG + name))


def halves(svg: str, tones: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each half-leaf of one of these tones starts, in fifths of a unit."""
    groups = [group for group in elements(svg, "g") if group.get("transform") == "scale(.2)"]
    paths = [path for path in groups[0] if path.get("fill") in tones] if groups else []
    starts = [re.findall(r"M(-?\d+)[ ]?(-?\d+)", path.get("d", "")) for path in paths]
    return [(int(x), int(y)) for found in starts for x, y in found]


def rendered(svg: str, size: int) -> Image.Image:
    """The picture as a renderer other than a browser sees it, `size` pixels wide and high, transparent outside."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))
    return Image.open(io.BytesIO(png)).convert("RGBA")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.x, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
