"""The law of evaluation, on random rules and histories."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.criteria import Refused, TraceNode, explain, problems_in
from shared.criteria.judging.history import History
from shared.criteria.worlds.world import read_world
from tests.unit.criteria.build import Json, awards, count, fact
from tests.unit.criteria.random_worlds import types, with_clock, worlds

often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
repeats = st.sampled_from(["once", {"per": "data.k"}, {"per": "local.date"}])
units = worlds(recipient=st.just("unit"))


@often
@given(st.one_of(worlds(with_clock, repeat=repeats), units), st.randoms(use_true_random=False))
def test_arrival_does_not_matter(said: Json, random: Any) -> None:
    """Facts in any order, some of them told again, give the same entitlements."""
    mixed = copy.deepcopy(said)
    mixed["facts"] += copy.deepcopy(random.sample(mixed["facts"], len(mixed["facts"]) // 2))
    random.shuffle(mixed["facts"])
    random.shuffle(mixed["people"])
    assert awards(mixed) == awards(said)


@often
@given(st.one_of(worlds(), units), st.data())
def test_what_is_not_asked_about_changes_nothing(said: Json, data: st.DataObject) -> None:
    """A fact of another type changes nothing."""
    moment = data.draw(st.sampled_from([one["occurred_at"] for one in said["facts"]] or ["2026-04-01T00:00:00Z"]))
    assert awards(said | {"facts": [*said["facts"], fact("other", moment, "z.done")]}) == awards(said)


@often
@given(worlds(with_clock, repeat=repeats), st.data())
def test_retracting_is_never_having_had(said: Json, data: st.DataObject) -> None:
    """A compiled rule keeps nothing of what it judged: without a fact it judges as one that never saw it."""
    gone = data.draw(st.sets(st.integers(0, max(len(said["facts"]) - 1, 0))))
    fewer = said | {"facts": [one for i, one in enumerate(said["facts"]) if i not in gone]}
    full, without = read_world(said), read_world(fewer)
    before = full.judge()
    reused = full.compiled
    history = _histories(without)
    assert [e for h in history for e in reused.judge(h)] == [e for h in history for e in without.compiled.judge(h)]
    assert full.judge() == before


def _histories(read: Any) -> list[History]:
    return list(read._of_people())


@often
@given(worlds())
def test_what_comes_later_changes_nothing(said: Json) -> None:
    """Of a person, facts after the moment may be left out; without the fact at the moment it was not true by then."""
    for recipient, _, _, earned_at, evidence in awards(said):
        until = [one for one in said["facts"] if one["occurred_at"] <= earned_at]
        assert (recipient, None, None, earned_at, evidence) in awards(said | {"facts": until})
        before = [one for one in said["facts"] if one["occurred_at"] < earned_at]
        assert recipient not in {one[0] for one in awards(said | {"facts": before})}


@often
@given(types, st.lists(st.integers(1, 6), min_size=2, max_size=4, unique=True), st.data())
def test_higher_tiers_are_never_earned_earlier(of: list[str], steps: list[int], data: st.DataObject) -> None:
    """Tiers are granted lowest first, and a tier is what its threshold alone would be."""
    tiers: list[Json] = [{"id": f"t{n}", "at_least": n} for n in sorted(steps)]
    said = data.draw(worlds(st.just(count(1, types=of, credit_key=[]))))
    said["badge"]["tiers"] = tiers
    found = [one for one in awards(said) if one[0] == "e1"]
    assert [one[1] for one in found] == [tier["id"] for tier in tiers][: len(found)]
    assert sorted(one[3] for one in found) == [one[3] for one in found]
    for one, tier in zip(found, tiers, strict=False):
        alone = said | {"badge": {"id": "b", "criteria": count(tier["at_least"], types=of, credit_key=[])}}
        assert (one[3], one[4]) in [(other[3], other[4]) for other in awards(alone) if other[0] == "e1"]


@often
@given(worlds(with_clock))
def test_the_trace_agrees_with_the_judgement(said: Json) -> None:
    """The trace's root is true when the award is earned, and each leaf tells of each fact of its types once."""
    read = read_world(said)
    for history in _histories(read):
        found = read.compiled.judge(history)
        trace = explain(read.compiled, history)
        assert [trace.true_from] == [one.earned_at for one in found] or (trace.true_from is None and not found)
        for leaf in _leaves(trace):
            told = [*leaf.counted, *(passed.fact for passed in leaf.passed)]
            assert len(told) == len(set(told))
            assert {one.employee for one in told} <= {history.recipient}


def _leaves(node: TraceNode) -> list[TraceNode]:
    below = [*node.children, *([node.anchor] if node.anchor else [])]
    return [node, *(leaf for child in below for leaf in _leaves(child))]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["", "x", "P1D", "a.b", "once"])),
    lambda children: st.one_of(
        st.lists(children, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["count", "of", "types", "at_least", "where", "path", "op", "value", "any", "window", "not"]
            ),
            children,
            max_size=3,
        ),
    ),
    max_leaves=12,
)


@often
@given(worlds(with_clock, repeat=repeats), st.data())
def test_broken_input_is_refused_and_nothing_else(said: Json, data: st.DataObject) -> None:
    """Whatever stands anywhere in a world, it is judged or refused with a path or a message, never a crash."""
    broken = copy.deepcopy(said)
    holder: Any = broken
    for _ in range(data.draw(st.integers(0, 6))):
        inner = [
            part
            for part in (holder.values() if isinstance(holder, dict) else holder)
            if part and isinstance(part, dict | list)
        ]
        if not inner:
            break
        holder = data.draw(st.sampled_from(inner))
    place = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else list(range(len(holder)))))
    holder[place] = data.draw(JSON)
    problems = []
    try:
        read_world(broken).judge()
    except Refused as refused:
        problems = refused.problems
    assert all(problem.message for problem in problems)


@often
@given(JSON)
def test_any_json_is_a_rule_or_refused(said: Any) -> None:
    """Reading a rule never crashes."""
    assert problems_in({"criteria": said}) == [] or all(problem.message for problem in problems_in({"criteria": said}))
