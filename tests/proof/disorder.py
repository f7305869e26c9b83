"""A file of events as bad weeks bring it: a tenth twice, shuffled, some weeks late; the same for a seed."""

from bisect import bisect
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import orjson

TWICE = 0.1
LATE = 0.02
WEEKS = (1, 8)
WITHIN = 1000
SEED = 20_130_201


def disorder(ordered: Path, to: Path) -> int:
    """Write the events of one file (NDJSON, in the order of their times) to another: a tenth of them twice, each within
    a thousand places of its own, one in fifty behind what happened up to eight weeks later; how many lines."""
    lines = ordered.read_bytes().splitlines(keepends=True)
    times = [datetime.fromisoformat(orjson.loads(line)["time"]) for line in lines]
    shuffled = sorted(_places(times, Random(SEED)))
    to.write_bytes(b"".join(lines[number] for _, number in shuffled))
    return len(shuffled)


def _places(times: list[datetime], random: Random) -> Iterator[tuple[float, int]]:
    for number, at in enumerate(times):
        for _ in range(2 if random.random() < TWICE else 1):
            late = random.random() < LATE
            behind = bisect(times, at + timedelta(weeks=random.uniform(*WEEKS))) if late else number
            yield behind + random.uniform(0, WITHIN), number
