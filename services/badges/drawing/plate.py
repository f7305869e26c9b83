"""The plate: struck of metal around an enamel field, or blank where nothing is earned."""

from .band import gradient
from .palette import FIELDS
from .scene import Scene
from .svg import element

_FALLING = {"x1": 0.12, "y1": 0.04, "x2": 0.88, "y2": 0.96}
_ICON_GRID: dict[str, str | float] = {"gradientUnits": "userSpaceOnUse", "x1": 3, "y1": 2, "x2": 21, "y2": 22}
_RAYS_RADIUS = 56


def _field_gradient(scene: Scene) -> str:
    stops = zip((0, 0.5, 1), FIELDS[scene.design.field], strict=True)
    listed = "".join(element("stop", offset=offset, stop_color=colour) for offset, colour in stops)
    return element("radialGradient", listed, id_=scene.id("e"), cx=0.36, cy=0.26, r=0.86)


def metal_definitions(scene: Scene) -> str:
    """Gradients of rim, bevel (which falls as the rim's), field and icon, and the field's edge as a clip."""
    metal = scene.metal
    clip = element("clipPath", scene.plate(scene.cut.field_inset), id_=scene.id("c")) if scene.cut.fine else ""
    return (
        gradient(scene.id("m"), metal.rim_stops, **_FALLING)
        + gradient(scene.id("n"), metal.bevel_stops, href=scene.reference("m"))
        + gradient(scene.id("k"), metal.icon_stops, **_ICON_GRID)
        + _field_gradient(scene)
        + clip
    )


def _beads(scene: Scene) -> str:
    """Round caps of a dashed line: light beads on dark ones where metal, painted dots on porcelain."""
    metal = scene.metal
    if metal.beads == "painted":
        row = scene.plate(8, stroke=metal.wreath[1], stroke_width=3)
    else:
        shades = scene.plate(8, stroke=metal.plate[0], opacity=0.7, stroke_width=4)
        row = shades + scene.plate(8, moved=(-0.6, -0.7), stroke=metal.plate[4], stroke_width=2.5)
    return element("g", row, stroke_linecap="round", stroke_dasharray="0 6.2")


def _guilloche(scene: Scene) -> str:
    """Fine rays about the icon."""
    return element(
        "circle",
        cy=scene.icon_y - scene.plate_y,
        r=_RAYS_RADIUS,
        clip_path=scene.paint("c"),
        stroke="#fff",
        opacity=0.06,
        stroke_width=2 * _RAYS_RADIUS,
        stroke_dasharray="2.2 2.2",
    )


def _fine_lines(scene: Scene) -> str:
    """What only the display cut has room for: hairline and beads on the rim; rays, shadow and hairline on the field."""
    metal, inset = scene.metal, scene.cut.field_inset
    lines = (
        scene.plate(2.6, stroke=metal.plate[4], opacity=0.8),
        _beads(scene),
        _guilloche(scene),
        scene.plate(inset + 1.3, stroke="#000", opacity=0.3, stroke_width=2.6),
        scene.plate(inset + 5, stroke=metal.plate[3], opacity=0.55),
    )
    return element("g", "".join(lines), fill="none")


def metal_plate(scene: Scene) -> str:
    """Outline, rim, bevel and field, and the fine lines upon them."""
    inset = scene.cut.field_inset
    return scene.at_plate(
        scene.plate(-2, fill=scene.metal.wreath[0]),
        scene.plate(0, fill=scene.paint("m")),
        scene.plate(inset - 2.8, fill=scene.paint("n")),
        scene.plate(inset, fill=scene.paint("e")),
        _fine_lines(scene) if scene.cut.fine else "",
    )


def blind_plate(scene: Scene) -> str:
    """Paper, embossed without ink: an edge and one groove."""
    blind = scene.unearned
    groove = scene.plate(10, stroke=blind.low) + scene.plate(11.8, stroke=blind.high)
    return scene.at_plate(
        scene.plate(0, fill=blind.base, stroke=blind.low, stroke_width=2),
        element("g", groove, fill="none", stroke_width=1.8),
    )
