"""What an SVG may consist of here, and why the rest is refused. Whatever stands in neither is refused as unknown."""

import re

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_DRAWING = """
    svg g defs symbol use path rect circle ellipse line polyline polygon clipPath mask pattern marker linearGradient
    radialGradient stop style
"""
_SAYING = """
    id class style transform d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height points offset viewBox
    preserveAspectRatio pathLength href fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility clip-path
    clip-rule mask stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits
    patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight
    refX refY orient marker-start marker-mid marker-end paint-order vector-effect shape-rendering color-interpolation
    overflow
"""
ELEMENTS, ATTRIBUTES = frozenset(_DRAWING.split()), frozenset(_SAYING.split())
# Says something about the drawing and paints nothing: left out without a word.
SILENT = frozenset({"title", "desc", "metadata"})
REFUSED = {
    "script": "runs a program: remove it",
    "foreignObject": "holds a document of another kind: remove it",
    "image": "holds another picture: draw it, or upload that picture itself",
    "feImage": "holds another picture: remove it",
    "a": "is a link: keep what is in it, and remove the link",
    "animate": "moves: a badge stands still",
    "animateMotion": "moves: a badge stands still",
    "animateTransform": "moves: a badge stands still",
    "animateColor": "moves: a badge stands still",
    "set": "moves: a badge stands still",
    "text": "is text, which looks different everywhere: turn it into outlines",
    "tspan": "is text, which looks different everywhere: turn it into outlines",
    "textPath": "is text, which looks different everywhere: turn it into outlines",
    "filter": "is a filter: draw without effects",
    "switch": "shows different things to different readers: keep one",
    "handler": "runs a program: remove it",
    "iframe": "holds another document: remove it",
    "audio": "makes a sound: remove it",
    "video": "moves: a badge stands still",
}
NAME = re.compile(r"[A-Za-z_][\w.-]{0,99}")
INSIDE = re.compile(r"#[A-Za-z_][\w.:-]{0,99}")
ADDRESS = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)

_ELSEWHERE = "refers to another file: only parts of this one may be named, as in url(#shade)"
_ACTIVE = "runs a program or holds another file: remove it"
# What a value may not hold, looked for without spaces, comments and capitals.
_FORBIDDEN = {
    "\\": "holds a backslash: write plain names and numbers",
    "@": "holds an @ rule: keep plain rules only",
    "javascript:": _ACTIVE,
    "vbscript:": _ACTIVE,
    "data:": _ACTIVE,
    "expression(": _ACTIVE,
    "-moz-binding": _ACTIVE,
    "behavior:": _ACTIVE,
    "image-set(": _ELSEWHERE,
    "image(": _ELSEWHERE,
    "src(": _ELSEWHERE,
}


def fault_of_value(value: str) -> str | None:
    """Why a value of an attribute, or a style, can't be taken: it may refer to parts of its own file only."""
    squeezed = re.sub(r"[\s\0]|/\*.*?\*/", "", value, flags=re.DOTALL).lower()
    for forbidden, fault in _FORBIDDEN.items():
        if forbidden in squeezed:
            return fault
    addresses = [address.strip() for _, address in ADDRESS.findall(value)]
    if squeezed.count("url(") != len(addresses):
        return "has a url( that can't be read: write url(#name)"
    return None if all(INSIDE.fullmatch(address) for address in addresses) else _ELSEWHERE


def named_in(value: str) -> list[str]:
    """The parts of the file that a value refers to, by their ids."""
    return [address.strip()[1:] for _, address in ADDRESS.findall(value)]
