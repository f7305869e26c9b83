"""What the API of pictures answers."""

from typing import Literal

from shared.requests import Answer


class Kept(Answer):
    """A picture that was kept. ``fills``: it fills a badge to the rim."""

    id: str
    kind: Literal["svg", "png"]
    fills: bool


class Saved(Answer):
    """What became of a picture."""

    image: Kept


class Field(Answer):
    """A colour to stand on, from light to deep."""

    name: str
    light: str
    middle: str
    deep: str


class Icon(Answer):
    """An icon; ``path`` is stroked, on a grid of 24 × 24."""

    name: str
    kind: Literal["knowledge", "craft", "shield", "people"]
    path: str


class Choices(Answer):
    """What a badge can be designed with."""

    shapes: list[str]
    fields: list[Field]
    icons: list[Icon]


class Suggested(Answer):
    """A look for a badge that has none."""

    design: dict[str, str | None]


class Contrast(Answer):
    """How well one part stands out, 1 to 21, and what WCAG asks."""

    part: Literal["icon", "band", "unearned"]
    metal: str | None
    scheme: str | None
    ratio: float
    asked: float
    holds: bool


class Checked(Answer):
    """What is to be said of a design."""

    contrasts: list[Contrast]
