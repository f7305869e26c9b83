"""What holds for every shape, metal, state, cut and scheme."""

import re
import timeit
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from services.badges.drawing import METALS, CutName, MetalName, Scheme, State, leaf_count

from .pictures import DESIGNS, FAMILY, SHAPES, SVG, elements, picture, rendered

ALLOWED = {"svg", "title", "defs", "g", "path", "use", "circle", "stop", "linearGradient", "radialGradient", "clipPath"}
LIMIT = {"display": 8800, "small": 4000}


def member(shape: str, metal: MetalName, state: State, cut: CutName, scheme: Scheme) -> str:
    lit = leaf_count(cut) // 2 if state in ("held", "blind") else 0
    return picture(DESIGNS[shape], cut=cut, tier_metal=metal, state=state, lit=lit, scheme=scheme)


@pytest.mark.parametrize(("shape", "metal", "state", "cut", "scheme"), FAMILY)
def test_every_picture_is_small_plain_svg(
    shape: str, metal: MetalName, state: State, cut: CutName, scheme: Scheme
) -> None:
    """It parses, has a title, stays under its size, and holds shapes and gradients alone."""
    svg = member(shape, metal, state, cut, scheme)
    root = ET.fromstring(svg)
    assert len(svg.encode()) <= LIMIT[cut]
    assert {element.tag for element in root.iter()} <= {SVG + name for name in ALLOWED}
    assert root[0].tag == SVG + "title"
    assert root[0].text == "Incident lead"
    assert not re.search(r"style=|class=|\bon\w+=|data:|//(?!www\.w3\.org/2000/svg)", svg)


@pytest.mark.parametrize(("shape", "metal", "state", "cut", "scheme"), FAMILY)
def test_every_reference_stays_inside(shape: str, metal: MetalName, state: State, cut: CutName, scheme: Scheme) -> None:
    """Each reference names an id of the same picture, and no id is given twice."""
    svg = member(shape, metal, state, cut, scheme)
    ids = Counter(re.findall(r' id="([^"]+)"', svg))
    references = re.findall(r'href="([^"]*)"|url\(([^)]*)\)', svg)
    assert set(ids.values()) == {1}
    assert {one or other for one, other in references} == {"#" + known for known in ids}


@pytest.mark.parametrize(("shape", "metal", "state", "cut", "scheme"), FAMILY)
def test_every_picture_renders_whole(shape: str, metal: MetalName, state: State, cut: CutName, scheme: Scheme) -> None:
    """A plain renderer shows a plate in the middle and has nothing to cut off at the edges."""
    size = 240 if cut == "display" else 244
    alpha = rendered(member(shape, metal, state, cut, scheme), size).getchannel("A")
    assert alpha.getpixel((size // 2, size // 2)) == 255
    edges = [(0, 0, size, 1), (0, size - 1, size, size), (0, 0, 1, size), (size - 1, 0, size, size)]
    assert [alpha.crop(edge).getbbox() for edge in edges] == [None] * 4


def test_pictures_in_one_page_do_not_share_ids() -> None:
    """Two pictures that differ in anything can be inlined side by side."""
    pictures = [member(*of) for of in FAMILY]
    owners: dict[str, str] = {}
    for svg in pictures:
        body = svg.replace("<title>Incident lead</title>", "")
        for name in re.findall(r' id="([^"]+)"', svg):
            assert owners.setdefault(name, body) == body


def test_same_arguments_give_the_same_bytes() -> None:
    """A picture may be cached for good."""
    assert [member(*of) for of in FAMILY[:20]] == [member(*of) for of in FAMILY[:20]]


def test_drawing_is_quick() -> None:
    """A badge whose name has been set before is drawn in less than 5 ms."""
    assert min(timeit.repeat(lambda: picture(state="held", lit=7), number=1, repeat=20)) < 0.005


@pytest.mark.parametrize("shape", SHAPES)
def test_metals_and_shapes_differ(shape: str) -> None:
    """No two metals of a shape are drawn alike, and neither are a metal and its blind badge."""
    drawn = {
        member(shape, metal, state, "display", "light") for metal in METALS for state in ("earned", "held", "blind")
    }
    assert len(drawn) == 12


@pytest.mark.parametrize("cut", ["display", "small"])
def test_cuts_are_drawn_apart(cut: CutName) -> None:
    """Band, beads and rays belong to the display cut alone."""
    svg = picture(cut=cut)
    fine = cut == "display"
    assert bool(elements(svg, "clipPath")) is fine
    assert ('stroke-dasharray="0 6.2"' in svg) is fine
    assert (' id="t' in svg) is fine
