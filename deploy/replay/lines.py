"""A file of NDJSON, read in batches that intake takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

MOST_BYTES = 4 * 1024 * 1024


@dataclass
class Batch:
    """Some lines of the file: the events with the numbers of their lines (from 1), those that are no JSON, and where
    in the file, in bytes and lines, they end."""

    events: list[Any] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    offset: int = 0
    line: int = 0

    @property
    def lines(self) -> int:
        """How many lines it has, blank ones left out."""
        return len(self.events) + len(self.unreadable)

    @property
    def body(self) -> bytes:
        """The events as a JSON array, as they stand in the file."""
        return b"[" + b",".join(self.raw) + b"]"

    def add(self, number: int, line: bytes) -> None:
        """Take a line."""
        try:
            self.events.append(orjson.loads(line))
            self.raw.append(line)
            self.numbers.append(number)
        except orjson.JSONDecodeError as error:
            self.unreadable.append((number, str(error)))


def batches(file: Path, size: int, offset: int = 0, line: int = 0) -> Iterator[Batch]:
    """The batches after this place (bytes and lines already done), of up to ``size`` lines and 4 MiB."""
    with file.open("rb") as stream:
        stream.seek(offset)
        batch, length = Batch(offset=offset, line=line), 0
        for raw in stream:
            text = raw.strip()
            if batch.lines and (batch.lines >= size or length + len(text) > MOST_BYTES):
                yield batch
                batch, length = Batch(offset=batch.offset, line=batch.line), 0
            batch.offset += len(raw)
            batch.line += 1
            if text:
                batch.add(batch.line, text)
                length += len(text)
        if batch.lines or batch.line > line:
            yield batch


def count(file: Path) -> int:
    """How many lines a file has, blank ones left out."""
    with file.open("rb") as stream:
        return sum(1 for line in stream if line.strip())
