"""Judging one person: the fixed point of badges that ask for badges, warm and from nothing."""

from typing import Any

import pytest

from services.badges.domain import desk
from services.badges.domain.awards import Change
from services.badges.domain.desk import Endless
from services.badges.domain.editions import Edition, ranks
from shared.criteria import Entry
from tests.unit.badges.made import NOW, at, award, drills, edition, fact, stored


def kinds(made: list[Any]) -> list[tuple[str, str]]:
    """Changes in short."""
    return [(one.kind, one.award.badge) for one in made]


def test_states_are_carried_on_and_nothing_of_the_past_is_read_for_what_comes_in_order() -> None:
    """The second drill makes two; a third changes nothing."""
    one = stored(edition())
    assert one.anew() == []
    assert one.judge(fact("a", 1)) == []
    (granted,) = one.judge(fact("b", 2))
    assert (granted.kind, granted.award.evidence, granted.award.earned_at) == ("awarded", ("a", "b"), at(2))
    assert one.judge(fact("c", 3)) == []
    assert one.fetched == []


def test_a_late_fact_amends_and_a_retraction_revokes() -> None:
    """Each is told of the award that it concerns."""
    one, first, second = stored(edition()), fact("b", 2), fact("c", 3)
    one.anew()
    one.judge(first, second)
    (amended,) = one.judge(fact("a", 1))
    assert (amended.kind, amended.award.earned_at, amended.award.evidence) == ("amended", at(2), ("a", "b"))
    one.judge(gone=(second,))
    assert [change.kind for change in one.judge(gone=(first,))] == ["revoked"]


def test_from_nothing_it_is_the_same_as_step_by_step() -> None:
    """What is held and no longer entitled to is settled by whoever starts from nothing too."""
    held = (award("b", 2, "a", "b"),)
    assert kinds(stored(edition(), facts=[fact("a", 1), fact("b", 2)], awards=held).anew()) == []
    assert kinds(stored(edition(), facts=[fact("a", 1)], awards=held).anew()) == [("revoked", "b")]
    late = edition(criteria=drills(3))
    assert kinds(stored(late, facts=[fact("a", 1), fact("b", 2)], awards=held).anew()) == [("flagged", "b")]


def test_a_badge_published_later_asks_for_the_past_once() -> None:
    """Whoever was judged before it came is judged by it with what came before."""
    one = stored(edition())
    one.anew()
    one.judge(fact("a", 1))
    one.ruling.adopt(type(one.ruling.book)([edition(), edition("single", drills(1))]), [])
    assert kinds(one.judge()) == [("awarded", "single")]
    assert len(one.fetched) <= 1
    assert kinds(one.judge(fact("b", 2))) == [("awarded", "b")]


def test_badges_that_ask_for_badges_follow_in_the_same_judgement() -> None:
    """First the one with facts, then who asks for it, and who asks for that."""
    first, second = edition("first", drills(1)), edition("second", {"badge": {"id": "first"}}, rank=1)
    third = edition("third", {"badge": {"id": "second"}}, rank=2)
    one = stored(third, second, first)
    one.anew()
    made = one.judge(fact("a", 1))
    assert kinds(made) == [("awarded", "first"), ("awarded", "second"), ("awarded", "third")]
    assert {change.award.earned_at for change in made} == {at(1)}


def test_what_rests_on_a_revoked_award_goes_with_it_and_on_a_flagged_one_is_flagged() -> None:
    """A retraction cascades; a late fact takes nothing away, also further down."""
    first, second = edition("first"), edition("second", {"badge": {"id": "first"}}, rank=1)
    held = (award("first", 2, "a", "b"), award("second", 2))
    retracted = stored(first, second, facts=[fact("a", 1)], awards=held)
    assert kinds(retracted.anew()) == [("revoked", "first"), ("revoked", "second")]
    strict = edition("first", drills(3))
    late = stored(strict, second, facts=[fact("a", 1), fact("b", 2)], awards=held)
    assert kinds(late.anew()) == [("flagged", "first"), ("flagged", "second")]


@pytest.mark.parametrize(("dependents", "kind"), [("cascade", "revoked"), ("flag", "flagged"), ("keep", None)])
def test_dependents_of_an_award_revoked_by_hand_go_stay_or_are_flagged(dependents: Any, kind: str | None) -> None:
    """As whoever revoked it chose."""
    first, second = edition("first"), edition("second", {"badge": {"id": "first"}}, rank=1)
    gone = award("first", 2, "a", "b", state="revoked", reason="manual", ended_at=NOW, dependents=dependents)
    one = stored(first, second, facts=[fact("a", 1), fact("b", 2)], awards=(gone, award("second", 2)))
    assert kinds(one.anew()) == ([(kind, "second")] if kind else [])


def test_what_was_revoked_by_hand_is_earned_again_only_by_what_comes_later() -> None:
    """The same facts do not give it back; as many new ones do, as the next generation."""
    gone = award("b", 2, "a", "b", state="revoked", reason="manual", ended_at=at(5))
    one = stored(edition(), facts=[fact("a", 1), fact("b", 2), fact("c", 3)], awards=(gone,))
    assert one.anew() == []
    assert one.judge(fact("d", 6)) == []
    (again,) = one.judge(fact("e", 7))
    assert (again.kind, again.award.generation, again.award.evidence) == ("awarded", 1, ("d", "e"))


def test_compensated_points_take_back_what_rested_on_them() -> None:
    """A negative entry at or before the moment is a retraction; one after it is not."""
    rich, held = edition("rich", {"points": {"at_least": 10}}), (award("rich", 2),)

    def judged(compensated: float) -> list[Change]:
        entries = (Entry("p", "e-1", "", 10, at(2)), Entry("q", "e-1", "", -10, at(compensated)))
        return stored(rich, awards=held, entries=entries).anew()

    assert kinds(judged(2)) == [("revoked", "rich")]
    assert kinds(judged(3)) == []


def test_a_badge_that_counts_awards_leaves_out_its_own() -> None:
    """What is given for counting badges is judged as if it had never been given."""
    counted = {"count": {"of": {"types": ["laurel.badge.awarded"]}, "at_least": 1}}
    one = edition("one", counted, starred_out=frozenset({"one"}))
    assert kinds(stored(one, awards=(award("one", 1),)).anew()) == [("flagged", "one")]


def renewed(**more: Any) -> Edition:
    """Two drills since the last time."""
    return edition("b", drills(2, window={"since": "award"}), **more)


def test_a_window_since_the_last_award_does_not_take_away_that_award() -> None:
    """What was earned before the window opened stays earned; without expiry it is earned once."""
    one = stored(renewed(), facts=[fact("a", 1), fact("b", 2)])
    assert kinds(one.anew()) == [("awarded", "b")]
    assert one.judge(fact("c", 3), fact("d", 4)) == []


def test_an_award_that_expires_is_renewed_by_what_came_since() -> None:
    """Each renewal is the next generation; a late fact moves all of them."""
    one = stored(renewed(expiry="P1Y"), facts=[fact("a", 1), fact("c", 3)])
    assert kinds(one.anew()) == [("awarded", "b")]
    (again,) = one.judge(fact("d", 4), fact("e", 5))
    assert (again.kind, again.award.generation, again.award.evidence) == ("awarded", 1, ("d", "e"))
    moved = one.judge(fact("b", 2))
    told = [(change.kind, change.award.generation, change.award.evidence) for change in moved]
    assert told == [("amended", 0, ("a", "b")), ("amended", 1, ("c", "d"))]


def test_a_superseded_awards_revocation_lets_the_live_version_grant() -> None:
    """Who meets the live version has the badge again, under that."""
    old, new = edition("b", drills(2), 1, live=False), edition("b", drills(1), 2, published_at=at(9))
    one = stored(new, superseded=[old], facts=[fact("a", 1)], awards=(award("b", 2, "a", "b"),))
    told = [(change.kind, change.award.version, change.award.generation) for change in one.anew()]
    assert told == [("revoked", 1, 0), ("awarded", 2, 1)]


def test_time_wakes_at_the_first_instant_of_any_badge() -> None:
    """The alarm is that of the rule that waits least."""
    one = stored(edition("b", {"not": drills(1, window={"between": ["2026-05-01T00:00:00Z", "2027-01-01T00:00:00Z"]})}))
    one.anew()
    assert one._desk().next_alarm() == NOW.replace(year=2027, month=1, day=1)


def test_a_judgement_that_comes_to_no_rest_ends_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two badges that keep changing each other are an error that names them, not a hang."""
    other = edition("other", {"badge": {"id": "one"}}, rank=1)
    turns = iter(range(5, 1000))

    def restless(judged: Edition, *_: Any, **__: Any) -> list[Change]:
        return [Change("amended", award(judged.badge, next(turns)))]

    monkeypatch.setattr(desk, "settle", restless)
    one = edition("one", {"badge": {"id": "other"}})
    with pytest.raises(Endless, match="no rest"):
        stored(one, other, awards=(award("other", 1), award("one", 1))).anew()


@pytest.mark.parametrize(
    ("asks", "starred_out", "wanted"),
    [
        ({"a": [], "b": ["a"], "c": ["b", "a"]}, [], {"a": 0, "b": 1, "c": 2}),
        ({"a": ["*"], "b": [], "c": ["b"]}, ["a"], {"a": 2, "b": 0, "c": 1}),
        ({"a": ["gone"], "b": []}, [], {"a": 0, "b": 0}),
    ],
)
def test_ranks(asks: dict[str, list[str]], starred_out: list[str], wanted: dict[str, int]) -> None:
    """Each badge stands deeper than all that it asks for; `*` asks for all that it looks at."""
    assert ranks(asks, frozenset(starred_out)) == wanted
