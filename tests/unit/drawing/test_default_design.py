"""Badges without a chosen look, and how many leaves progress lights."""

from decimal import Decimal

import pytest

from services.badges.drawing import CutName, default_design, icon_names, leaf_count, lit_leaves

from .pictures import picture

KINDS = {"disc": "knowledge", "hexagon": "craft", "shield": "shield", "rosette": "people"}


def test_the_same_badge_always_gets_the_same_look() -> None:
    """The look depends on the id alone, so a renamed badge keeps it."""
    assert default_design("incident-lead", "Incident lead") == default_design("incident-lead", "Incident lead")
    renamed = default_design("incident-lead", "Fire chief")
    assert renamed.model_dump(exclude={"band"}) == default_design("incident-lead", "x").model_dump(exclude={"band"})


def test_looks_are_spread_over_shapes_fields_and_icons() -> None:
    """Three hundred badges use every shape and field and most icons, each icon of its shape's kind."""
    designs = [default_design(f"badge-{number}", "Name") for number in range(300)]
    assert len({design.shape for design in designs}) == 4
    assert len({design.field for design in designs}) == 6
    assert len({design.icon for design in designs}) > 100
    assert all(design.icon in icon_names(KINDS[design.shape]) for design in designs)


@pytest.mark.parametrize(
    ("name", "band"),
    [
        ("Incident lead", "Incident lead"),
        ("Responsible disclosure of vulnerabilities", "Responsible"),
        ("Keeper of the lessons of many years", "Keeper of the lessons"),
        ("Guide to the European archives", "Guide"),
        ("Donaudampfschifffahrtsgesellschaft", None),
        ("読書会", None),
        ("", None),
    ],
)
def test_as_much_of_the_name_as_the_band_holds(name: str, band: str | None) -> None:
    """Long names are cut between words, never after a small one; what cannot be set leaves the badge without a band."""
    design = default_design("b", name)
    assert design.band == band
    assert picture(design)


@pytest.mark.parametrize(
    ("have", "need", "cut", "lit"),
    [
        (0, 10, "display", 0),
        (1, 10, "display", 2),
        (1, 1000, "display", 1),
        (5, 10, "display", 11),
        (999, 1000, "display", 21),
        (10, 10, "display", 22),
        (12, 10, "small", 12),
        (8, 10, "small", 10),
        (Decimal("2.5"), 5, "small", 6),
        (-3, 5, "small", 0),
    ],
)
def test_leaves_follow_progress(have: int, need: int, cut: CutName, lit: int) -> None:
    """The nearest number of leaves, but one for the first step and all for the last only."""
    assert lit_leaves(have, need, cut) == lit


def test_more_progress_never_lights_fewer_leaves() -> None:
    """From nothing to everything the wreath only grows."""
    counts = [lit_leaves(have, 137, "display") for have in range(138)]
    assert counts == sorted(counts)
    assert set(counts) == set(range(leaf_count("display") + 1))
