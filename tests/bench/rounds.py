"""Rounds: what is measured and its limit take turns in one run, and their medians stand side by side.

Other work on the machine then slows both alike, and the ratio stays honest where the times do not."""

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = max(7, int(os.environ.get("LAUREL_BENCH_ROUNDS", "7")))
Work = Callable[[int], float]
"""Does the round of this number (0 is for warming up) and gives the seconds that count."""


@dataclass(frozen=True)
class Line:
    """One line of the table. ``ratio`` is Laurel's share of the limit, or (``most``) how many times as long it takes;
    ``aim`` None: shown for comparison only. ``verdict`` is what was checked of the data that was measured with."""

    row: str
    workload: str
    beside: str
    laurel: str
    limit: str
    ratio: float
    aim: float | None
    verdict: str
    most: bool = False

    @property
    def met(self) -> str:
        """Whether the aim is met; by how much it is missed."""
        if self.aim is None:
            return ""
        short = self.ratio / self.aim - 1 if self.most else 1 - self.ratio / self.aim
        return "yes" if short <= 0 else f"missed by {short:.0%}"

    @property
    def aimed(self) -> str:
        """The aim as text."""
        return "" if self.aim is None else f"{'≤' if self.most else '≥'} {self.aim:g}"


def timed(work: Callable[[int], object]) -> Work:
    """The work of which every second counts."""

    def run(number: int) -> float:
        begun = time.perf_counter()
        work(number)
        return time.perf_counter() - begun

    return run


def in_turns(works: Mapping[str, Work], before: Callable[[int], object] = id) -> dict[str, float]:
    """The median seconds of each, after a round to warm up; every other round goes backwards, so that nobody always
    comes first. ``before`` prepares a round."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for number in range(ROUNDS + 1):
        before(number)
        for name in reversed(list(works)) if number % 2 else works:
            seconds = works[name](number)
            if number:
                took[name].append(seconds)
    return {name: statistics.median(times) for name, times in took.items()}


def rate(count: float, seconds: float, what: str = "") -> str:
    """So many a second."""
    return f"{count / seconds:,.0f}{' ' + what if what else ''}/s"
