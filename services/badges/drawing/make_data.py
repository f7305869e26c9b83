"""Makes the outlines that badges are drawn from, out of two local folders; run by hand when either changes.

    npm install --prefix /tmp/outlines --ignore-scripts @tabler/icons@3.51.0 \\
        @fontsource-variable/bricolage-grotesque@5.3.0
    pip install fonttools brotli skia-pathops
    python -m services.badges.drawing.make_data /tmp/outlines/node_modules

It writes `data/icons.json` (the Tabler icons that `data/icons.txt` names, on their 24-unit grid) and `data/glyphs.json`
(the characters of Bricolage Grotesque at one narrow, bold instance: advance, outline, kerning of plain Latin). Drawing
reads those two files alone: no font and no font library is needed where badges are drawn.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont  # type: ignore[import-untyped]

DATA = Path(__file__).parent / "data"
FONT = "@fontsource-variable/bricolage-grotesque"
INSTANCE = {"opsz": 20, "wdth": 84, "wght": 700}
SUBSETS = ("latin", "latin-ext", "vietnamese")
# Letters, digits, punctuation, and the signs that names of badges are likely to hold.
KEPT_CATEGORIES = ("Lu", "Ll", "Lo", "Nd", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs")
KEPT_SIGNS = set("+=<>|~°€£$™®©×−ªº")
KERNED = [chr(code) for code in range(0x21, 0x7F)] + list("‘’“”–—")


def compact(path: str) -> str:
    """The same SVG path with numbers to two decimals and only the separators that are needed."""
    tokens = re.findall(r"[a-zA-Z]|-?\d*\.?\d+", path)
    out, previous = "", "M"
    for token in tokens:
        number = token if token.isalpha() else f"{float(token):.2f}".rstrip("0").rstrip(".")
        number = re.sub(r"^(-?)0\.", r"\1.", "0" if number == "-0" else number)
        fraction = number.startswith(".") and "." in previous
        joined = number.isalpha() or previous.isalpha() or number.startswith("-") or fraction
        out += number if joined else " " + number
        previous = number
    return out


def icons(tabler: Path) -> dict[str, dict[str, str]]:
    """kind -> icon -> outline, every part of the icon in one path."""
    nodes = json.loads((tabler / "tabler-nodes-outline.json").read_text())
    kinds: dict[str, dict[str, str]] = {}
    for line in (DATA / "icons.txt").read_text().splitlines():
        if line.startswith("#"):
            continue
        kind, names = line.split(": ")
        kinds[kind] = {name: compact("".join(part["d"] for _, part in nodes[name])) for name in sorted(names.split())}
    return kinds


def pair_value(font: TTFont, left: str, right: str) -> int:
    """What the font adds to the advance of `left` before `right`; the first subtable that knows the pair decides."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable if lookup.LookupType == 2 else ():
            if left in table.Coverage.glyphs and (value := _in_subtable(table, left, right)) is not None:
                return value
    return 0


def _in_subtable(table: Any, left: str, right: str) -> int | None:
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        return next((pair.Value1.XAdvance for pair in pairs if pair.SecondGlyph == right), None)
    row = table.ClassDef1.classDefs.get(left, 0)
    column = table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[row].Class2Record[column].Value1
    return value.XAdvance if value else 0


def kept(character: str) -> bool:
    return unicodedata.category(character) in KEPT_CATEGORIES or character in KEPT_SIGNS


class ContourPen(BasePen):  # type: ignore[misc]
    """Writes contours as the four commands M L Q Z, each with its absolute points: the least there is to read back."""

    def __init__(self, glyph_set: Any) -> None:
        super().__init__(glyph_set)
        self.commands: list[str] = []

    def _write(self, command: str, *points: tuple[float, float]) -> None:
        self.commands.append(command + " ".join(f"{round(x)} {round(y)}" for x, y in points))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (BasePen's name)
        self._write("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (BasePen's name)
        self._write("L", pt)

    def _qCurveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float]) -> None:  # noqa: N802 (BasePen's name)
        self._write("Q", pt1, pt2)

    def _closePath(self) -> None:  # noqa: N802 (BasePen's name)
        self._write("Z")


def outline(font: TTFont, glyph: str) -> tuple[int, str]:
    """(advance, closed contours of straight lines and quadratic curves), y upwards, in the font's units."""
    glyphs = font.getGlyphSet()
    pen = ContourPen(glyphs)
    glyphs[glyph].draw(pen)
    return round(glyphs[glyph].width), "".join(pen.commands)


def glyphs(files: Path) -> dict[str, Any]:
    """Every kept character of the subsets; kerning from the Latin file, which accented letters share by their base."""
    characters: dict[str, tuple[int, str]] = {}
    kerning: dict[str, int] = {}
    for subset in SUBSETS:
        source = TTFont(files / f"bricolage-grotesque-{subset}-standard-normal.woff2")
        font = instantiateVariableFont(source, INSTANCE, overlap=OverlapMode.REMOVE)
        names = font.getBestCmap()
        for code, name in names.items():
            if kept(chr(code)):
                characters.setdefault(chr(code), outline(font, name))
        if subset == "latin":
            pairs = {a + b: pair_value(font, names[ord(a)], names[ord(b)]) for a in KERNED for b in KERNED}
            kerning = {pair: value for pair, value in pairs.items() if value}
    return {"units_per_em": 1000, "glyphs": dict(sorted(characters.items())), "kerning": kerning}


def write(name: str, data: dict[str, Any]) -> None:
    """An icon, a glyph, a kerned pair a line, so that a change can be read in a diff."""
    sections = [f"{json.dumps(key)}:{_section(value)}" for key, value in data.items()]
    (DATA / name).write_text("{" + ",\n".join(sections) + "}\n", encoding="utf-8")


def _section(value: Any) -> str:
    def dumps(part: Any) -> str:
        return json.dumps(part, ensure_ascii=False, separators=(",", ":"))

    if not isinstance(value, dict):
        return dumps(value)
    return "{\n" + ",\n".join(f"{dumps(key)}:{dumps(part)}" for key, part in value.items()) + "}"


if __name__ == "__main__":
    modules = Path(sys.argv[1])
    write("icons.json", icons(modules / "@tabler/icons"))
    write("glyphs.json", glyphs(modules / FONT / "files"))
