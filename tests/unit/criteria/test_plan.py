"""The plan: which folds an event reaches, what rules share, and states as rows."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.criteria import Award, Fact, History, Person, compile_match, compile_rule, parse_match, parse_rule
from shared.criteria.folding.folded import Folded
from shared.criteria.folding.news import Change, News, Past, Wanted
from shared.criteria.folding.plan import Plan
from shared.criteria.folding.storing import PIECE, dump_given, load_given, restore, rows_of
from tests.unit.criteria.build import Json, count
from tests.unit.criteria.random_lives import fact as facts
from tests.unit.criteria.random_rules import matches

START, NOW = datetime(2026, 5, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def plan_of(**rules: Json) -> Plan:
    """A plan of rules by name."""
    return Plan((name, compile_rule(parse_rule(rule), name)) for name, rule in rules.items())


def done(number: int, **said: Any) -> Fact:
    """The fact of this number, a minute after the one before."""
    at = START + timedelta(minutes=number)
    body = {"id": f"f{number}", "type": "course.completed", "employee": "e1", "occurred_at": at, "source": "lms"}
    return Fact.of(body | {"object": {"type": "course", "id": str(number)}, "data": said})


def history(*awards: Award, now: datetime = NOW) -> History:
    """The person as of now."""
    return History.of_person(Person("e1", joined_at=START), (), awards=awards, now=now)


def take(folded: Folded, *new: Fact, past: list[Fact] | None = None, **news: Any) -> list[Change]:
    """Take facts in, where `past` is what is stored (None: nobody may ask)."""

    def fetch(wanted: Wanted) -> Past:
        assert past is not None, wanted
        return Past([one for one in past if wanted.touches(one)])

    return folded.take(News(new, **news), history(), fetch)


@settings(max_examples=150, deadline=None)
@given(st.lists(matches(True, frozenset({"cap"})), min_size=1, max_size=12), st.data())
def test_an_event_reaches_all_and_only_what_means_it(said: list[Json], data: st.DataObject) -> None:
    """The index finds what asking each match would, however they are posted."""
    plan = plan_of(**{str(i): {"criteria": {"count": {"of": of, "at_least": i + 1}}} for i, of in enumerate(said)})
    for i in range(5):
        one = Fact.of(data.draw(facts(i)))
        found = {ruling.name for fold in plan.meant(one, history()) for ruling in fold.users}
        asked = {str(i): compile_match(parse_match(of)) for i, of in enumerate(said)}
        meant = {n for n, of in asked.items() if of.types.touches(one.type) and of.holds(one, history())}
        assert found == meant


def test_leaves_that_say_the_same_are_folded_once() -> None:
    """Only the thresholds differ: one fold; another window or start is another fold."""
    rules: dict[str, Json] = {"a": {"criteria": count(3)}, "b": {"criteria": {"all": [count(5), count(3)]}}}
    assert len(plan_of(**rules).folds) == 1
    rules["c"] = {"criteria": count(3, window={"rolling": "P1D"})}
    rules["d"] = {"criteria": count(3), "start_from": "2026-05-04T00:00:00Z"}
    assert len(plan_of(**rules).folds) == 3


def test_badges_share_nothing_that_hangs_on_their_own_awards() -> None:
    """Two badges that say the same since their last award are two folds, and each begins anew with its own."""
    rule: Json = {"criteria": count(1, window={"since": "award"})}
    folded, known = Folded(plan_of(a=rule, b=rule), fresh=True), [done(0), done(9)]
    awarded = Award("a", None, "e1", None, START + timedelta(minutes=5))
    changes = folded.take(News(known, changed=frozenset({"awards"})), history(awarded), lambda _: Past(known))
    assert {one.name: one.entitlements[0].evidence for one in changes} == {"a": ("f9",), "b": ("f0",)}


def test_what_is_dropped_is_judged_no_more() -> None:
    """A rule goes with the folds that only it used, and comes back as it was said anew."""
    plan = plan_of(a={"criteria": count(1)}, b={"criteria": count(1, types=["a.b"])})
    plan.drop("a")
    plan.drop("never there")
    assert [fold.types.exact for fold in plan.folds.values()] == [{"a.b"}]
    assert take(Folded(plan, fresh=True), done(1)) == []
    plan.add("b", compile_rule(parse_rule({"criteria": count(1)}), "b"))
    assert [change.name for change in take(Folded(plan, fresh=True), done(1))] == ["b"]
    assert not plan.reading(["profile", "points", "awards", "clock"])


def test_a_higher_threshold_asks_for_the_past_again() -> None:
    """A state keeps nothing beyond the top threshold it was folded for."""
    plan, known = plan_of(a={"criteria": count(2)}), [done(i) for i in range(5)]
    folded = Folded(plan, fresh=True)
    take(folded, *known)
    plan.add("b", compile_rule(parse_rule({"criteria": count(4)}), "b"))
    (change,) = take(folded, published=["b"], past=known)
    assert change.entitlements[0].earned_at == known[3].at


def test_only_what_changes_is_told() -> None:
    """What was told is told again only when it is otherwise, and told as nothing when it is no more."""
    folded, known = Folded(plan_of(a={"criteria": count(2)}), fresh=True), [done(i) for i in range(4)]
    assert take(folded, known[1]) == []
    (change,) = take(folded, known[3])
    assert change.entitlements[0].evidence == ("f1", "f3")
    assert take(folded, known[1], known[3]) == []
    (change,) = take(folded, known[0])
    assert change.entitlements[0].evidence == ("f0", "f1")
    (change,) = take(folded, gone=[known[0], known[1], known[3]], past=[])
    assert change.entitlements == ()


def test_a_long_log_is_stored_in_pieces() -> None:
    """Beyond a thousand entries a state is several rows, of which the next fact changes the last."""
    plan, known = plan_of(a={"criteria": count(10_000)}), [done(i) for i in range(2 * PIECE + 2)]
    folded = Folded(plan, fresh=True)
    take(folded, *known[:-1])
    before = list(rows_of(folded))
    take(folded, known[-1])
    after = list(rows_of(folded))
    assert [row["of"] for row in after] == [3, 3, 3]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False]
    again = Folded(plan)
    restore(again, reversed(orjson.loads(orjson.dumps(after))))
    assert list(rows_of(again)) == after


def test_what_was_told_is_stored_too() -> None:
    """Another process tells nothing twice."""
    plan, known = plan_of(a={"criteria": count(1)}), [done(0), done(1)]
    folded = Folded(plan, fresh=True)
    take(folded, known[0])
    again = Folded(plan)
    load_given(again, orjson.loads(orjson.dumps(dump_given(folded))))
    assert take(again, known[1], past=known) == []


def test_the_clock_is_set_for_what_only_waits() -> None:
    """The next instant at which a rule may become true by itself, as the plain evaluator has it."""
    ended = ["2026-05-10T00:00:00Z", "2027-05-10T00:00:00Z"]
    rule: Json = {"criteria": {"any": [{"tenure": {"at_least": "P2Y"}}, {"not": count(1, window={"between": ended})}]}}
    plan = plan_of(a=rule, b={"criteria": count(1)})
    folded = Folded(plan, fresh=True)
    assert folded.wakes(history()) == plan.rulings["a"].compiled.wakes(history()) == datetime(2027, 5, 10, tzinfo=UTC)
    assert folded.wakes(history(now=datetime(2030, 1, 1, tzinfo=UTC))) is None
