"""Pictures of an organization's own: what is kept of them, and what is refused."""

import io
import re
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.badges.drawing.raster import png_of
from services.badges.images.reading import LARGE, MOST_KEPT, SMALL, Picture, read_picture
from services.badges.images.refusing import MOST_BYTES, PictureRefused
from services.badges.images.sanitising import sanitised
from tests.unit.images.hostile import HOSTILE, NS, svg


@pytest.mark.parametrize("name", HOSTILE)
def test_what_does_more_than_draw_is_refused(name: str) -> None:
    """Each is refused with its reason, and all that is named has a place."""
    text, reason = HOSTILE[name]
    with pytest.raises(PictureRefused) as refused:
        read_picture(text.encode())
    assert any(reason in what for _, what in refused.value.faults), refused.value.faults
    assert all(where for where, _ in refused.value.faults)


def test_every_fault_is_named_with_its_line() -> None:
    """One who mends a drawing sees all that is wrong with it at once."""
    text = f'<svg {NS}>\n<script/>\n<path d="M0 0" onclick="x"/>\n<text/></svg>'
    with pytest.raises(PictureRefused) as refused:
        read_picture(text.encode())
    assert [where for where, _ in refused.value.faults] == ["line 2, script", "line 3, path onclick", "line 4, text"]


ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Some Editor 27 -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="120px" height="100px" x="0px" y="0px"
  inkscape:version="1.3" data-name="x" fill="none">
<title>Star &amp; moon</title><metadata><rdf xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Me</rdf></metadata>
<inkscape:grid type="xygrid"/>
<style type="text/css">.st0{fill:url(#shade);} .st1 > path{stroke:#123}</style>
<defs><linearGradient id="shade">
<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient>
<path id="star" d="M60 5 L90 95 L10 40 H110 L30 95 Z"/></defs>
<use xlink:href="#star" class="st0" style="opacity:.9"/></svg>"""


def test_what_editors_write_is_kept_as_far_as_it_draws() -> None:
    """Gradients, uses and styles stay; names, notes, comments and document types go; a width and height make a box."""
    kept = sanitised(ILLUSTRATOR.encode())
    assert kept.startswith('<svg xmlns="http://www.w3.org/2000/svg" fill="none" viewBox="0 0 120 100">')
    assert '<use href="#star" class="st0" style="opacity:.9"/>' in kept
    assert ".st1 &gt; path{stroke:#123}" in kept
    assert not any(gone in kept for gone in ("inkscape", "title", "rdf", "Star", "DOCTYPE", "Generator", "data-", "px"))
    image = Image.open(io.BytesIO(png_of(kept, 120)))
    assert image.getpixel((60, 50))[3] > 200  # type: ignore[index]


def test_what_was_cleaned_is_clean() -> None:
    """Sanitising what was sanitised changes nothing."""
    kept = sanitised(ILLUSTRATOR.encode())
    assert sanitised(kept.encode()) == kept


@given(st.text(alphabet="<>/=\"'&#;:()@\\ \n\0abcdefhijklmnoprstuvxgsvgurlon0123", max_size=120), st.integers(0, 2))
def test_nothing_gets_through_broken(text: str, place: int) -> None:
    """Whatever is put into an attribute, a style or an element: it is refused, or what is kept is clean."""
    inner = (f'<path d="M0 0h9v9z" style="{text}"/>', f"<style>{text}</style>", f"<g {text}/>")[place]
    try:
        kept = sanitised(svg(inner).encode())
    except PictureRefused:
        return
    lowered = kept.lower()
    assert sanitised(kept.encode()) == kept
    assert "<script" not in lowered
    assert not re.search(r"\son\w+\s*=", lowered)
    assert "url(" not in lowered or "url(#" in lowered.replace(" ", "").replace('"', "").replace("'", "")


def png(width: int = 96, height: int = 96, colour: str | tuple[int, ...] = "red", **more: object) -> bytes:
    """A PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGBA", (width, height), colour).save(out, "PNG", **more)
    return out.getvalue()


def sized(picture: Picture) -> list[tuple[int, int]]:
    """The pixels of what is kept."""
    return [Image.open(io.BytesIO(kept)).size for kept in (picture.content, picture.small)]


def test_a_png_is_painted_anew() -> None:
    """Square, in two sizes, without what stood beside its pixels; opaque corners let it fill the badge."""
    wide = read_picture(png(1000, 600))
    assert sized(wide) == [(LARGE, LARGE), (SMALL, SMALL)]
    assert (wide.kind, wide.fills) == ("png", False)
    small = read_picture(png(96, 96))
    assert sized(small) == [(96, 96), (96, 96)]
    assert small.fills
    noted = png() + b"<script>alert(1)</script>"
    assert b"script" not in read_picture(noted).content


def test_a_noisy_png_is_kept_within_bounds() -> None:
    """A photograph's colours are reduced where it would weigh too much in every page."""
    noise = Image.effect_noise((200, 200), 100).resize((360, 360))
    out = io.BytesIO()
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).quantize(250).save(out, "PNG")
    assert len(out.getvalue()) < MOST_BYTES
    assert len(read_picture(out.getvalue()).content) <= MOST_KEPT


def header(width: int, height: int) -> bytes:
    """A PNG that says to be of this size and holds nothing."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (header(60_000, 60_000), "sides of 64 to 4096"),
        (header(0, 0), "sides of 64 to 4096"),
        (png(63, 63), "it has 63 × 63"),
        (png(300, 100), "nearly square"),
        (header(100, 100), "can't be read"),
        (png()[:-30], "can't be read"),
        (png()[:20], "can't be read"),
        (png(colour=(0, 0, 0, 0)), "every pixel is transparent"),
        (b"GIF89a" + bytes(200), "an SVG or a PNG"),
        (b"", "an SVG or a PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(2000), "an SVG or a PNG"),
        (b"<svg>" + bytes(MOST_BYTES), "at most 256 kB"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, reason: str) -> None:
    """A bomb by its header, a broken or an empty one, other kinds, one too large: each with its reason."""
    with pytest.raises(PictureRefused) as refused:
        read_picture(content)
    assert [reason in what for _, what in refused.value.faults] == [True], refused.value.faults


def test_a_png_that_moves_is_refused() -> None:
    """An animated PNG is not reduced to whatever it shows first."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (80, 80), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(PictureRefused, match="stands still"):
        read_picture(out.getvalue())
