"""An SVG's elements while it is read, and how much there is to draw once every reference is followed."""

from dataclasses import dataclass, field

from services.badges.images.refusing import PictureRefused

MOST_DRAWN, DEEPEST = 20_000, 200


@dataclass
class Part:
    """One element that is kept: its name, attributes, what is in it, the ids it refers to, and its line."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Part]" = field(default_factory=list)
    refers: list[str] = field(default_factory=list)
    text: str = ""


def check_weight(root: Part) -> None:
    """Refuse what draws far more than it says, or itself: parts that use parts that use parts."""
    known: dict[str, Part] = {}
    _collect(root, known)
    weights: dict[int, int] = {}
    if _weigh(root, known, weights, set()) > MOST_DRAWN:
        raise PictureRefused(
            [("svg", f"draws more than {MOST_DRAWN} parts once all references are followed: simplify it")]
        )


def _collect(part: Part, known: dict[str, Part]) -> None:
    if name := part.attributes.get("id"):
        known.setdefault(name, part)
    for child in part.children:
        _collect(child, known)


def _weigh(part: Part, known: dict[str, Part], weights: dict[int, int], open_: set[int]) -> int:
    if id(part) in open_:
        raise PictureRefused([(f"line {part.line}, {part.name}", "is used within itself: break the circle")])
    if len(open_) > DEEPEST:
        raise PictureRefused([(f"line {part.line}, {part.name}", f"is used by more than {DEEPEST} others in a row")])
    if id(part) not in weights:
        open_.add(id(part))
        used = [known[name] for name in part.refers if name in known]
        weight = 1 + sum(_weigh(each, known, weights, open_) for each in (*part.children, *used))
        weights[id(part)] = min(weight, MOST_DRAWN + 1)
        open_.remove(id(part))
    return weights[id(part)]
