"""Drawings as PNG, by resvg: the same everywhere, without a browser or a font."""

import resvg_py

WIDEST = 2048


def png_of(svg: str, width: int) -> bytes:
    """The SVG as PNG, ``width`` pixels wide (1 to 2048) and as high as its shape asks; ValueError for what is no SVG,
    or a width beyond that. Nothing outside of the text is read: no file, no address, no font of the system."""
    if not 1 <= width <= WIDEST:
        raise ValueError(f"a width from 1 to {WIDEST} pixels is needed, not {width}")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
