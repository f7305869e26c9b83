"""What an administrator chooses of a badge's look, and how a wrong choice is refused."""

import unicodedata
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from . import outlines
from .lettering import LEAST_SIZE, fitting_size
from .palette import FieldName

# The shape says the kind: disc knowledge, hexagon craft, shield safekeeping, rosette people.
Shape = Literal["disc", "hexagon", "shield", "rosette"]


class DrawingError(ValueError):
    """An argument that cannot be drawn: which field, what is wrong with it, and what would be right."""

    def __init__(self, field: str, problem: str, remedy: str) -> None:
        super().__init__(f"{field}: {problem}; {remedy}")
        self.field, self.problem, self.remedy = field, problem, remedy


def lettered(field: str, text: str) -> str:
    """The text as it will stand on the band, composed and with single spaces; refused where it cannot be read there."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if not words:
        raise DrawingError(field, "is empty", "give a short name, or null for a badge without a band")
    unknown = sorted({character for character in words if not outlines.has_glyph(character)})
    if unknown:
        problem = f"has no outline for {' '.join(unknown)}"
        raise DrawingError(field, problem, "use Latin letters, digits and punctuation")
    if fitting_size(words) < LEAST_SIZE:
        raise DrawingError(field, f"“{words}” is too long to be read on the band", "use about 18 characters or fewer")
    return words


def _known_icon(name: str) -> str:
    known = outlines.icon_names()
    if name not in known:
        near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.5) or known[:3])
        raise DrawingError("icon", f"“{name}” is not among the {len(known)} icons", f"use one such as {near}")
    return name


def _band(text: str) -> str:
    return lettered("band", text)


class Design(BaseModel):
    """A badge's look, the same in every metal and state. Refused by pydantic's ValidationError, naming the field.

    ``picture`` names one of the organization's own, which stands in the icon's place wherever it is given to `draw`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    shape: Shape
    field: FieldName
    icon: Annotated[str, Field(max_length=40), AfterValidator(_known_icon)]
    picture: Annotated[str, Field(pattern=r"^p-[0-9a-f]{32}$")] | None = None
    band: Annotated[str, Field(max_length=60), AfterValidator(_band)] | None = None
