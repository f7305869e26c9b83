"""The sorted sets: what a board shows to whom, and that a write which comes late writes nothing."""

from typing import Any

import pytest

from services.leaderboards.boards import Boards, Score, connect
from services.leaderboards.domain.standing import Row
from services.leaderboards.ledgers import Mark


@pytest.fixture
def boards(namespace: str) -> Boards:
    """Boards on which nobody stands."""
    found = Boards(connect())
    found.begin("ledger", {0: Mark()})
    return found


@pytest.fixture
def filled(boards: Boards) -> Boards:
    """Forty people: e-00 has 10 points, e-01 has 20, and so on up to 50, then again from 10."""
    scores = [Score(f"e-{n:02}", "2026-05", n % 5 * 10 + 10, "shown") for n in range(40)]
    boards.write(0, Mark(), Mark(1, 0), scores)
    return boards


def page(boards: Boards, first: int = 100, period: str = "2026-05", **more: Any) -> list[Row]:
    """The rows of a board."""
    return boards.page(period, first, **more)[0]


def test_a_write_that_comes_late_writes_nothing(boards: Boards) -> None:
    """A projector that was stopped between reading and writing finds the mark moved on."""
    assert boards.write(0, Mark(), Mark(2, 0), [Score("e-1", "all", 20, "shown")])
    assert not boards.write(0, Mark(), Mark(1, 0), [Score("e-1", "all", 10, "shown")])
    assert boards.points("all") == {"e-1": 20}
    assert boards.state() == ("ledger", {0: Mark(2, 0)})


def test_many_scores_go_in_one_call(boards: Boards) -> None:
    """More than Lua unpacks at once are written all the same, and all taken away again."""
    scores = [Score(f"e-{number}", "all", number + 1, "shown") for number in range(20_001)]
    assert boards.write(0, Mark(), Mark(1, 0), scores)
    assert boards.points("all") == {score.person: score.points for score in scores}
    assert boards.write(0, Mark(1, 0), Mark(2, 0), [score._replace(points=0) for score in scores])
    assert boards.points("all") == {}


def test_whole_numbers_are_exact_to_two_to_the_53rd(boards: Boards) -> None:
    """Scores next to each other at the limit of doubles stay apart."""
    big = 2**53 - 1
    scores = [Score("e-1", "all", big, "shown"), Score("e-2", "all", big - 1, "shown")]
    boards.write(0, Mark(), Mark(1, 0), scores)
    assert page(boards, period="all") == [Row(1, "e-1", big), Row(2, "e-2", big - 1)]
    assert boards.view("all", "e-2").me.to_next == 1  # type: ignore[union-attr]


def test_a_shadow_that_nobody_fills_goes_by_itself(boards: Boards) -> None:
    """What a killed rebuild leaves behind is dropped after a day."""
    shadow = boards.shadow()
    shadow.begin("ledger", {0: Mark()})
    shadow.write(0, Mark(), Mark(), [Score("e-1", "all", 1, "shown")])
    try:
        assert all(0 < shadow.redis.ttl(key) <= 86_400 for key in (shadow.root, shadow.key("all")))
    finally:
        shadow.redis.unlink(shadow.root, shadow.key("all"))


def test_ties_share_a_rank(filled: Boards) -> None:
    """Eight people have each of 50, 40, 30, 20 and 10: ranks 1, 9, 17, 25, 33; among themselves by id, downwards."""
    rows = page(filled)
    assert [row.rank for row in rows] == [rank for rank in (1, 9, 17, 25, 33) for _ in range(8)]
    assert [row.person for row in rows[:3]] == ["e-39", "e-34", "e-29"]
    assert filled.view("2026-05", "e-04").me.rank == 1  # type: ignore[union-attr]


def test_pages_follow_each_other_without_gap_or_repeat(filled: Boards) -> None:
    """Page by page, through the middle of ties, gives the whole board; the last one says that nothing follows."""
    whole, found, after, more = page(filled), [], None, True
    while more:
        rows, more = filled.page("2026-05", 7, after)
        found += rows
        after = (rows[-1].points, rows[-1].person)
    assert found == whole


@pytest.mark.parametrize("place", [0, 3, 7, 8, 25, 39])
def test_a_page_goes_on_where_somebody_stood_who_has_moved(filled: Boards, place: int) -> None:
    """A cursor names a place, not a person: the next page begins behind it whoever stands there now."""
    rows = page(filled)
    last = rows[place]
    filled.redis.zadd(filled.key("2026-05"), {last.person: 1000})
    following = page(filled, after=(last.points, last.person))
    assert [row.person for row in following] == [row.person for row in rows[place + 1 :]]


def test_me_is_where_i_stand(filled: Boards) -> None:
    """Rank, how many of a hundred others I am ahead of, and what the next place has more."""
    me = filled.view("2026-05", "e-12").me
    assert me is not None
    assert (me.rank, me.points, me.ahead_of_percent, me.to_next, me.hidden) == (17, 30, 100 * 16 // 39, 10, False)
    top = filled.view("2026-05", "e-39").me
    assert top is not None
    assert (top.rank, top.to_next) == (1, None)
    assert filled.view("2026-05", "e-nobody").me is None
    assert filled.view("1999-01", "e-12").me is None


@pytest.mark.parametrize("person", ["e-39", "e-04", "e-21", "e-38", "e-00"])
def test_around_me_is_the_board_around_my_row(filled: Boards, person: str) -> None:
    """Four above and four below, fewer at the ends."""
    rows = page(filled)
    place = [row.person for row in rows].index(person)
    assert list(filled.view("2026-05", person, 4).around) == rows[max(0, place - 4) : place + 5]
    assert list(filled.view("2026-05", person, 0).around) == [rows[place]]


def test_around_a_hidden_person_in_the_middle(filled: Boards) -> None:
    """Their row stands behind all who are higher; the others' ranks do not count it."""
    filled.write(0, Mark(1, 0), Mark(1, 1), [Score("e-12", "2026-05", 30, "hidden", moved=True)])
    rows = page(filled)
    around = filled.view("2026-05", "e-12", 3).around
    assert list(around) == [*rows[13:16], Row(17, "e-12", 30), *rows[16:19]]
