"""A look for a badge that nobody has designed yet: handsome, and always the same for the same badge."""

import hashlib
from typing import get_args

from . import outlines
from .design import Design, DrawingError, Shape, lettered
from .palette import FieldName

_KINDS: dict[Shape, outlines.Kind] = {"disc": "knowledge", "hexagon": "craft", "shield": "shield", "rosette": "people"}
_FIELDS: tuple[FieldName, ...] = get_args(FieldName)
# Words that a shortened name does not end with.
_LOOSE_ENDS = frozenset(
    {"&", "+", "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)


def default_design(badge_id: str, name: str) -> Design:
    """Shape, field and an icon of its kind by a hash of the badge's id; as much of the name as the band holds."""
    digest = hashlib.sha256(badge_id.encode("utf-8", "replace")).digest()
    shapes = tuple(_KINDS)
    shape = shapes[digest[0] % len(shapes)]
    icons = outlines.icon_names(_KINDS[shape])
    icon = icons[int.from_bytes(digest[2:4]) % len(icons)]
    return Design(shape=shape, field=_FIELDS[digest[1] % len(_FIELDS)], icon=icon, band=short_name(name))


def short_name(name: str) -> str | None:
    """The longest run of the name's first words that fits the band; None where not even the first does."""
    words = name.split()
    while words:
        if words[-1].lower() not in _LOOSE_ENDS or len(words) == 1:
            try:
                return lettered("band", " ".join(words).rstrip(",;:–—-"))
            except DrawingError:
                pass
        words.pop()
    return None
