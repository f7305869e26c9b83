"""Boards at a million members, beside the raw client in the same run (rows 4 and 5 of quality.md).

python -m tests.bench.bench_boards [--members 1000000] [--rounds 9]

Row 4: scores of 5,000 people projected to a board, beside a pipelined ZADD of the same. Row 5: rank, score and four
neighbours on either side, beside the same asked of redis-py in the fewest commands. Rounds are interleaved; medians.
Needs REDIS_URL; what it writes is under a namespace of its own, and dropped."""

import os
import random
import secrets
import statistics
import time
from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from services.leaderboards.boards import Boards, Score, connect
from services.leaderboards.ledgers import Mark
from shared.config import settings

BATCH, READS, AROUND = 5000, 1000, 4
PERIOD = "all"
Work = Callable[[random.Random], None]


class Bench:
    """A filled board, and what is measured on it."""

    def __init__(self, members: int) -> None:
        os.environ["LAUREL_NAMESPACE"] = f"bench{secrets.token_hex(4)}"
        settings.cache_clear()
        self.boards = Boards(connect())
        self.redis = self.boards.redis
        self.key = self.boards.key(PERIOD)
        self.members = members
        self.mark = Mark()
        self.boards.begin("bench", {0: self.mark})
        self._fill()

    def drop(self) -> None:
        """Leave nothing behind."""
        self.redis.unlink(self.boards.root, *self.boards.keys())

    def scores(self, rng: random.Random, count: int = BATCH) -> list[Score]:
        """What some people have now."""
        people = rng.sample(range(self.members), count)
        return [Score(name(person), PERIOD, rng.randrange(1, 100_000), "shown") for person in people]

    def project(self, rng: random.Random) -> None:
        """Laurel: the scores and the lane's mark in one step."""
        scores = self.scores(rng)
        following = Mark(self.mark.n + len(scores), 0)
        if not self.boards.write(0, self.mark, following, scores):
            raise RuntimeError("the mark was moved by somebody else")
        self.mark = following

    def zadd(self, rng: random.Random) -> None:
        """The limit: a pipeline of ZADD, one for each score, without a mark."""
        with self.redis.pipeline(transaction=False) as pipeline:
            for score in self.scores(rng):
                pipeline.zadd(self.key, {score.person: score.points})
            pipeline.execute()

    def zadd_together(self, rng: random.Random) -> None:
        """The limit's limit: one ZADD of all scores, without a mark."""
        self.redis.zadd(self.key, {score.person: score.points for score in self.scores(rng)})

    def view(self, rng: random.Random) -> None:
        """Laurel: rank by the rank rule, percentile, the next place, people, hidden people and the rows around."""
        for _ in range(READS):
            self.boards.view(PERIOD, name(rng.randrange(self.members)), AROUND)

    def raw(self, rng: random.Random) -> None:
        """The limit: position and score, then the neighbours with theirs; two round trips."""
        for _ in range(READS):
            person = name(rng.randrange(self.members))
            with self.redis.pipeline(transaction=False) as pipeline:
                pipeline.zrevrank(self.key, person)
                pipeline.zscore(self.key, person)
                rank, _score = pipeline.execute()
            first = max(0, rank - AROUND)
            self.redis.zrange(self.key, first, rank + AROUND, desc=True, withscores=True)

    def _fill(self) -> None:
        rng = random.Random(1)
        for first in range(0, self.members, 10_000):
            people = range(first, min(first + 10_000, self.members))
            self.redis.zadd(self.key, {name(person): rng.randrange(1, 100_000) for person in people})


def name(person: int) -> str:
    """The id of a person, as long as real ones are."""
    return f"e-{person:010}"


def measure(works: dict[str, Work], rounds: int) -> dict[str, float]:
    """The median seconds of each, in turns, after one round to warm up; all get the same random numbers in a round."""
    took: dict[str, list[float]] = {label: [] for label in works}
    for round_ in range(rounds + 1):
        for label, work in works.items():
            begun = time.perf_counter()
            work(random.Random(round_))
            took[label].append(time.perf_counter() - begun)
    return {label: statistics.median(times[1:]) for label, times in took.items()}


def main(
    members: Annotated[int, typer.Option(help="people on the board")] = 1_000_000,
    rounds: Annotated[int, typer.Option(min=7, help="rounds, interleaved")] = 9,
) -> None:
    """Measure, and print what Laurel does of its limits."""
    bench = Bench(members)
    try:
        writes = measure({"laurel": bench.project, "pipelined": bench.zadd, "at once": bench.zadd_together}, rounds)
        reads = measure({"laurel": bench.view, "raw": bench.raw}, rounds)
    finally:
        bench.drop()
    table = Table("row", "laurel", "limit", "ratio", "aim", title=f"boards of {members:,}, medians of {rounds}")
    table.add_row(*_line("4 project, beside pipelined ZADD", BATCH, writes["laurel"], writes["pipelined"], "≥ 0.7"))
    table.add_row(*_line("4 project, beside one ZADD of all", BATCH, writes["laurel"], writes["at once"], "-"))
    table.add_row(*_line("5 rank and neighbours, beside redis-py", READS, reads["laurel"], reads["raw"], "≥ 0.85"))
    Console(width=120).print(table)


def _line(what: str, count: int, ours: float, limit: float, aim: str) -> tuple[str, ...]:
    return what, f"{count / ours:,.0f}/s", f"{count / limit:,.0f}/s", f"{limit / ours:.2f}", aim


if __name__ == "__main__":
    typer.run(main)
