"""Names on the band: fitted, kerned, in many languages, without a font."""

import math
import re

import pytest

from services.badges.drawing import Design
from services.badges.drawing.lettering import (
    ARC_CENTRE_Y,
    BASELINE_RADIUS,
    FULL_SIZE,
    LEAST_SIZE,
    MEASURE,
    fitting_size,
    set_on_arc,
)
from services.badges.drawing.outlines import advance, contours, kern

from .pictures import picture

NAMES = [
    "Incident lead",
    "Accessible design",
    "Geschäftsprozesse",
    "Sécurité & données",
    "Łódź świeci jaśniej",
    "Příliš žluťoučký",
    "Kőrösi İstanbul şığ",
    "Người giữ bài học",
    "Kudos & geese 2026",
    "100 % – “Ça va?”",
]


def extent(path: str) -> list[tuple[float, float]]:
    """The points a path passes through, in units; relative commands followed step by step."""
    at, start, points = (0.0, 0.0), (0.0, 0.0), []
    for command, body in re.findall(r"([MlhvqtzL])([-\d ]*)", path):
        numbers = [int(value) for value in re.findall(r"-?\d+", body)]
        size = {"M": 2, "l": 2, "t": 2, "q": 4, "h": 1, "v": 1, "z": 1}[command]
        for index in range(0, len(numbers), size):
            step = numbers[index : index + size]
            dx, dy = {"h": (step[0], 0), "v": (0, step[0])}.get(command, tuple(step[-2:]))
            at = (dx, dy) if command == "M" else (at[0] + dx, at[1] + dy)
            start = at if command == "M" else start
            points.append((at[0] / 5, at[1] / 5))
        at = start if command == "z" else at
    return points


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_on_the_band(name: str) -> None:
    """Letters keep between the band's edges and its measure, centred, in any European language or Vietnamese."""
    points = extent(set_on_arc(name).path)
    radii = [math.hypot(x - 128, y - ARC_CENTRE_Y) for x, y in points]
    across = [x - 128 for x, _ in points]
    assert 291 < min(radii) < BASELINE_RADIUS
    assert BASELINE_RADIUS - 1 < max(radii) < 325
    assert max(across) - min(across) <= MEASURE
    assert abs(max(across) + min(across)) < 4


@pytest.mark.parametrize("name", NAMES)
def test_pictures_with_real_names_stay_small(name: str) -> None:
    """Also the heaviest shape and metal keep to 8.8 KB."""
    design = Design(shape="rosette", field="ink", icon="heart-handshake", band=name)
    assert len(picture(design).encode()) <= 8800


def test_short_names_have_the_full_size_and_long_ones_shrink_to_fit() -> None:
    """Between full size and the least legible one, the name takes the whole measure."""
    assert fitting_size("Mentor") == FULL_SIZE
    assert LEAST_SIZE < fitting_size("Careful reviewers") < FULL_SIZE
    assert fitting_size("Responsible disclosure") < LEAST_SIZE


def test_letters_are_kerned_by_their_base_letters() -> None:
    """To is tighter than Tl, and Tö as tight as To."""
    assert kern("T", "o") < kern("T", "l")
    assert kern("T", "ö") == kern("T", "o") < 0
    assert fitting_size("TTTTTTTToooooooo") < fitting_size("ToToToToToToToTo")


def test_decomposed_names_are_set_as_composed_ones() -> None:
    """A name typed with combining accents is the same name."""
    decomposed = Design(shape="disc", field="ink", icon="book", band="Lektu\u0308re")
    assert decomposed.band == "Lektüre"


def test_outlines_are_closed_contours_in_font_units() -> None:
    """A letter starts with a move and ends closed; a space has an advance and nothing to draw."""
    commands = "".join(contour.command for contour in contours("B"))
    assert re.fullmatch(r"(M[LQ]+Z){3}", commands)
    assert contours(" ") == ()
    assert 0 < advance(" ") < advance("m") < 1000
