"""A picture that was sent: what it is, whether it can be kept, and what is kept of it."""

import io
import struct
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from services.badges.drawing.raster import png_of
from services.badges.images.refusing import MOST_BYTES, PictureRefused
from services.badges.images.sanitising import sanitised

Kind = Literal["svg", "png"]
PNG = b"\x89PNG\r\n\x1a\n"
# Width and height, in the first chunk.
HEADER = struct.Struct(">16xII")
LEAST_SIDE, MOST_SIDE = 64, 4096
LARGE, SMALL, PROBE = 512, 128, 64
MOST_KEPT = 200 * 1024
OPAQUE = 250


@dataclass(frozen=True)
class Picture:
    """What is kept: sanitised SVG text, or a square PNG; ``small`` is what small drawings take. ``fills``: its corners
    are painted, so that it may fill a badge to the rim."""

    kind: Kind
    content: bytes
    small: bytes
    fills: bool


def read_picture(content: bytes) -> Picture:
    """The picture as it will be kept. PictureRefused says what is wrong, and where."""
    if len(content) > MOST_BYTES:
        raise PictureRefused([("file", f"must be at most {MOST_BYTES // 1024} kB (it has {len(content) // 1024} kB)")])
    if content.startswith(PNG):
        return _png(content)
    if b"<" in content[:1000]:
        return _svg(content)
    raise PictureRefused([("file", "must be an SVG or a PNG")])


def _svg(content: bytes) -> Picture:
    text = sanitised(content)
    try:
        drawn = _pixels(Image.open(io.BytesIO(png_of(text, PROBE)), formats=["PNG"]))
    except ValueError as error:
        raise PictureRefused([("svg", "can't be drawn: save it anew as plain SVG")]) from error
    _check_seen("svg", drawn)
    return Picture("svg", text.encode(), text.encode(), _fills(drawn))


def _png(content: bytes) -> Picture:
    """Painted anew: nothing of the file is kept but its pixels."""
    try:
        _check_sides(*HEADER.unpack_from(content))
        opened = Image.open(io.BytesIO(content), formats=["PNG"])
        _check_still(opened)
        drawn = _pixels(opened)
    except PictureRefused:
        raise
    except Exception as error:  # Pillow raises almost anything over a broken file
        raise PictureRefused([("file", "is a PNG that can't be read: save it anew")]) from error
    _check_seen("file", drawn)
    square = _square(drawn)
    return Picture("png", _saved(square, LARGE), _saved(square, SMALL), _fills(square))


def _check_sides(width: int, height: int) -> None:
    """By what the file says of itself, before a pixel of it is read."""
    low, high = sorted((width, height))
    if low < LEAST_SIDE or high > MOST_SIDE:
        fault = f"must have sides of {LEAST_SIDE} to {MOST_SIDE} pixels (it has {width} × {height})"
        raise PictureRefused([("file", fault)])
    if high > 2 * low:
        raise PictureRefused([("file", "must be nearly square: neither side twice the other")])


def _check_still(image: "Image.Image") -> None:
    if getattr(image, "is_animated", False):
        raise PictureRefused([("file", "moves: a badge stands still")])


def _pixels(image: "Image.Image") -> "Image.Image":
    image.load()
    return image.convert("RGBA")


def _check_seen(where: str, image: "Image.Image") -> None:
    if image.getchannel("A").getextrema() == (0, 0):
        raise PictureRefused([(where, "shows nothing: every pixel is transparent")])


def _square(image: "Image.Image") -> "Image.Image":
    side = max(image.size)
    square = Image.new("RGBA", (side, side))
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return square


def _saved(image: "Image.Image", side: int) -> bytes:
    """As PNG, at most so many pixels wide; with fewer colours where it would be too large otherwise."""
    fitted = image if image.width <= side else image.resize((side, side), Image.Resampling.LANCZOS)
    saved = _as_png(fitted)
    return saved if len(saved) <= MOST_KEPT else _as_png(fitted.quantize(256, method=Image.Quantize.FASTOCTREE))


def _as_png(image: "Image.Image") -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _fills(image: "Image.Image") -> bool:
    right, foot = image.width - 1, image.height - 1
    corners = (image.getpixel(at) for at in ((0, 0), (right, 0), (0, foot), (right, foot)))
    return all(isinstance(pixel, tuple) and pixel[3] >= OPAQUE for pixel in corners)
