"""The trace: for each node how far it has come, what counted, what did not and why, and what is missing."""

# ruff: noqa: E501 - a case a line reads better than a case in six

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.criteria import Entry, Fact, TraceNode, compile_rule, explain, parse_rule
from shared.criteria.language.values import write_instant
from shared.criteria.worlds.world import read_world
from tests.unit.criteria.build import Json, at, count, course, fact, world
from tests.unit.criteria.test_rolls import award, entry
from tests.unit.criteria.test_units import PEOPLE, UNITS

SECURITY = {"path": "data.topic", "op": "eq", "value": "security"}


def trace(criteria: Json, facts: list[Json] | None = None, **more: Any) -> TraceNode:
    """The trace of `e1`, or of the unit `team`."""
    asked = {key: more.pop(key) for key in ("tier", "scope", "viewer") if key in more}
    read = read_world(world(criteria, facts, **more))
    histories = read._of_units() if more.get("recipient") == "unit" else read._of_people()
    (history,) = [one for one in histories if one.recipient in {"e1", "team"}]
    return explain(read.compiled, history, **asked)


def counted(node: TraceNode) -> list[str]:
    """The ids of what counted."""
    return [str(getattr(one, "id", "")) for one in node.counted]


def passed(node: TraceNode) -> dict[str, str]:
    """The reason's code of each fact that did not count."""
    return {str(getattr(one.fact, "id", "")): one.reason.code for one in node.passed}


def test_every_fact_of_the_right_type_is_told_of() -> None:
    """Each counted, or passed over for its first reason."""
    facts = [
        course("early", "04-30", "p", topic="security"),
        course("first", "05-01", "p", topic="security"),
        course("again", "05-02", "p", topic="security"),
        course("topic", "05-03", "q", topic="x"),
        course("role", "05-04", "r", topic="security", role="observer"),
        course("capped", "05-01 13:00", "s", topic="security"),
        course("last", "05-05", "t", topic="security"),
        fact("other", "05-06", "quiz.passed"),
    ]
    window = {"between": ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"]}
    node = trace(count(3, where=[SECURITY], cap={"n": 1, "per": "day"}, window=window), facts, now=at("05-20"))
    assert (node.have, node.need, node.true_from) == (2, 3, None)
    assert counted(node) == ["first", "last"]
    told = {"early": "outside", "again": "credited", "topic": "condition", "role": "role", "capped": "cap"}
    assert passed(node) == told
    assert node.missing is not None
    assert (node.missing.code, node.missing.args["n"]) == ("count", 1)


def test_reasons_carry_what_it_takes_to_say_them() -> None:
    """A reason names the path, what was found and what was needed, or the fact that was credited before."""
    facts = [
        course("a", "05-01", "p", topic="security"),
        course("b", "05-02", "p", topic="security"),
        fact("c", "05-03"),
    ]
    credited, condition = trace(count(3, where=[SECURITY]), facts).passed
    assert credited.reason.args["earlier"].id == "a"
    assert condition.reason.args == {"path": "data.topic", "op": "eq", "found": None, "wanted": "security"}


X, Y = ({"path": f"data.{name}", "op": "eq", "value": 1} for name in "xy")
FAULTS: list[tuple[str, Json, str, str | None]] = [
    ("the first that fails", {"all": [X, Y]}, "condition", "data.y"),
    ("none of several", {"any": [Y, {"all": [Y]}]}, "any", None),
    ("an exclusion", {"not": X}, "not", None),
    ("another path", {"path": "data.x", "op": "eq", "value_of": "data.y"}, "condition_path", "data.x"),
    ("a text", {"path": "data.x", "op": "eq", "value_from": "{data.y}"}, "condition", "data.x"),
]


@pytest.mark.parametrize(("condition", "code", "path"), [c[1:] for c in FAULTS], ids=[c[0] for c in FAULTS])
def test_the_reason_of_a_combination(condition: Json, code: str, path: str | None) -> None:
    """The condition at fault is named, also within others."""
    (one,) = trace(count(1, where=[condition]), [fact("a", "05-01", x=1)]).passed
    assert (one.reason.code, one.reason.args.get("path")) == (code, path)


def test_windows_show_the_stretch_that_made_it_true_or_that_of_now() -> None:
    """A month not full enough shows this month; one that was shows what it held."""
    facts = [fact("a", "04-01"), fact("b", "04-02"), fact("c", "05-01")]
    month = trace(count(3, window={"calendar": "month"}), facts, now=at("05-20"))
    assert (month.have, counted(month), passed(month)) == (1, ["c"], {"a": "outside", "b": "outside"})
    full = trace(count(2, window={"calendar": "month"}), facts, now=at("05-20"))
    assert (full.have, counted(full)) == (2, ["a", "b"])
    rolling = trace(count(3, window={"rolling": "P30D"}), facts, now=at("05-02 13:00"))
    assert (rolling.have, counted(rolling)) == (1, ["c"])


def test_before_the_start_and_in_another_scope() -> None:
    """Facts that a rule does not see are told with why."""
    facts = [fact("a", "03-01"), fact("b", "04-15"), fact("c", "05-01")]
    more: Json = {"start_from": at("04-01"), "repeat": {"per_period": "month"}, "now": at("05-20")}
    assert passed(trace(count(2), facts, **more)) == {"a": "before_start", "b": "scope"}
    assert passed(trace(count(2), facts, scope="2026-04", **more)) == {"a": "before_start", "c": "scope"}
    assert counted(trace(count(2), facts, scope="2026-06", **more)) == []


def test_the_scope_shown_is_the_value_seen_last() -> None:
    """Of awards by value, the latest fact's is shown."""
    facts = [fact("a", "05-01", k="x"), fact("b", "05-02", k="y")]
    assert counted(trace(count(2), facts, repeat={"per": "data.k"})) == ["b"]
    assert counted(trace(count(2), facts, repeat={"per": "data.k"}, scope="x")) == ["a"]


def test_the_next_multiple_is_shown() -> None:
    """Every so many: have counts on towards the next."""
    facts = [fact(f"f{i}", f"05-0{i}") for i in range(1, 6)]
    node = trace(count(1), facts, repeat={"every": 2})
    assert (node.have, node.need, node.true_from) == (5, 6, None)
    first = trace(count(1), facts, repeat={"every": 2}, scope=1)
    assert (first.need, first.true_from and write_instant(first.true_from)) == (2, at("05-02"))


TIERS = [{"id": "bronze", "at_least": 1}, {"id": "silver", "at_least": 3}]


def test_the_next_tier_is_shown_with_the_state_of_all() -> None:
    """Need is the next tier's; the root tells since when each is reached."""
    facts = [fact("a", "05-01"), fact("b", "05-02")]
    node = trace(count(9), facts, tiers=TIERS)
    assert (node.have, node.need) == (2, 3)
    reached = [(tier.id, tier.true_from and write_instant(tier.true_from)) for tier in node.tiers]
    assert reached == [("bronze", at("05-01")), ("silver", None)]
    assert trace(count(9), facts, tiers=TIERS, tier="bronze").need == 1
    assert trace(count(9), [*facts, fact("c", "05-03")], tiers=TIERS).need == 3


def test_combinations_count_their_children() -> None:
    """all, any and at_least have as many as are true."""
    never = count(1, types=["never.done"])
    node = trace(
        {"all": [count(1), {"at_least": {"k": 2, "of": [count(1), never]}}, {"any": [never]}]}, [fact("a", "05-01")]
    )
    assert (node.have, node.need, node.missing) == (1, 3, None)
    assert [(child.kind, child.have, child.need) for child in node.children] == [
        ("count", 1, 1),
        ("at_least", 1, 2),
        ("any", 0, 1),
    ]
    assert [child.missing and child.missing.code for child in node.children] == [None, "choose", "choose"]
    assert [child.path for child in node.children[1].children] == [
        "criteria.all[1].at_least.of[0]",
        "criteria.all[1].at_least.of[1]",
    ]


STREAK = {"streak": {"of": {"types": ["course.completed"]}, "period": "day", "length": 3}}
WINDOW = {"between": ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"]}
STEPS = {"sequence": {"steps": [{"types": ["course.completed"]}, {"types": ["quiz.passed"]}]}}
MISSING: list[tuple[str, Json, Json, str, Json]] = [
    ("a sum", {"sum": {"of": {"types": ["course.completed"]}, "path": "data.n", "at_least": 2.5}}, {}, "sum", {"n": 0.5}),
    ("values", {"distinct": {"of": {"types": ["course.completed"]}, "path": "data.n", "at_least": 3}}, {}, "distinct", {"n": 2}),
    ("a streak alive", STREAK, {"now": at("05-02")}, "streak", {"n": 2, "period": "day"}),
    ("a streak broken", STREAK, {"now": at("05-03")}, "streak", {"n": 3, "period": "day"}),
    ("a step", STEPS, {}, "step", {"n": 1, "step": 2, "types": ["quiz.passed"]}),
    ("a badge", {"badge": {"id": "x", "at_least": 2}}, {"awards": [award("x", "05-01")]}, "badge", {"n": 1, "badge": "x", "tier": None}),
    ("points", {"points": {"at_least": 5, "pool": "p"}}, {"points": [entry("1", "05-01", 2)]}, "points", {"n": 3, "pool": "p"}),
    ("an attribute", {"attribute": {"path": "attributes.a", "op": "eq", "value": 2}}, {"attributes": {"a": 1}}, "attribute", {"found": 1}),
    ("no date of joining", {"tenure": {"at_least": "P1D"}}, {"joined_at": None}, "joined", {}),
    ("an anchor", count(1, window={"after": count(1, types=["never.done"])}), {}, "anchor", {}),
    ("what happened", {"not": count(1, window=WINDOW)}, {}, "failed", {}),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "more", "code", "args"), [c[1:] for c in MISSING], ids=[c[0] for c in MISSING])
def test_missing(criteria: Json, more: Json, code: str, args: Json) -> None:
    """What is missing is told as data."""
    node = trace(criteria, [fact("a", "05-01", n=2)], **more)
    assert node.missing is not None
    assert (node.missing.code, node.missing.args) == (code, args)


def test_missing_that_the_clock_will_bring() -> None:
    """Tenure and not tell until when, a window in the past when it ended."""
    tenure = trace({"tenure": {"at_least": "P2Y"}})
    waiting = trace({"not": count(1, types=["never.done"], window=WINDOW)}, now=at("05-20"))
    closed = trace(count(1, window=WINDOW))
    for node, code, until in (
        (tenure, "tenure", "2028-01-01T00:00:00Z"),
        (waiting, "wait", "2026-06-01T00:00:00Z"),
        (closed, "closed", "2026-06-01T00:00:00Z"),
    ):
        assert node.missing is not None
        assert (node.missing.code, [write_instant(at) for at in node.missing.args.values()]) == (code, [until])


def test_a_streak_that_is_true_stays_so() -> None:
    """Once earned, a broken run does not count back."""
    facts = [fact("a", "05-01"), fact("b", "05-02"), fact("c", "05-03")]
    node = trace(STREAK, facts, now=at("07-01"))
    assert (node.have, node.need, counted(node)) == (3, 3, ["a", "b", "c"])


def test_an_anchor_is_told_apart() -> None:
    """The node that a window comes after has a trace of its own."""
    node = trace(count(2, types=["quiz.passed"], window={"after": count(1)}), [fact("a", "05-01")])
    assert node.anchor is not None
    assert node.anchor.path == "criteria.count.window.after"
    assert counted(node.anchor) == ["a"]


def test_entries_and_awards_count_as_what_they_are() -> None:
    """Points and badges tell the entries and awards."""
    points = trace({"points": {"at_least": 5}}, points=[entry("1", "05-01", 2)])
    assert isinstance(points.counted[0], Entry)
    assert (points.have, points.need) == (2, 5)
    assert trace({"badge": {"id": "x"}}, awards=[award("x", "05-01")]).have == 1


def test_a_unit_shows_no_one_elses_facts() -> None:
    """Of a unit's trace a member sees their own facts and how many others there are; anyone else only the number."""
    facts = [
        fact("mine", "05-01"),
        fact("theirs", "05-02", employee="e2"),
        fact("no", "05-03", employee="e2", role="x"),
    ]
    more: Json = {"recipient": "unit", "people": PEOPLE, "units": UNITS}
    own = trace(count(5), facts, viewer="e1", **more)
    assert (own.have, counted(own), own.hidden, passed(own)) == (2, ["mine"], 1, {})
    nobody = trace(count(5), facts, **more)
    assert (nobody.have, counted(nobody), nobody.hidden, passed(nobody)) == (2, [], 2, {})


def test_what_is_needed_of_the_clock_and_of_other_input() -> None:
    """A compiled rule says what touches it, and when the clock will."""
    rule = parse_rule({"criteria": {"all": [count(1), {"tenure": {"at_least": "P1M"}}, {"points": {"at_least": 1}}]}})
    compiled = compile_rule(rule, "b")
    read = read_world(world(count(1), joined_at="2026-01-15T00:00:00Z", now="2026-02-01T00:00:00Z"))
    (history,) = read._of_people()
    assert compiled.reads == {"points", "profile", "clock"}
    assert compiled.types.touches("course.completed")
    assert not compiled.types.touches("course.started")
    assert write_instant(compiled.wakes(history) or history.now) == "2026-02-15T00:00:00Z"


@pytest.mark.parametrize(
    ("criteria", "wakes"),
    [
        (count(1), None),
        ({"not": count(1, window=WINDOW)}, "2026-06-01T00:00:00Z"),
        ({"attribute": {"path": "attributes.a", "op": "eq", "value": 1}}, "2026-05-10T00:00:00Z"),
        (count(1, window={"after": {"tenure": {"at_least": "P6M"}}}), "2026-07-01T00:00:00Z"),
    ],
)
def test_the_clock_wakes_a_rule(criteria: Json, wakes: str | None) -> None:
    """Timers are set for what the clock alone may make true."""
    dated = [{"value": 1, "from": "2026-05-10T00:00:00Z", "to": None}]
    read = read_world(world(criteria, attributes={"a": dated}, now=at("05-01")))
    (history,) = read._of_people()
    found = read.compiled.wakes(history)
    assert (found and write_instant(found)) == wakes


def test_a_history_may_be_built_from_documents() -> None:
    """Facts with datetimes, as a database gives them, read as those with texts do."""
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    body = fact("a", "05-01") | {"occurred_at": moment}
    assert Fact.of(body).body["occurred_at"] == write_instant(moment)
    assert Fact.of(body).at == moment
