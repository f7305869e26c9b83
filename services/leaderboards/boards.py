"""Redis, all of it: one sorted set for each board, of people with points, and beside it two more of those who are
hidden and those who have left. All can be rebuilt from MongoDB.

`{namespace}:board:organization:2026-05` holds a month's points (`…:hidden`, `…:left` beside it), `…:all` those of all
time; `{namespace}:board` the ledger's name, the moment up to which all is known (`at`), and for each lane its mark: how
far the boards follow its entries and moves. A lane's scores and its mark are written in one step, and only if the mark
is still what the writer read: whoever is late, or writes the same again, writes nothing."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from services.leaderboards.domain.standing import Place, Row, Standing, ranked, with_own
from services.leaderboards.ledgers import Mark
from shared.config import settings

FORGOTTEN = 24 * 3600
"""Seconds after which a shadow is dropped that nobody goes on filling."""
PLACES: tuple[Place, ...] = ("shown", "hidden", "left")
EXACT = 2**53
"""Up to here sorted sets keep every whole number."""
RedisAway = RedisError
_LUA = Path(__file__).parent / "lua"


class Score(NamedTuple):
    """What one person has in one period, and where that is kept; ``moved``: it may stand elsewhere until now."""

    person: str
    period: str
    points: int
    place: Place
    moved: bool = False


Client = Any  # redis-py: its types can't say that every answer is decoded


@dataclass(frozen=True)
class View:
    """A board as somebody sees it: the moment up to which it is complete (None: the boards are not filled), the people
    on it and beside it by their own wish, where the viewer stands, and the rows around them."""

    at: datetime | None
    people: int
    hidden: int
    me: Standing | None = None
    around: tuple[Row, ...] = ()


def connect() -> Client:
    """A client that never sends a command again by itself: the writer reads the mark and decides."""
    return Redis.from_url(
        settings().redis_url, decode_responses=True, retry=Retry(NoBackoff(), 0), socket_timeout=10,
        socket_connect_timeout=2,
    )  # fmt: skip


class Boards:
    """The live boards, or a shadow in which they are rebuilt. Every call may raise RedisAway."""

    def __init__(self, redis: Client, *, shadow: bool = False) -> None:
        self.redis = redis
        self.root = f"{settings().namespace}:{f'shadow-{uuid.uuid4().hex}' if shadow else 'board'}"
        self._expires = str(FORGOTTEN if shadow else 0)
        self._project = redis.register_script((_LUA / "project.lua").read_text())
        self._standing = redis.register_script((_LUA / "standing.lua").read_text())
        self._swap = redis.register_script((_LUA / "swap.lua").read_text())

    def shadow(self) -> "Boards":
        """Boards beside these, in which nothing stands yet."""
        return Boards(self.redis, shadow=True)

    def key(self, period: str, place: Place = "shown") -> str:
        """The sorted set of a period and place."""
        board = f"{self.root}:organization:{period}"
        return board if place == "shown" else f"{board}:{place}"

    def state(self) -> tuple[str | None, dict[int, Mark]]:
        """The ledger that the boards are of (None: they are not filled), and each lane's mark."""
        found = self.redis.hgetall(self.root)
        marks = {int(lane): Mark.of(text) for lane, text in found.items() if lane.isdigit()}
        return found.get("ledger"), marks

    def begin(self, ledger: str, marks: Mapping[int, Mark]) -> None:
        """Boards of this ledger, which will hold what lies behind these marks."""
        said = {str(lane): str(mark) for lane, mark in marks.items()}
        self.redis.hset(self.root, mapping=said | {"ledger": ledger})

    def write(self, lane: int, expected: Mark, mark: Mark, scores: Iterable[Score]) -> bool:
        """Write these scores and the lane's mark, in one step; False, and nothing written, if the mark is another."""
        keys, arguments = [self.root], [str(lane), str(expected), str(mark), self._expires]
        for (verb, key), values in self._groups(scores).items():
            keys.append(key)
            arguments += [verb, str(len(keys)), str(len(values)), *values]
        return bool(self._project(keys=keys, args=arguments))

    def complete_up_to(self, moment: datetime) -> None:
        """Note that the boards hold everything that was posted before this moment."""
        self.redis.hset(self.root, "at", moment.isoformat())

    def moment(self) -> datetime | None:
        """The moment up to which the boards hold everything; None where they are not filled."""
        return _moment(self.redis.hget(self.root, "at"))

    def keys(self) -> list[str]:
        """Every sorted set that there is."""
        return list(self.redis.scan_iter(f"{self.root}:organization:*", count=1000))

    def replace(self, live: "Boards", ledger: str) -> bool:
        """Put these boards in the place of the live ones, in one step; False if they were lost meanwhile."""
        mine = self.keys()
        theirs = [live.root + key.removeprefix(self.root) for key in mine]
        pairs = [key for pair in zip(mine, theirs, strict=True) for key in pair]
        orphans = sorted(set(live.keys()) - set(theirs))
        return bool(self._swap(keys=[self.root, live.root, *pairs, *orphans], args=[ledger, len(mine)]))

    def view(self, period: str, person: str, around: int | None = None) -> View:
        """The board as this person sees it, with up to ``around`` rows above and below their own."""
        keys = [self.root, self.key(period), self.key(period, "hidden")]
        found = self._standing(keys=keys, args=[person, -1 if around is None else around]).split("\0")
        ledger, at, people, hidden = found[:4]
        me = _standing(found[4:9], int(people)) if found[4:] else None
        rows = _rows(person, me, found[9:]) if me and found[9:] else ()
        return View(_moment(at) if ledger else None, int(people), int(hidden), me, tuple(rows))

    def page(self, period: str, first: int, after: tuple[int, str] | None = None) -> tuple[list[Row], bool]:
        """The rows after a place (points, person), whether they still stand there or not; and whether more follow."""
        board = self.key(period)
        start = self._behind(board, *after) if after else 0
        scores = [(name, int(points)) for name, points in self._stretch(board, start, first + 1)]
        if not scores:
            return [], False
        higher = self.redis.zcount(board, f"({scores[0][1]}", "+inf")
        return ranked(scores[:first], start, higher), len(scores) > first

    def points(self, period: str, place: Place = "shown") -> dict[str, int]:
        """Everybody's points: to compare the board with the ledger."""
        return {name: int(points) for name, points in self.redis.zscan_iter(self.key(period, place), count=10_000)}

    def _groups(self, scores: Iterable[Score]) -> dict[tuple[str, str], list[str]]:
        groups: dict[tuple[str, str], list[str]] = {}
        for person, period, points, place, moved in scores:
            if points:
                groups.setdefault(("ZADD", self.key(period, place)), []).extend((str(points), person))
            else:
                groups.setdefault(("ZREM", self.key(period, place)), []).append(person)
            if moved:
                for other in PLACES:
                    if other != place:
                        groups.setdefault(("ZREM", self.key(period, other)), []).append(person)
        return groups

    def _stretch(self, board: str, start: int, count: int) -> list[tuple[str, float]]:
        found: list[tuple[str, float]] = self.redis.zrange(board, start, start + count - 1, desc=True, withscores=True)
        return found

    def _behind(self, board: str, points: int, person: str) -> int:
        """How many stand before or at this place. Who ties is ordered by id, downwards, as Redis does it."""
        if self.redis.zscore(board, person) == points:
            return int(self.redis.zrevrank(board, person) or 0) + 1
        low, high = (int(self.redis.zcount(board, least, "+inf")) for least in (f"({points}", points))
        while low < high:
            middle = (low + high) // 2
            [(name, _)] = self._stretch(board, middle, 1) or [("", 0)]
            if name.encode() > person.encode():
                low = middle + 1
            else:
                high = middle
        return low


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _standing(found: list[str], people: int) -> Standing:
    points, higher, lower = map(int, found[1:4])
    hidden = found[0] == "1"
    return Standing(points, hidden, higher, lower, people - (not hidden), int(found[4]) if found[4] else None)


def _rows(person: str, me: Standing, found: list[str]) -> list[Row]:
    start, higher, *flat = found
    rows = ranked(zip(flat[::2], map(int, flat[1::2]), strict=True), int(start), int(higher))
    return with_own(rows, Row(me.rank, person, me.points)) if me.hidden else rows
