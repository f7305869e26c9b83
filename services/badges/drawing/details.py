"""Icon and studs."""

from . import outlines
from .cuts import CENTRE_X, Cut
from .scene import Scene
from .svg import element


def icon_definition(scene: Scene) -> str:
    path = outlines.icon_path(scene.design.icon)
    return element("path", id_=scene.id("i"), d=path, fill="none", stroke_linecap="round", stroke_linejoin="round")


def embossed_icon(scene: Scene) -> str:
    """Four uses of one path: shadow, lit edge, body, and (where there is room to see it) a glint."""
    icon, cut, shadow = scene.reference("i"), scene.cut, scene.cut.icon_shadow
    raised = (
        element("use", href=icon, x=shadow, y=1.4 * shadow, stroke="#000", opacity=0.5)
        + element("use", href=icon, x=-0.14, y=-0.18, stroke="#fff")
        + element("use", href=icon, stroke=scene.paint("k"))
    )
    glint = element("use", href=icon, x=-0.34, y=-0.4, stroke=scene.metal.plate[4], stroke_width=0.42, opacity=0.85)
    return scene.at_icon(element("g", raised, stroke_width=cut.icon_stroke), glint if cut.fine else "")


def blind_icon(scene: Scene) -> str:
    """Pressed into the plate: a light edge below, the icon itself without metal."""
    icon, blind = scene.reference("i"), scene.unearned
    edge = element("use", href=icon, x=0.35, y=0.45, stroke=blind.high)
    body = element("use", href=icon, stroke=blind.icon)
    return scene.at_icon(element("g", edge + body, stroke_width=scene.cut.icon_stroke))


def studs(cut: Cut, count: int, fill: str, edge: str, glint: str | None = None) -> str:
    """One, two or three on an arc: the tier, told without colour."""
    offsets = [index - (count - 1) / 2 for index in range(count)]
    centres = [(CENTRE_X + k * cut.stud_spacing, cut.stud_y + abs(k) * cut.stud_sag) for k in offsets]
    if not centres:
        return ""
    heads = "".join(element("circle", cx=x, cy=y, r=cut.stud_radius) for x, y in centres)
    drawn = element("g", heads, fill=fill, stroke=edge, stroke_width=cut.stud_edge)
    if glint and cut.fine:
        drawn += element("g", "".join(element("circle", cx=x - 1.5, cy=y - 1.7, r=1.9) for x, y in centres), fill=glint)
    return drawn
