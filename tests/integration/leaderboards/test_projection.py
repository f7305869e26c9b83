"""From the ledger to the boards: nothing is written twice, and Redis may lose everything at any time."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from services.leaderboards import projection
from services.leaderboards.boards import Boards, Score
from services.leaderboards.domain.standing import Row
from services.leaderboards.ledgers import Mark
from services.leaderboards.projection import Lost, follow, numbers, rebuild
from services.leaderboards.rows import total_id
from shared.bus import lane_of
from tests.integration.leaderboards.desk import (
    NOW,
    Desk,
    at,
    awarded,
    completions_of,
    employee,
    people,
    recorded,
    retracted,
)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Forty people: e-00 has 1 course in May, e-01 has 2, and so on up to 5, then again from 1."""
    desk.rule(points=10)
    names = [f"e-{number:02}" for number in range(40)]
    done = [completions_of(name, range(n * 10, n * 10 + n % 5 + 1)) for n, name in enumerate(names)]
    desk.hear(*people(*names), *(event for events in done for event in events))
    desk.project()
    return desk


def page(desk: Desk, first: int = 100, period: str = "2026-05", **more: Any) -> list[Row]:
    """The rows of a board."""
    return desk.boards.page(period, first, **more)[0]


def test_a_commit_is_on_the_board_and_replayed_batches_change_nothing(desk: Desk) -> None:
    """Projecting twice, or from an older mark, leaves every score as it is."""
    desk.rule()
    desk.hear(*people("e-1", "e-2"), recorded(1), recorded(2), recorded(3, "e-2"))
    desk.project()
    desk.project()
    assert page(desk) == [Row(1, "e-1", 20), Row(2, "e-2", 10)]
    with pytest.raises(Lost):
        follow(desk.db, desk.boards, lane_of("e-1"), Mark())
    assert desk.differences() == []


def test_after_flushall_the_boards_come_back(busy: Desk) -> None:
    """Redis loses everything, also in the middle of a step; the next look rebuilds what was there."""
    before = page(busy)
    busy.lose_redis()
    assert busy.boards.view("2026-05", "e-00").at is None
    busy.project()
    assert page(busy) == before
    assert busy.differences() == []


def test_redis_put_back_to_an_earlier_state_is_caught_up(busy: Desk) -> None:
    """Boards restored from an old dump go on from the mark that the dump holds."""
    redis, keys = busy.boards.redis, [busy.boards.root, *busy.boards.keys()]
    for key in keys:
        redis.copy(key, f"kept:{key}")
    busy.hear(recorded(9000, "e-00"), retracted(0, "e-00"), awarded("a", 7, at("05-06T09:00"), person="e-01"))
    busy.project()
    busy.lose_redis()
    for key in keys:
        redis.copy(f"kept:{key}", key, replace=True)
        redis.unlink(f"kept:{key}")
    busy.project()
    assert busy.points("e-01") == 27
    assert busy.differences() == []


def test_a_ledger_put_back_to_an_earlier_state_takes_the_boards_along(busy: Desk) -> None:
    """Boards that hold what the ledger never had are rebuilt, as are those of another ledger."""
    lane = lane_of("e-00")
    name, marks = busy.boards.state()
    assert busy.boards.write(lane, marks[lane], Mark(10_000, 0), [Score("e-00", "all", 999, "shown")])
    busy.project()
    assert busy.differences() == []
    busy.boards.redis.hset(busy.boards.root, "ledger", "another")
    busy.boards.redis.zadd(busy.boards.key("1999-01"), {"e-ghost": 5})
    busy.project()
    assert busy.boards.state()[0] == name
    assert busy.boards.points("1999-01") == {}


def test_a_rebuild_equals_what_was_live(busy: Desk) -> None:
    """The command fills a shadow and swaps it in: rows, marks and the moment are the same, and no key is left over."""
    before = (page(busy), page(busy, period="all"), busy.boards.state(), busy.boards.moment())
    assert rebuild(busy.db, busy.boards) == 80
    assert (page(busy), page(busy, period="all"), busy.boards.state(), busy.boards.moment()) == before
    assert list(busy.boards.redis.scan_iter(f"{busy.boards.root.removesuffix('board')}shadow*")) == []
    assert {busy.boards.redis.ttl(key) for key in [busy.boards.root, *busy.boards.keys()]} == {-1}


def test_what_is_posted_during_a_rebuild_is_not_missed(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events and switches that come between the filling and the swap are on the board afterwards."""
    original = projection.catch_up

    def meanwhile(db: Any, boards: Boards, marks: Any, reached: Any) -> None:
        monkeypatch.setattr(projection, "catch_up", original)
        busy.hear(
            recorded(9000, "e-00"), retracted(390, "e-39"), employee("e-07", 2, privacy={"hide_from_boards": True})
        )
        busy.project()
        original(db, boards, marks, reached)
        busy.hear(recorded(9001, "e-00"))
        busy.project()

    monkeypatch.setattr(projection, "catch_up", meanwhile)
    rebuild(busy.db, busy.boards)
    busy.project()
    assert busy.differences() == []
    assert "e-07" not in busy.boards.points("all")


def test_a_rebuild_whose_shadow_is_lost_gives_up(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """FLUSHALL in the middle of a rebuild never puts half a board in place."""
    original = projection.catch_up

    def flushed(db: Any, boards: Boards, marks: Any, reached: Any) -> None:
        original(db, boards, marks, reached)
        boards.redis.unlink(boards.root, *boards.keys())

    monkeypatch.setattr(projection, "catch_up", flushed)
    before = page(busy)
    with pytest.raises(Lost):
        rebuild(busy.db, busy.boards)
    assert page(busy) == before


def test_a_hidden_person_takes_no_place_but_sees_their_own(busy: Desk) -> None:
    """Hiding acts on every period, the past too; the others move up, and it can be undone."""
    busy.hear(employee("e-39", 2, privacy={"hide_from_boards": True}))
    busy.project()
    rows = page(busy)
    assert "e-39" not in [row.person for row in rows]
    assert (rows[0].person, rows[8].rank) == ("e-34", 8)
    view = busy.boards.view("2026-05", "e-39", 2)
    assert (view.people, view.hidden) == (39, 1)
    assert view.me is not None
    assert (view.me.rank, view.me.hidden, view.me.points, view.me.ahead_of_percent) == (1, True, 50, 100 * 32 // 39)
    assert list(view.around) == [Row(1, "e-39", 50), *rows[:2]]
    busy.hear(employee("e-39", 3))
    busy.project()
    assert page(busy)[0].person == "e-39"
    assert busy.differences() == []


def test_who_has_left_takes_no_place_and_is_not_counted_as_hidden(busy: Desk) -> None:
    """Their points are kept beside the board, for those who come back."""
    busy.hear(employee("e-39", 2, state="left"))
    busy.project()
    view = busy.boards.view("2026-05", "e-39")
    assert (view.people, view.hidden, view.me) == (39, 0, None)
    assert busy.differences() == []


def test_somebody_hidden_from_the_first_is_never_shown(desk: Desk) -> None:
    """Facts that come before the profile wait for it, also on the board."""
    desk.rule()
    desk.hear(recorded(1))
    desk.project()
    assert page(desk) == []
    desk.hear(employee(privacy={"hide_from_boards": True}))
    desk.project()
    assert page(desk) == []
    assert desk.boards.view("all", "e-1").me is not None


def test_of_two_states_in_one_batch_the_newer_holds(desk: Desk) -> None:
    """Whatever their order: an older state of a person never shows somebody who hides."""
    desk.rule()
    desk.hear(*people("e-1"), recorded(1))
    desk.hear(employee(sequence=3, privacy={"hide_from_boards": True}), employee(sequence=2))
    desk.project()
    assert page(desk) == []


def test_without_points_there_is_no_place(desk: Desk) -> None:
    """Whose points of a period are all taken back leaves its board."""
    desk.rule()
    desk.hear(*people("e-1"), recorded(1), recorded(2, when=at("04-04T09:00")))
    desk.project()
    desk.hear(retracted(1))
    desk.project()
    assert page(desk) == []
    assert page(desk, period="all") == page(desk, period="2026-04") == [Row(1, "e-1", 10)]
    assert desk.differences() == []


def test_a_long_way_behind_is_caught_up_in_steps(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Redis was away for long, steps of a few entries lead to the same boards."""
    monkeypatch.setattr(projection, "STEP", 3)
    for number in range(5):
        name = f"e-{number:02}"
        hides = employee(name, 2, privacy={"hide_from_boards": number % 2 == 0})
        busy.hear(*completions_of(name, range(1000 + 10 * number, 1007 + 10 * number)), hides)
    busy.project()
    assert busy.differences() == []
    assert busy.boards.state()[1] | numbers(busy.db) == busy.boards.state()[1]


def test_the_moment_of_the_board_moves_with_the_projector(desk: Desk) -> None:
    """`at` is when the projector began the look that found nothing more to write."""
    desk.project()
    assert desk.boards.moment() == NOW
    desk.projector._now = lambda: NOW + timedelta(seconds=5)
    desk.project()
    assert desk.boards.moment() == NOW + timedelta(seconds=5)


def test_a_rebuild_beside_people_who_are_new(desk: Desk) -> None:
    """A score and the place of its person are read as of commits alike: a rebuild never meets one without the other."""
    stop = threading.Event()

    def arrive() -> None:
        for number in itertools.takewhile(lambda _: not stop.is_set(), itertools.count()):
            who = f"n-{number}"
            lane = lane_of(who)
            total = {"_id": total_id(who, "all"), "lane": lane, "employee": who, "period": "all", "points": 1}
            with desk.db.client.start_session() as session, session.start_transaction():
                desk.db.people.insert_one({"_id": who, "lane": lane, "place": "shown"}, session=session)
                desk.db.totals.insert_one(total, session=session)

    with ThreadPoolExecutor(1) as pool:
        arriving = pool.submit(arrive)
        try:
            seen = [rebuild(desk.db, desk.boards) for _ in range(10)]
        finally:
            stop.set()
        arriving.result()
    assert seen[-1] > 0
