"""From an SVG of unknown origin to one that only draws: what is active is refused with its place, never mended."""

import re
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from services.badges.images.parts import Part, check_weight
from services.badges.images.refusing import MOST_FAULTS, PictureRefused
from services.badges.images.vocabulary import (
    ATTRIBUTES,
    ELEMENTS,
    INSIDE,
    NAME,
    REFUSED,
    SILENT,
    SVG,
    XLINK,
    fault_of_value,
    named_in,
)

MOST_PARTS, DEEPEST, WIDEST_RATIO = 5_000, 50, 2.0
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?")
LENGTH = re.compile(r"(\d+\.?\d*|\.\d+)(px|pt|mm|cm|in)?")


def sanitised(content: bytes) -> str:
    """The SVG with only what draws, its view box said, in one line. PictureRefused names every fault with its line.

    Left out without a word: comments, titles, metadata, what editors note for themselves, a document type without
    declarations of its own.
    """
    reader = _Reader()
    root = reader.read(content)
    if reader.faults:
        raise PictureRefused(reader.faults)
    check_weight(root)
    _frame(root)
    return _written(root)


class _Reader:
    """Builds the parts from what the parser tells. Nothing outside of the file is ever read."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []
        self._root: Part | None = None
        self._open: list[Part] = []
        self._silent = 0
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, content: bytes) -> Part:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise PictureRefused(
                [*self.faults, (f"line {error.lineno}", f"is no XML: {expat.ErrorString(error.code)}")]
            ) from error
        if self._root is None:
            raise PictureRefused(self.faults or [("svg", "must be the outermost element")])
        return self._root

    def _fault(self, where: str, what: str) -> None:
        self.faults.append((f"line {self._parser.CurrentLineNumber}, {where}", what))
        if len(self.faults) >= MOST_FAULTS:
            raise PictureRefused(self.faults)

    def _entity(self, name: str, *_: object) -> None:
        raise PictureRefused(
            [(f"line {self._parser.CurrentLineNumber}, !ENTITY {name}", "declares a text of its own: write it out")]
        )

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._fault(f"?{target}", "refers to another file: put the style into the elements")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if self._silent or (space != SVG and self._open) or (space == SVG and name in SILENT):
            self._silent += 1
            self._look_into(name)
            return
        part = Part(name, self._parser.CurrentLineNumber)
        self._check_place(space, name)
        for attribute, value in attributes.items():
            self._take(part, attribute, value)
        if self._open:
            self._open[-1].children.append(part)
        else:
            self._root = part
        self._open.append(part)

    def _look_into(self, name: str) -> None:
        """What is left out is left out with all that is in it; a program is refused wherever it stands."""
        self._count_one(name)
        if name.lower() in {"script", "foreignobject", "iframe", "handler"}:
            self._fault(name, REFUSED.get(name, "runs a program: remove it"))

    def _check_place(self, space: str, name: str) -> None:
        self._count_one(name)
        if not self._open and (space, name) != (SVG, "svg"):
            raise PictureRefused(
                [(f"line {self._parser.CurrentLineNumber}, {name}", f"must be svg, in the namespace {SVG}")]
            )
        if len(self._open) >= DEEPEST:
            raise PictureRefused(
                [(f"line {self._parser.CurrentLineNumber}, {name}", f"lies deeper than {DEEPEST} elements")]
            )
        if name in REFUSED or name not in ELEMENTS:
            self._fault(name, REFUSED.get(name, "is not known here: draw with paths and shapes"))

    def _count_one(self, name: str) -> None:
        self._count += 1
        if self._count > MOST_PARTS:
            raise PictureRefused(
                [(f"line {self._parser.CurrentLineNumber}, {name}", f"is one element too many: at most {MOST_PARTS}")]
            )

    def _take(self, part: Part, attribute: str, value: str) -> None:
        space, _, name = attribute.rpartition(" ")
        where = f"{part.name} {name}"
        if name.lower().startswith("on"):
            self._fault(where, "runs a program: remove it")
        elif name == "href" and space in {"", XLINK}:
            self._refer(part, where, value.strip())
        elif not space and name in ATTRIBUTES:
            self._keep(part, name, where, value)

    def _refer(self, part: Part, where: str, value: str) -> None:
        if not INSIDE.fullmatch(value):
            self._fault(where, "refers to another file: only parts of this one may be named, as in #star")
            return
        part.attributes["href"] = value
        part.refers.append(value[1:])

    def _keep(self, part: Part, name: str, where: str, value: str) -> None:
        if name == "id" and not NAME.fullmatch(value):
            return
        if fault := fault_of_value(value):
            self._fault(where, fault)
            return
        part.attributes[name] = value
        part.refers.extend(named_in(value))

    def _text(self, text: str) -> None:
        if not self._silent and self._open and self._open[-1].name == "style":
            self._open[-1].text += text

    def _end(self, _tag: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        part = self._open.pop()
        if part.name == "style":
            fault = "holds a < or > that does not belong to a style" if "<" in part.text else fault_of_value(part.text)
            if fault:
                self._fault("style", fault)
            part.refers.extend(named_in(part.text))


def _frame(root: Part) -> None:
    """The view box says how large it is; a width and a height serve in its place, and are left out."""
    width, height = (root.attributes.pop(name, "") for name in ("width", "height"))
    box = root.attributes.get("viewBox")
    numbers = (
        [float(found[0]) for found in NUMBER.finditer(box)] if box else [0.0, 0.0, _length(width), _length(height)]
    )
    if len(numbers) != 4 or not all(0 < side < 1e6 for side in numbers[2:]):
        raise PictureRefused([("svg viewBox", 'must say a size, such as "0 0 240 240"')])
    if max(numbers[2:]) > WIDEST_RATIO * min(numbers[2:]):
        raise PictureRefused([("svg viewBox", "must be nearly square: neither side twice the other")])
    for name in ("x", "y", "id"):
        root.attributes.pop(name, None)
    root.attributes["viewBox"] = " ".join(f"{number:.6g}" for number in numbers)


def _length(text: str) -> float:
    found = LENGTH.fullmatch(text.strip())
    return float(found[1]) if found else 0.0


def _written(part: Part, outermost: bool = True) -> str:
    space = f' xmlns="{SVG}"' if outermost else ""
    said = "".join(f" {name}={quoteattr(value)}" for name, value in part.attributes.items())
    inner = escape(part.text) + "".join(_written(child, outermost=False) for child in part.children)
    return f"<{part.name}{space}{said}>{inner}</{part.name}>" if inner else f"<{part.name}{space}{said}/>"
