"""Draws badges as SVG: a family of four shapes in four metals, in two cuts.

Pure: the standard library and Pydantic; no clock, no network, no font. The same arguments give the same bytes, so a
picture may be cached for good. The outlines of icons and letters are data beside the code (`data/`, with licences).
"""

from .badge import SCHEMES, STATES, draw
from .cuts import CUTS, CutName, leaf_count
from .design import Design, DrawingError, Shape
from .generated import default_design
from .outlines import icon_names
from .palette import FIELDS, METALS, FieldName, MetalName, Scheme
from .progress import lit_leaves
from .scene import Emblem, State

__all__ = [
    "CUTS",
    "FIELDS",
    "METALS",
    "SCHEMES",
    "STATES",
    "CutName",
    "Design",
    "DrawingError",
    "Emblem",
    "FieldName",
    "MetalName",
    "Scheme",
    "Shape",
    "State",
    "default_design",
    "draw",
    "icon_names",
    "leaf_count",
    "lit_leaves",
]
