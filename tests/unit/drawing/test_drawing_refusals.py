"""What cannot be drawn is refused: which field, what is wrong, what would be right."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.badges.drawing import Design, DrawingError

from .pictures import elements, picture

GOOD: dict[str, Any] = {"shape": "disc", "field": "lake", "icon": "book", "band": "Reading circle"}


@pytest.mark.parametrize(
    ("field", "value", "remedy"),
    [
        ("design", {"shape": "disc"}, "give a Design, or Design.model_validate(…) of it"),
        ("cut", "large", "use display, small"),
        ("cut", None, "use display, small"),
        ("tier_metal", "platinum", "use bronze, silver, gold, enamel"),
        ("state", ["earned"], "use earned, held, blind, locked, revoked, expired"),
        ("scheme", "sepia", "use light, dark"),
        ("lit", -1, "in the state earned no leaf counts progress: use 0"),
        ("lit", 1, "in the state earned no leaf counts progress: use 0"),
        ("title", "", "say what the picture shows in 1 to 200 characters"),
        ("title", "x" * 201, "say what the picture shows in 1 to 200 characters"),
        ("title", "one\ntwo", "use plain text on one line"),
        ("title", "\uffff", "use plain text on one line"),
        ("title", "\ud800", "use plain text on one line"),
    ],
)
def test_a_wrong_argument_is_named_with_its_remedy(field: str, value: Any, remedy: str) -> None:
    """The error carries the field and what would be right."""
    with pytest.raises(DrawingError) as refused:
        picture(**{field: value})
    assert refused.value.field == field
    assert refused.value.remedy == remedy
    assert str(refused.value).startswith(f"{field}: ")


@pytest.mark.parametrize("lit", [23, -1, 2.0, True, "3"])
def test_no_more_leaves_than_there_are(lit: Any) -> None:
    """Leaves are counted in whole numbers up to those of the cut."""
    with pytest.raises(DrawingError, match=r"lit: .* leaves cannot be lit; the display cut has 0 to 22"):
        picture(state="held", lit=lit)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("shape", "square", "Input should be 'disc', 'hexagon', 'shield' or 'rosette'"),
        ("field", "red", "Input should be 'pine', 'lake', 'wine', 'teal', 'plum' or 'ink'"),
        ("icon", "flam", "“flam” is not among the 127 icons; use one such as flame"),
        ("icon", "../../etc/passwd", "is not among the 127 icons"),
        ("band", "Responsible disclosure", "is too long to be read on the band; use about 18 characters or fewer"),
        ("band", "読書会", "has no outline for 会 書 読; use Latin letters"),
        ("band", "   ", "is empty; give a short name, or null for a badge without a band"),
        ("colour", "red", "Extra inputs are not permitted"),
    ],
)
def test_a_wrong_design_is_refused_at_its_field(field: str, value: str, message: str) -> None:
    """Pydantic's error points at the field and says what would be right."""
    with pytest.raises(ValidationError) as refused:
        Design(**{**GOOD, field: value})
    (error,) = refused.value.errors()
    assert error["loc"] == (field,)
    assert message in error["msg"]


def test_titles_are_text_not_markup() -> None:
    """A title with markup in it shows as it was written."""
    (title,) = elements(picture(title='<script>alert("&")</script>'), "title")
    assert title.text == '<script>alert("&")</script>'


def test_designs_are_values() -> None:
    """Equal choices are equal designs, kept and read back as JSON."""
    design = Design(**GOOD)
    assert Design.model_validate_json(design.model_dump_json()) == design
    assert Design(**{**GOOD, "band": "  Reading \n circle "}) == design
