"""Leaves, studs, bands and colours: what each state says."""

from typing import get_args

import pytest

from services.badges.drawing import (
    FIELDS,
    METALS,
    STATES,
    CutName,
    Design,
    FieldName,
    MetalName,
    Scheme,
    State,
    leaf_count,
)
from services.badges.drawing.palette import UNEARNED

from .pictures import DESIGNS, SHAPES, contrast, elements, halves, picture, rendered


@pytest.mark.parametrize(("cut", "count"), [("display", 22), ("small", 12)])
def test_an_earned_wreath_is_all_metal(cut: CutName, count: int) -> None:
    """Every leaf has two halves in the metal's tones, as many on the left as on the right."""
    svg = picture(cut=cut)
    found = halves(svg, METALS["gold"].wreath)
    left = [x for x, _ in found if x < 128 * 5]
    assert leaf_count(cut) == count
    assert len(found) == 2 * count
    assert len(left) == count


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["held", "blind"])
@pytest.mark.parametrize("cut", ["display", "small"])
def test_leaves_open_from_the_foot_up(cut: CutName, state: State, scheme: Scheme) -> None:
    """With each more leaf lit, just that one turns green, and none above it is lit before."""
    for lit in range(leaf_count(cut) + 1):
        svg = picture(cut=cut, state=state, lit=lit, scheme=scheme)
        green, grey = halves(svg, UNEARNED[scheme].lit), halves(svg, UNEARNED[scheme].unlit)
        assert len(green) == 2 * lit
        assert len(grey) == 2 * (leaf_count(cut) - lit)
        assert not (green and grey) or min(y for _, y in green) >= max(y for _, y in grey)


@pytest.mark.parametrize("cut", ["display", "small"])
@pytest.mark.parametrize("state", ["revoked", "expired"])
def test_locked_has_a_wreath_without_light_and_what_ended_has_none(cut: CutName, state: State) -> None:
    """Locked badges wait; those that ended lost their leaves."""
    locked, ended = picture(cut=cut, state="locked"), picture(cut=cut, state=state)
    every = UNEARNED["light"].unlit + UNEARNED["light"].lit
    assert len(halves(locked, UNEARNED["light"].unlit)) == 2 * leaf_count(cut)
    assert not halves(ended, every)
    assert rendered(ended, 240).getchannel("A").getpixel((20, 130)) == 0


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("cut", ["display", "small"])
@pytest.mark.parametrize(("metal", "count"), [("bronze", 1), ("silver", 2), ("gold", 3), ("enamel", 0)])
def test_studs_tell_the_tier_without_colour(metal: MetalName, count: int, cut: CutName, state: State) -> None:
    """One, two, three or none, at the top of the display cut and at the foot of the small one."""
    radius = "5.4" if cut == "display" else "10"
    studs = [
        circle
        for circle in elements(picture(cut=cut, tier_metal=metal, state=state), "circle")
        if circle.get("r") == radius
    ]
    assert len(studs) == count
    assert all((float(stud.get("cy", "")) < 20) is (cut == "display") for stud in studs)


def test_blind_studs_are_hollow() -> None:
    """The tier striven for is outlined on the plate's own colour."""
    svg = picture(state="blind")
    group = next(group for group in elements(svg, "g") if group.find("{*}circle") is not None)
    assert group.get("fill") == UNEARNED["light"].base
    assert group.get("stroke") != group.get("fill")


def test_the_name_stands_on_the_band_while_a_tier_is_held() -> None:
    """Unearned badges have no band, and those that ended say the word instead of the name, in the reader's language."""
    bands = {state: ' id="t' in picture(state=state) for state in ("earned", "held", "blind", "locked")}
    assert bands == {"earned": True, "held": True, "blind": False, "locked": False}
    ended = {picture(state=state, locale=locale) for state in ("revoked", "expired") for locale in ("en", "de-AT")}
    assert all(UNEARNED["light"].word_tint in one for one in ended)
    assert len(ended) == 4
    assert picture(state="expired", locale="fr") == picture(state="expired")


def test_without_a_band_the_wreath_closes_below() -> None:
    """A badge without a name on it lets its leaves start lower, and its icon stands in the middle."""
    plain = Design(shape="disc", field="lake", icon="book")
    tones = METALS["gold"].wreath
    banded = picture(DESIGNS["disc"])
    assert max(y for _, y in halves(picture(plain), tones)) > max(y for _, y in halves(banded, tones))
    assert "translate(128 120)scale(3.6)" in picture(plain)
    assert "translate(128 108)scale(3.6)" in banded


@pytest.mark.parametrize("metal", METALS)
@pytest.mark.parametrize("field", get_args(FieldName))
def test_icon_can_be_seen_on_every_field(field: FieldName, metal: MetalName) -> None:
    """The icon's middle tone keeps 3 : 1 to the field's middle (WCAG 1.4.11)."""
    assert contrast(METALS[metal].plate[3], FIELDS[field][1]) >= 3


@pytest.mark.parametrize("metal", METALS)
def test_name_can_be_read_on_every_band(metal: MetalName) -> None:
    """The lettering keeps 7 : 1 to the band's middle, where names stand."""
    middle = METALS[metal].band_stops[2][1]
    assert contrast(METALS[metal].ink, middle) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_unearned_badges_can_be_read(scheme: Scheme) -> None:
    """Blind icons keep 3 : 1, the word of a revoked badge 4.5 : 1, lit leaves stand out from unlit ones."""
    blind = UNEARNED[scheme]
    assert contrast(blind.icon, blind.base) >= 3
    assert contrast(blind.word, blind.word_tint) >= 4.5
    assert contrast(blind.lit[2], blind.unlit[2]) >= 3


@pytest.mark.parametrize("shape", SHAPES)
def test_light_comes_from_the_upper_left(shape: str) -> None:
    """A plain porcelain rim is brighter at its upper left than at its lower right."""
    image = rendered(picture(DESIGNS[shape], cut="small", tier_metal="enamel"), 244).convert("L")
    lights = [image.crop((122 - 75, 107 - 75, 122, 107)), image.crop((122, 107, 122 + 75, 107 + 75))]
    upper, lower = (max(range(256), key=lambda tone: light.histogram()[tone] * (tone > 180)) for light in lights)
    assert upper > lower
