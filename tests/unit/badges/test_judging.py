"""Judging one person: what is due, and the fixed point of badges that ask for badges."""

from typing import Any

import pytest

from services.badges.domain import judging
from services.badges.domain.awards import Change
from services.badges.domain.editions import Edition, ranks
from services.badges.domain.judging import Dirt, Endless, due, judge
from shared.criteria import Entry
from tests.unit.badges.made import NOW, at, award, book, case, drills, edition, fact


def names(found: set[Edition]) -> set[str]:
    """The badges of editions."""
    return {one.badge for one in found}


def dirty(type_: str = "drill.led", day: float = 1) -> Dirt:
    """Something of this type changed at that moment."""
    dirt = Dirt()
    dirt.fact(type_, at(day))
    return dirt


def kinds(made: list[Any]) -> list[tuple[str, str]]:
    """Changes in short."""
    return [(one.kind, one.award.badge) for one in made]


def test_only_badges_that_look_at_a_type_are_due() -> None:
    """Exact types and prefixes; others are not judged."""
    wiki = edition("wiki", {"count": {"of": {"types": ["wiki.*"]}, "at_least": 1}})
    shelf = book(edition(), wiki)
    assert names(due(dirty(), shelf, [], {})) == {"b"}
    assert names(due(dirty("wiki.page.made"), shelf, [], {})) == {"wiki"}
    assert due(dirty("book.finished"), shelf, [], {}) == set()


def test_other_inputs_and_badges_asked_for_are_due() -> None:
    """Profile, clock and points concern those that read them; a published badge concerns everyone."""
    year = edition("year", {"tenure": {"at_least": "P1Y"}})
    rich = edition("rich", {"points": {"at_least": 5}})
    shelf = book(edition(), year, rich)
    assert names(due(Dirt(inputs={"profile"}), shelf, [], {})) == {"year"}
    assert names(due(Dirt(inputs={"points"}), shelf, [], {})) == {"rich"}
    assert names(due(Dirt(badges={"b", "retired"}), shelf, [], {})) == {"b"}


def test_what_is_earned_is_not_judged_by_what_comes_later() -> None:
    """Everything earned before the first change: not due; a change before or at the last moment: due."""
    shelf, held = (
        book(edition(tiers={"bronze": 1, "silver": 2})),
        [award("b", 1, tier="bronze"), award("b", 2, tier="silver")],
    )
    assert due(dirty(day=3), shelf, held, {}) == set()
    assert names(due(dirty(day=2), shelf, held, {})) == {"b"}
    assert names(due(dirty(day=3), shelf, held[:1], {})) == {"b"}
    flagged = [held[0], award("b", 2, tier="silver", flagged=True)]
    assert names(due(dirty(day=3), shelf, flagged, {})) == {"b"}
    weekly = book(edition("b", drills(1), repeat={"per_period": "week"}))
    assert names(due(dirty(day=30), weekly, [award("b", 1)], {})) == {"b"}


def test_a_superseded_edition_is_due_where_its_award_stands() -> None:
    """Only for those who hold an award of it, and only for types it looks at."""
    old = edition("b", number=1, live=False)
    shelf, earlier = book(edition("b", {"count": {"of": {"types": ["x"]}, "at_least": 1}}, 2)), {("b", 1): old}
    held = [award("b", 2, "a", "b")]
    assert due(dirty(day=1), shelf, held, earlier) == {old}
    assert due(dirty(day=1), shelf, [], earlier) == set()
    assert due(dirty("y"), shelf, held, earlier) == set()


def test_badges_that_ask_for_badges_follow_in_the_same_judgement() -> None:
    """First the one with facts, then who asks for it, and who asks for that."""
    first, second = edition("first", drills(1)), edition("second", {"badge": {"id": "first"}}, rank=1)
    third = edition("third", {"badge": {"id": "second"}}, rank=2)
    shelf = book(third, second, first)
    made = judge(case(fact("a", 1)), {first}, shelf, {}, NOW)
    assert kinds(made) == [("awarded", "first"), ("awarded", "second"), ("awarded", "third")]
    assert {one.award.earned_at for one in made} == {at(1)}


def test_what_rests_on_a_revoked_award_goes_with_it_and_on_a_flagged_one_is_flagged() -> None:
    """A retraction cascades; a late fact takes nothing away, also further down."""
    first, second = edition("first"), edition("second", {"badge": {"id": "first"}}, rank=1)
    held = (award("first", 2, "a", "b"), award("second", 2))
    retracted = judge(case(fact("a", 1), awards=held), {first}, book(first, second), {}, NOW)
    assert kinds(retracted) == [("revoked", "first"), ("revoked", "second")]
    strict = edition("first", drills(3))
    late = judge(case(fact("a", 1), fact("b", 2), awards=held), {strict}, book(strict, second), {}, NOW)
    assert kinds(late) == [("flagged", "first"), ("flagged", "second")]


def test_compensated_points_take_back_what_rested_on_them() -> None:
    """A negative entry at or before the moment is a retraction; one after it is not."""
    rich, held = edition("rich", {"points": {"at_least": 10}}), (award("rich", 2),)

    def entries(compensated: float) -> tuple[Entry, ...]:
        return Entry("p", "e-1", "", 10, at(2)), Entry("q", "e-1", "", -10, at(compensated))

    assert kinds(judge(case(awards=held, entries=entries(2)), {rich}, book(rich), {}, NOW)) == [("revoked", "rich")]
    assert judge(case(awards=held, entries=entries(3)), {rich}, book(rich), {}, NOW) == []


def test_a_badge_does_not_see_its_own_awards() -> None:
    """What is given for counting badges, or since the last award, is judged as if it had never been given."""
    mentions = {"types": ["laurel.badge.awarded"]}
    one = edition("one", {"count": {"of": mentions, "at_least": 1}})
    assert judge(case(awards=(award("one", 1),)), {one}, book(one), {}, NOW)[0].kind == "flagged"
    renewed = edition("b", drills(1, window={"since": "award"}))
    assert judge(case(fact("a", 1), awards=(award("b", 1, "a"),)), {renewed}, book(renewed), {}, NOW) == []


def test_a_superseded_awards_revocation_lets_the_live_version_grant() -> None:
    """Who meets the live version has the badge again, under that."""
    old, new = edition("b", drills(2), 1, live=False), edition("b", drills(1), 2)
    held = (award("b", 2, "a", "b"),)
    made = judge(case(fact("a", 1), awards=held), {old}, book(new), {("b", 1): old}, NOW)
    assert [(one.kind, one.award.version, one.award.generation) for one in made] == [
        ("revoked", 1, 0),
        ("awarded", 2, 1),
    ]


def test_a_judgement_that_comes_to_no_rest_ends_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two badges that keep changing each other are an error that names them, not a hang."""
    one, other = edition("one", {"badge": {"id": "other"}}), edition("other", {"badge": {"id": "one"}})

    def restless(judged: Edition, *_: Any, **__: Any) -> list[Change]:
        return [Change("amended", award(judged.badge))]

    monkeypatch.setattr(judging, "settle", restless)
    with pytest.raises(Endless, match="no rest"):
        judge(case(), {one}, book(one, other), {}, NOW)


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
