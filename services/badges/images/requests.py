"""What the API of pictures takes."""

import base64
import binascii
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from services.badges.drawing import Design, MetalName
from services.badges.images.refusing import MOST_BYTES
from services.badges.requests import Command, Locale, Picture, Slug
from shared.requests import Body

MOST_CHARACTERS = 4 * MOST_BYTES // 3 + 4


def _decoded(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("must be a file in Base64") from error
    return text


class SaveImage(Command):
    """A picture to keep: the file in Base64, an SVG or a PNG of at most 256 kB."""

    content: Annotated[str, Field(max_length=MOST_CHARACTERS), AfterValidator(_decoded)]

    @property
    def file(self) -> bytes:
        """The file itself."""
        return base64.b64decode(self.content)


class ReadChoices(Body):
    """Nothing to choose: all that a badge can be designed with."""


class SuggestDesign(Body):
    """A badge that nobody has designed yet."""

    id: Slug
    name: Annotated[str, Field(min_length=1, max_length=80)]


class DesignBadge(Command):
    """The look that a badge is to have."""

    id: Slug
    design: Design
    locale: Locale = "en"


class CheckDesign(Body):
    """A design that is being made."""

    design: Design


class Raster(Picture):
    """How a badge is to be drawn as PNG."""

    width: Annotated[int, Field(ge=16, le=1024)] = 512


class Preview(Body):
    """A design that is nowhere saved, and how it is to be drawn."""

    shape: Annotated[str, Field(max_length=20)]
    field: Annotated[str, Field(max_length=20)]
    icon: Annotated[str, Field(max_length=40)]
    band: Annotated[str, Field(max_length=60)] | None = None
    picture: Annotated[str, Field(max_length=40)] | None = None
    metal: MetalName = "gold"
    cut: Literal["display", "small"] = "display"
    state: Literal["earned", "held", "blind", "locked", "revoked"] = "earned"
    lit: Annotated[int, Field(ge=0, le=100)] = 0
    scheme: Literal["light", "dark"] = "light"
