"""The two cuts of a badge, like the cuts of a typeface: each is drawn for its sizes, never scaled into the other's."""

from dataclasses import dataclass
from typing import Literal

CutName = Literal["display", "small"]
CENTRE_X = 128.0


@dataclass(frozen=True)
class Cut:
    """Measures in units of the view box, about 240 to the picture's width; angles in degrees."""

    name: CutName
    view_box: str
    plate_y: float
    plate_radius: float
    wreath_y: float
    wreath_radius: float
    leaves_a_side: int
    leaf_length: float
    leaf_half_width: float
    leaf_turns: tuple[float, float]
    wreath_end: float
    stem_width: float
    field_inset: float
    icon_scale: float
    icon_stroke: float
    icon_shadow: float
    stud_radius: float
    stud_spacing: float
    stud_y: float
    stud_sag: float
    stud_edge: float
    fine: bool

    @property
    def leaf_count(self) -> int:
        return 2 * self.leaves_a_side


DISPLAY = Cut(
    name="display",
    view_box="8 -5 240 240",
    plate_y=120,
    plate_radius=86,
    wreath_y=122,
    wreath_radius=94,
    leaves_a_side=11,
    leaf_length=33,
    leaf_half_width=10.2,
    leaf_turns=(-16, -50),
    wreath_end=251,
    stem_width=2.6,
    field_inset=15.5,
    icon_scale=3.6,
    icon_stroke=2.2,
    icon_shadow=0.6,
    stud_radius=5.4,
    stud_spacing=15.5,
    stud_y=13,
    stud_sag=2,
    stud_edge=1.4,
    fine=True,
)
SMALL = Cut(
    name="small",
    view_box="6 19 244 244",
    plate_y=126,
    plate_radius=98,
    wreath_y=130,
    wreath_radius=90,
    leaves_a_side=6,
    leaf_length=44,
    leaf_half_width=15,
    leaf_turns=(-44, -44),
    wreath_end=246,
    stem_width=5,
    field_inset=14,
    icon_scale=4.9,
    icon_stroke=2.7,
    icon_shadow=0.9,
    stud_radius=10,
    stud_spacing=25,
    stud_y=249,
    stud_sag=-3,
    stud_edge=2.6,
    fine=False,
)
CUTS: dict[CutName, Cut] = {"display": DISPLAY, "small": SMALL}


def leaf_count(cut: CutName) -> int:
    """How many leaves the wreath of a cut has, both sides together."""
    return CUTS[cut].leaf_count
