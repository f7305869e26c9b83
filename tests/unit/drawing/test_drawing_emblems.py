"""Pictures of the organization's own within a badge, and how well its parts stand out."""

import base64
import io
from typing import get_args

import pytest
from PIL import Image

from services.badges.drawing import Design, Emblem, Shape, draw
from services.badges.drawing.contrast import contrasts, ratio
from services.badges.drawing.palette import FIELDS, FieldName
from services.badges.drawing.raster import png_of
from tests.unit.drawing.pictures import elements

RED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#f00" d="M0 0h9v9h-9z"/></svg>'
WHITE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="#fff"/></svg>'


def emblem(svg: str, *, fills: bool) -> Emblem:
    """An emblem of an SVG."""
    return Emblem("data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode(), fills)


def middle(svg: str) -> tuple[int, ...]:
    """The colour a little above the middle of the drawn picture."""
    image = Image.open(io.BytesIO(png_of(svg, 240))).convert("RGBA")
    found = image.getpixel((120, 110))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_picture_stands_in_the_icons_place(shape: Shape) -> None:
    """It is painted where the icon would be, in both cuts; the icon is not drawn."""
    design = Design(shape=shape, field="lake", icon="book", picture="p-" + "0" * 32)
    for cut in ("display", "small"):
        svg = draw(design, cut=cut, tier_metal="gold", state="earned", title="x", emblem=emblem(RED, fills=True))
        assert middle(svg)[:3] == (255, 0, 0)
        assert len(elements(svg, "image")) == 1
        assert not any("M12" in (path.get("d") or "") for path in elements(svg, "path") if path.get("stroke-linecap"))


def test_an_unearned_picture_has_no_colour() -> None:
    """One that fills turns grey; a white one that lies upon the field becomes a silhouette that can be seen."""
    design = Design(shape="disc", field="lake", icon="book")
    red, green, blue, _ = middle(
        draw(design, tier_metal="gold", state="blind", title="x", emblem=emblem(RED, fills=True))
    )
    assert max(red, green, blue) - min(red, green, blue) <= 6  # on paper, which is a little warm
    on_paper = middle(draw(design, tier_metal="gold", state="locked", title="x", emblem=emblem(WHITE, fills=False)))
    assert on_paper[:3] == (0x69, 0x73, 0x6A)


def test_what_is_said_of_a_picture_is_its_name_only() -> None:
    """A design names a picture by its hash; anything else is refused."""
    with pytest.raises(ValueError, match="picture"):
        Design.model_validate({"shape": "disc", "field": "lake", "icon": "book", "picture": "../../etc/passwd"})


def test_contrast_is_measured_as_wcag_does() -> None:
    """Black on white is 21, the same on itself 1, and known pairs have their known figures."""
    assert (ratio("#000000", "#FFFFFF"), ratio("#17603F", "#17603F")) == (21, 1)
    assert round(ratio("#777777", "#FFFFFF"), 2) == 4.48
    assert round(ratio("#FF0000", "#FFFFFF"), 2) == 4.0


@pytest.mark.parametrize("field", get_args(FieldName))
def test_every_field_bears_every_metal(field: FieldName) -> None:
    """Whatever an administrator chooses can be read: icons at 3, letters at 4.5, in all metals and both schemes."""
    assert field in FIELDS
    found = contrasts(Design(shape="disc", field=field, icon="book", band="Book"))
    assert [one for one in found if not one.holds] == []
    assert len(found) == 10


def test_a_picture_is_left_to_the_eye() -> None:
    """Only what Laurel draws is measured."""
    design = Design(shape="disc", field="lake", icon="book", picture="p-" + "0" * 32)
    assert {one.part for one in contrasts(design)} == {"unearned"}
