"""Rows 4 and 5: boards of a million members (LAUREL_BENCH_MEMBERS=10000000 for ten), beside the raw client and a peer.

Row 4: scores of 5,000 people projected to a board, beside a pipelined ZADD of the same. Row 5: rank, score and four
neighbours on either side, beside the same asked of redis-py in the fewest commands, and of `leaderboard`."""

import os
import random
from collections.abc import Iterator

import pytest

from services.leaderboards.boards import Boards, Score, connect
from services.leaderboards.ledgers import Mark
from tests.bench.peer import VERSION, leaderboard
from tests.bench.rounds import ROUNDS, Line, Work, in_turns, rate, timed

MEMBERS = int(os.environ.get("LAUREL_BENCH_MEMBERS", "1_000_000"))
BATCH, READS, AROUND = 5000, 1000, 4
PERIOD = "all"


class Filled:
    """A filled board, and what is measured on it."""

    def __init__(self, members: int) -> None:
        self.boards = Boards(connect())
        self.redis = self.boards.redis
        self.key = self.boards.key(PERIOD)
        self.members = members
        self.mark = Mark()
        self.peer = leaderboard(self.key, self.redis)
        self.boards.begin("bench", {0: self.mark})
        self._fill()

    def drop(self) -> None:
        """Leave nothing behind."""
        self.redis.unlink(self.boards.root, *self.boards.keys())

    def scores(self, rng: random.Random, count: int = BATCH) -> list[Score]:
        """What some people have now."""
        people = rng.sample(range(self.members), count)
        return [Score(name(person), PERIOD, rng.randrange(1, 100_000), "shown") for person in people]

    def project(self, round_: int) -> None:
        """Laurel: the scores and the lane's mark in one step."""
        scores = self.scores(random.Random(round_))
        following = Mark(self.mark.n + len(scores), 0)
        if not self.boards.write(0, self.mark, following, scores):
            raise RuntimeError("the mark was moved by somebody else")
        self.mark = following

    def zadd(self, round_: int) -> None:
        """The limit: a pipeline of ZADD, one for each score, without a mark."""
        with self.redis.pipeline(transaction=False) as pipeline:
            for score in self.scores(random.Random(round_)):
                pipeline.zadd(self.key, {score.person: score.points})
            pipeline.execute()

    def view(self, round_: int) -> None:
        """Laurel: rank by the rank rule, percentile, the next place, people, hidden people and the rows around."""
        for person in self.asked(round_):
            self.boards.view(PERIOD, person, AROUND)

    def raw(self, round_: int) -> None:
        """The limit: position and score, then the neighbours with theirs; two round trips."""
        for person in self.asked(round_):
            with self.redis.pipeline(transaction=False) as pipeline:
                pipeline.zrevrank(self.key, person)
                pipeline.zscore(self.key, person)
                rank, _score = pipeline.execute()
            first = max(0, rank - AROUND)
            self.redis.zrange(self.key, first, rank + AROUND, desc=True, withscores=True)

    def of_peer(self, round_: int) -> None:
        """The peer: the page around somebody, with ranks and scores."""
        for person in self.asked(round_):
            self.peer.around_me(person, page_size=2 * AROUND + 1)

    def asked(self, round_: int) -> Iterator[str]:
        """Who is looked for in a round."""
        rng = random.Random(round_)
        return (name(rng.randrange(self.members)) for _ in range(READS))

    def _fill(self) -> None:
        rng = random.Random(1)
        for first in range(0, self.members, 10_000):
            people = range(first, min(first + 10_000, self.members))
            self.redis.zadd(self.key, {name(person): rng.randrange(1, 100_000) for person in people})


def name(person: int) -> str:
    """The id of a person, as long as real ones are."""
    return f"e-{person:010}"


@pytest.fixture
def filled(namespace: str) -> Iterator[Filled]:
    """A board of so many members."""
    board = Filled(MEMBERS)
    yield board
    board.drop()


@pytest.mark.timeout(1800)
def test_boards(filled: Filled, lines: list[Line]) -> None:
    """What was projected stands on the board with its mark; what is read of it is right, by the rank rule."""
    writes = in_turns({"limit": timed(filled.zadd), "laurel": timed(filled.project)})
    assert filled.boards.state()[1][0].n == BATCH * (ROUNDS + 1)
    last = {score.person: score.points for score in filled.scores(random.Random(ROUNDS))}
    assert all(int(filled.redis.zscore(filled.key, person) or 0) == points for person, points in last.items())
    works: dict[str, Work] = {"limit": timed(filled.raw), "laurel": timed(filled.view)}
    reads = in_turns(works | ({"peer": timed(filled.of_peer)} if filled.peer else {}))
    for person in filled.asked(0):
        check(filled, person)
    size, verdict = f"{MEMBERS:,} members", f"{READS:,} views as counted apart"
    written, read = rate(BATCH, writes["laurel"]), rate(READS, reads["laurel"])
    lines.append(
        Line("4", f"project {BATCH:,} scores, {size}", "pipelined ZADD", written, rate(BATCH, writes["limit"]),
             writes["limit"] / writes["laurel"], 0.7, f"{BATCH * (ROUNDS + 1):,} scores, and the mark")
    )  # fmt: skip
    for beside, aim in (("limit", 0.85), ("peer", 1.0)):
        if beside in reads:
            whom = "raw redis-py" if beside == "limit" else f"leaderboard {VERSION}"
            lines.append(
                Line("5", f"rank and neighbours, {size}", whom, read, rate(READS, reads[beside]),
                     reads[beside] / reads["laurel"], aim, verdict)
            )  # fmt: skip


def check(filled: Filled, person: str) -> None:
    """The view of a person agrees with the sorted set itself, counted by other commands."""
    view = filled.boards.view(PERIOD, person, AROUND)
    points = int(filled.redis.zscore(filled.key, person) or 0)
    assert view.me is not None
    assert (view.me.points, view.people) == (points, filled.members)
    assert view.me.rank == 1 + filled.redis.zcount(filled.key, f"({points}", "+inf")
    position = int(filled.redis.zrevrank(filled.key, person) or 0)
    rows = filled.redis.zrange(filled.key, max(0, position - AROUND), position + AROUND, desc=True, withscores=True)
    assert [(row.person, row.points) for row in view.around] == [(who, int(score)) for who, score in rows]
