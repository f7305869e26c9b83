"""Baking: the signed credential inside its picture (Open Badges 3.0, "Baked Badge"): the file alone proves it."""

import io
import re
from xml.etree.ElementTree import fromstring

from PIL import Image
from PIL.PngImagePlugin import PngInfo

KEYWORD = "openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
TAG = f"{{{NAMESPACE}}}credential"
OPENING = re.compile(r"""\s*(?:<\?xml[^>]*\?>\s*)?<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>""")


def bake_png(png: bytes, credential: str) -> bytes:
    """The PNG with the credential (JSON, or a compact JWS) in one uncompressed iTXt chunk; one that it had is gone."""
    with Image.open(io.BytesIO(png)) as picture:
        chunk, baked = PngInfo(), io.BytesIO()
        chunk.add_itxt(KEYWORD, credential)
        picture.save(baked, "PNG", pnginfo=chunk, optimize=False)
    return baked.getvalue()


def from_png(png: bytes) -> str | None:
    """The credential in a baked PNG."""
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        found = picture.info.get(KEYWORD)
    return None if found is None else str(found)


def bake_svg(svg: str, credential: str) -> str:
    """The SVG with the credential's JSON as its first element; ValueError for what is no SVG, or was baked before."""
    opening = OPENING.match(svg)
    if opening is None or NAMESPACE in svg:
        raise ValueError("an SVG that is not baked yet is needed")
    tag = opening.group().removesuffix(">")
    body = credential.replace("]]>", "]]\\u003e")  # as JSON writes it within a text
    element = f"<openbadges:credential><![CDATA[{body}]]></openbadges:credential>"
    return f'{tag} xmlns:openbadges="{NAMESPACE}">{element}{svg[opening.end() :]}'


def from_svg(svg: str) -> str | None:
    """The credential in a baked SVG."""
    found = fromstring(svg).find(TAG)  # noqa: S314  # for our own drawings
    return None if found is None else found.text
