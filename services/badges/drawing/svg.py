"""Writing SVG compactly: numbers, paths, elements."""

from xml.sax.saxutils import quoteattr


def number(value: float, decimals: int = 1) -> str:
    """The shortest way to write a number: `-.5`, `12`, `3.4`."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    if digits == "0":
        return "0"
    return sign + digits.removeprefix("0")


def join(numbers: list[str]) -> str:
    """Numbers in a row; a minus sign parts as well as a space does."""
    return " ".join(numbers).replace(" -", "-")


def element(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """`<name …>content</name>`; `stroke_width=2` writes `stroke-width="2"`, `id_` writes `id`, None is left out."""
    written = "".join(f" {_attribute(key, value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _attribute(key: str, value: str | float) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f"{name}={quoteattr(value if isinstance(value, str) else number(value, 3))}"


class Path:
    """The `d` of a path, written without what a reader can infer: repeated commands, spaces before a minus."""

    def __init__(self, decimals: int = 1) -> None:
        self._decimals = decimals
        self._parts: list[str] = []
        self._last = ""

    def add(self, command: str, *numbers: float) -> "Path":
        written = join([number(value, self._decimals) for value in numbers])
        repeats = command == self._last and command not in "MmZz"
        separator = " " if repeats and not written.startswith("-") else ""
        self._parts.append(separator + written if repeats else command + written)
        self._last = command
        return self

    def __str__(self) -> str:
        return "".join(self._parts)
