"""How far a file was sent to a server, in a small file beside it, so that an interrupted replay goes on."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

EXAMPLES = 3


@dataclass
class Reason:
    """Why some lines were refused: the status and field, what is wrong, and the first lines concerned."""

    status: int
    path: str
    message: str
    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        """Count one more."""
        self.count += 1
        if len(self.lines) < EXAMPLES:
            self.lines.append(line)


@dataclass
class Place:
    """Where to go on (bytes and lines done), and what became of what was sent: counts by state, reasons of refusal."""

    offset: int = 0
    line: int = 0
    done: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Reason] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """How many lines were refused."""
        return sum(reason.count for reason in self.reasons.values())

    def refuse(self, line: int, status: int, path: str, message: str) -> None:
        """Count a refused line under its reason."""
        key = f"{status}|{path}|{message}"
        self.reasons.setdefault(key, Reason(status, path, message)).add(line)


def file_for(source: Path, url: str) -> Path:
    """The place's file: another content, or another server, has another."""
    digest = hashlib.sha256(url.rstrip("/").encode() + b"\n")
    with source.open("rb") as stream:
        for part in iter(lambda: stream.read(1 << 20), b""):
            digest.update(part)
    return source.with_name(f"{source.name}.{digest.hexdigest()[:12]}.position")


def load(file: Path) -> Place:
    """The place as it was last stored, or the beginning."""
    try:
        stored: dict[str, Any] = orjson.loads(file.read_bytes())
    except FileNotFoundError:
        return Place()
    reasons = {key: Reason(**reason) for key, reason in stored.pop("reasons").items()}
    return Place(**stored | {"states": Counter(stored["states"]), "reasons": reasons})


def store(file: Path, place: Place) -> None:
    """Replace what is stored; whole or not at all."""
    beside = file.with_suffix(".position-new")
    beside.write_bytes(orjson.dumps(place, option=orjson.OPT_INDENT_2))
    beside.replace(file)
