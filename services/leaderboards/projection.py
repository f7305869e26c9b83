"""From the ledger in MongoDB to the boards in Redis.

The boards follow each lane's entries and moves by their numbers. A step writes what the people concerned have now,
never a difference, and so may be ahead of its mark, but never behind it: whatever comes after the mark is written
again. That is also why a rebuild needs no standstill: it fills a shadow from the totals while they change, then follows
the ledger from where that stood when it began."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.read_concern import ReadConcern

from services.leaderboards.boards import Boards, Score
from services.leaderboards.ledgers import Mark, ledger
from services.leaderboards.rows import total_id
from shared.bus import LANES
from shared.store import Row

STEP = 5000
SNAPSHOT = ReadConcern("snapshot")
"""Everything is read as of commits: a plain scan could pass the place of an entry before it is committed, and then see
a later one; and what a plain find sees first, a total without its person, say, may not be in a snapshot yet."""


class Lost(Exception):
    """The boards are no longer where they were: another process has moved them on, or Redis was emptied."""


@dataclass(frozen=True)
class Step:
    """What comes after a mark: the (person, period) of entries, the people who moved, and the mark behind them."""

    pairs: set[tuple[str, str]]
    moved: set[str]
    mark: Mark


def numbers(db: Database[Row]) -> dict[int, Mark]:
    """How far each lane has come, read before anything that is to be no older."""
    return {row["_id"]: Mark(row["n"], row["v"]) for row in _committed(db, "numbers").find()}


def follow(db: Database[Row], boards: Boards, lane: int, mark: Mark) -> Mark:
    """Take the boards a step further on this lane; where they are then. Lost if they were not at this mark."""
    step = _after(db, lane, mark)
    if step.mark == mark:
        return mark
    if not boards.write(lane, mark, step.mark, _scores(db, step)):
        raise Lost(f"lane {lane} is no longer at {mark}")
    return step.mark


def catch_up(db: Database[Row], boards: Boards, marks: dict[int, Mark], reached: dict[int, Mark]) -> None:
    """Follow every lane from these marks to what the ledger has ``reached``, or further; ``marks`` go along."""
    for lane, last in reached.items():
        while not marks[lane].covers(last):
            marks[lane] = follow(db, boards, lane, marks[lane])


def rebuild(db: Database[Row], live: Boards) -> int:
    """Fill a shadow with everyone's points and put it in the place of the boards; how many scores there are. The boards
    go on meanwhile. Raises Lost if the shadow is lost on the way."""
    name, shadow = ledger(db).name, live.shadow()
    marks = dict.fromkeys(range(LANES), Mark()) | numbers(db)
    shadow.begin(name, marks)
    written = 0
    for lane, mark in marks.items():
        for scores in _everyone(db, lane):
            if not shadow.write(lane, mark, mark, scores):
                raise Lost("the shadow was emptied while it was being filled")
            written += len(scores)
    complete_up_to = live.moment()
    catch_up(db, shadow, marks, numbers(db))
    if complete_up_to:
        shadow.complete_up_to(complete_up_to)
    if not shadow.replace(live, name):
        raise Lost("the shadow was emptied before it could be put in place")
    return written


def _after(db: Database[Row], lane: int, mark: Mark) -> Step:
    wanted = {"n": 1, "employee": 1, "periods": 1}
    entries = _committed(db, "entries").find({"lane": lane, "n": {"$gt": mark.n}}, wanted)
    moves = _committed(db, "moves").find({"lane": lane, "v": {"$gt": mark.v}})
    posted = list(entries.sort("n", 1).limit(STEP))
    moved = list(moves.sort("v", 1).limit(STEP))
    reached = Mark(posted[-1]["n"] if posted else mark.n, moved[-1]["v"] if moved else mark.v)
    pairs = {(row["employee"], period) for row in posted for period in row["periods"]}
    return Step(pairs, {row["employee"] for row in moved}, reached)


def _scores(db: Database[Row], step: Step) -> list[Score]:
    """What everyone concerned has now: in the periods of the entries, and whoever moved in all periods."""
    totals = _committed(db, "totals")
    rows = {row["_id"]: row for row in totals.find({"_id": {"$in": [total_id(*pair) for pair in step.pairs]}})}
    rows |= {row["_id"]: row for row in totals.find({"employee": {"$in": sorted(step.moved)}})}
    return _placed(db, rows.values(), step.moved)


def _everyone(db: Database[Row], lane: int) -> Iterator[list[Score]]:
    """All of a lane's points, in pieces."""
    totals, last = _committed(db, "totals"), ""
    while rows := list(totals.find({"lane": lane, "_id": {"$gt": last}}).sort("_id", 1).limit(STEP)):
        yield _placed(db, rows, set())
        last = rows[-1]["_id"]


def _placed(db: Database[Row], totals: Iterable[Row], moved: set[str]) -> list[Score]:
    totals = list(totals)
    people = sorted({row["employee"] for row in totals})
    found = _committed(db, "people").find({"_id": {"$in": people}}, {"place": 1})
    place = {row["_id"]: row["place"] for row in found}
    return [
        Score(row["employee"], row["period"], row["points"], place[row["employee"]], row["employee"] in moved)
        for row in totals
    ]


def _committed(db: Database[Row], name: str) -> Collection[Row]:
    return db[name].with_options(read_concern=SNAPSHOT)
