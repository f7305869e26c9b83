"""A picture of the organization's own, in the icon's place: set into the field, or pressed into paper."""

from .scene import Emblem, Scene
from .shapes import inset_scale
from .svg import element, number

# How far the picture stays inside the field's edge, where it fills it.
_MARGIN = 6
# What part of the field's height a picture takes that lies upon it: a square within a disc.
_WITHIN = 0.66
_UNEARNED = 0.42


def emblem_definitions(scene: Scene) -> str:
    """The field's edge as a clip, and what takes the colour out of a picture that is not earned."""
    clip = element("clipPath", scene.plate(_depth(scene)), id_=scene.id("q"))
    if scene.state in ("earned", "held"):
        return clip
    bare = element("feColorMatrix", **_bare(scene))
    return clip + element("filter", bare, id_=scene.id("g"), color_interpolation_filters="sRGB")


def _bare(scene: Scene) -> dict[str, str | float]:
    """One that fills the field turns grey; one that lies upon it becomes a silhouette, so that white shows."""
    if scene.emblem and scene.emblem.fills:
        return {"type": "saturate", "values": "0"}
    tone = [int(scene.unearned.icon[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    rows = [f"0 0 0 0 {number(part, 3)}" for part in tone]
    return {"type": "matrix", "values": " ".join([*rows, "0 0 0 1 0"])}


def set_emblem(scene: Scene, emblem: Emblem) -> str:
    """The picture, earned."""
    return scene.at_plate(element("g", _image(scene, emblem), clip_path=scene.paint("q")))


def pressed_emblem(scene: Scene, emblem: Emblem) -> str:
    """The picture, not earned: pale and grey."""
    opacity = _UNEARNED if emblem.fills else None
    pale = element("g", _image(scene, emblem), filter=scene.paint("g"), opacity=opacity)
    return scene.at_plate(element("g", pale, clip_path=scene.paint("q")))


def _depth(scene: Scene) -> float:
    return scene.cut.field_inset + (_MARGIN if scene.cut.fine else 2)


def _image(scene: Scene, emblem: Emblem) -> str:
    """A square about the field's centre, or about the icon's where the picture lies upon the field."""
    reach = scene.cut.plate_radius * 1.07 * inset_scale(scene.design.shape, scene.cut.plate_radius, _depth(scene))
    half = reach if emblem.fills else reach * _WITHIN
    middle = 0 if emblem.fills else scene.icon_y - scene.plate_y
    kept = "xMidYMid slice" if emblem.fills else "xMidYMid meet"
    place = {"x": -half, "y": middle - half, "width": 2 * half, "height": 2 * half}
    return element("image", href=emblem.address, preserveAspectRatio=kept, **place)
