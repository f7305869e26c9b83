"""How a picture is refused: what is wrong with it, where, and what would be right."""

from collections.abc import Iterable

MOST_BYTES = 256 * 1024
MOST_FAULTS = 20


class PictureRefused(ValueError):
    """No picture that can be kept. ``faults`` are (where, what): `line 12, script` and a sentence."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = list(faults)[:MOST_FAULTS]
        super().__init__("; ".join(f"{where}: {what}" for where, what in self.faults))
