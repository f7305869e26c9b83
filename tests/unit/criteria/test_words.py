"""Rules and traces in plain words."""

# ruff: noqa: E501 - a case a line reads better than a case in six

from typing import Any

import pytest

from shared.criteria import compile_rule, explain, parse_rule, rule_in_words, trace_in_words
from shared.criteria.telling.english import ENGLISH
from shared.criteria.worlds.world import read_world
from tests.unit.criteria.build import Json, at, count, course, fact, world
from tests.unit.criteria.test_rolls import award, entry

DRILLS = {"one": "drill", "other": "drills"}
SECURITY = {"path": "data.topic", "op": "eq", "value": "security"}
MAY = {"between": ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"]}
MAY_HERE = {"between": ["2026-05-01T00:00:00+02:00", "2026-06-01T00:00:00+02:00"]}


def leaf(kind: str, **said: Any) -> Json:
    """A leaf over courses."""
    return {kind: {"of": {"types": ["course.completed"]}, **said}}


RULES: list[tuple[Json, str]] = [
    ({"criteria": count(5, where=[SECURITY])}, "Complete 5 courses whose topic is “security”, each once."),
    ({"criteria": count(1)}, "Complete 1 course, each once."),
    ({"criteria": count(10, types=["drill.led"])}, "Lead 10 drills, each once."),
    ({"criteria": count(10, types=["drill.led"], credit_key=["object.id"])}, "Lead 10 drills, each once."),
    ({"criteria": count(2, types=["story.shared"])}, "Share 2 stories, each once."),
    ({"criteria": count(2, types=["laurel.kudos.given"])}, "Give 2 kudos, each once."),
    ({"criteria": count(3, types=["wiki.*"], credit_key=[])}, "Do 3 activities of wiki.*, every time counts."),
    ({"criteria": count(3, types=["a.b", "c.d"])}, "Do 3 activities of a.b or c.d, each once."),
    ({"criteria": count(3, role="mentor", cap={"n": 2, "per": "day"})}, "Complete 3 courses as mentor, each once, at most 2 a day."),
    ({"criteria": count(3, credit_key=["data.topic", "local.date"])}, "Complete 3 courses, each topic and date once."),
    ({"criteria": count(3, window={"rolling": "P30D"})}, "Complete 3 courses, each once, within 30 days."),
    ({"criteria": count(3, window={"calendar": "month"})}, "Complete 3 courses, each once, within one month."),
    ({"criteria": count(3, window=MAY)}, "Complete 3 courses, each once, from 1 May 2026 until before 1 June 2026."),
    ({"criteria": count(3, window={"since": "joined"})}, "Complete 3 courses, each once, since joining."),
    ({"criteria": count(1, window={"after": count(2, types=["drill.led"])})}, "Complete 1 course, each once, after this: lead 2 drills, each once."),
    ({"criteria": leaf("sum", path="result.score.raw", at_least=99.5)}, "Reach 99.5 in score over courses, each once."),
    ({"criteria": leaf("distinct", path="data.topic", at_least=3)}, "Complete courses with 3 different topics."),
    ({"criteria": leaf("distinct", path="object.id", at_least=3)}, "Complete 3 different courses."),
    ({"criteria": leaf("streak", period="week", length=4, grace=1)}, "Complete 1 course 4 weeks running, 1 empty one forgiven."),
    ({"criteria": leaf("streak", period="workday", length=5, min_per_period=2)}, "Complete 2 courses 5 working days running."),
    ({"criteria": {"sequence": {"steps": [{"types": ["course.completed"]}, {"types": ["quiz.passed"]}], "within": "PT36H", "strict": True}}},
     "In this order: complete 1 course, then pass 1 quiz, all within 1 day and 12 hours, with none of these in between."),
    ({"criteria": {"badge": {"id": "lead", "tier": "gold"}}}, "Hold the badge “lead” in gold."),
    ({"criteria": {"badge": {"id": "*", "at_least": 3}}}, "Earn 3 badges."),
    ({"criteria": {"points": {"at_least": 1500, "pool": "security"}}}, "Gather 1,500 points in security."),
    ({"criteria": {"attribute": {"path": "unit", "op": "in", "value": ["u1", "u2"]}}}, "Unit is one of “u1”, “u2”."),
    ({"criteria": {"tenure": {"at_least": "P1Y6M"}}}, "Be here for at least 1 year and 6 months."),
    ({"criteria": {"tenure": {"at_least": "P2W"}}}, "Be here for at least 2 weeks."),
    ({"criteria": {"all": [{"tenure": {"at_least": "P6M"}}, count(10, types=["drill.led"])]}}, "Be here for at least 6 months; and lead 10 drills, each once."),
    ({"criteria": {"any": [count(1), {"points": {"at_least": 1}}]}}, "Either complete 1 course; or gather 1 point."),
    ({"criteria": {"at_least": {"k": 1, "of": [count(1), {"points": {"at_least": 2}}]}}}, "1 of these: complete 1 course; gather 2 points."),
    ({"criteria": {"not": count(1, window=MAY)}}, "Never once: complete 1 course, each once, from 1 May 2026 until before 1 June 2026."),
    ({"criteria": count(9), "tiers": [{"id": "bronze", "at_least": 1}, {"id": "silver", "at_least": 10}]}, "Complete 9 courses, each once. Bronze at 1 and silver at 10."),
    ({"criteria": count(1), "repeat": {"per_period": "month"}}, "Complete 1 course, each once. Once each month."),
    ({"criteria": count(1), "repeat": {"every": 5}}, "Complete 1 course, each once. Again at every further 5."),
    ({"criteria": count(1), "repeat": {"per": "data.team"}, "recipient": "unit", "start_from": "2026-01-01T00:00:00Z"},
     "Complete 1 course, each once. Once for each team. Judged for the unit as a whole. Counts from 1 January 2026 on."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "words"), RULES, ids=[words for _, words in RULES])
def test_rule_in_words(rule: Json, words: str) -> None:
    """A rule reads as a few plain sentences."""
    assert rule_in_words(parse_rule(rule)) == words


CONDITIONS: list[tuple[Json, str]] = [
    ({"path": "data.a_b", "op": "ne", "value": 1}, "whose a b is not 1"),
    ({"path": "result.score.scaled", "op": "gte", "value": 0.8}, "whose scaled score is at least 0.8"),
    ({"path": "data.tags", "op": "contains", "value": "x"}, "whose tags contains “x”"),
    ({"path": "data.v", "op": "exists", "value": False}, "whose v is not given"),
    ({"path": "data.v", "op": "eq", "value": True}, "whose “v” is yes"),
    ({"path": "data.v", "op": "eq", "value_of": "person.unit"}, "whose v is the unit"),
    ({"path": "data.v", "op": "eq", "value_from": "User:{data.w}"}, "whose v is “User:{data.w}”"),
    ({"any": [SECURITY, {"path": "data.v", "op": "gt", "value": 1}]}, "whose topic is “security” or v is more than 1"),
    ({"not": SECURITY}, "whose topic is not “security”"),
    ({"not": {"path": "data.v", "op": "exists", "value": False}}, "whose v is given"),
    ({"not": {"any": [SECURITY]}}, "except where topic is “security”"),
    ({"any": [{"not": {"all": [SECURITY]}}]}, "whose it is not so that topic is “security”"),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS, ids=[words for _, words in CONDITIONS])
def test_condition_in_words(condition: Json, words: str) -> None:
    """Conditions read as clauses."""
    assert (
        rule_in_words(parse_rule({"criteria": count(2, where=[condition])}))
        == f"Complete 2 courses {words}, each once."
    )


def test_a_noun_names_what_is_counted() -> None:
    """A noun that is given stands for what the rule counts, at the marked node or the first that counts."""
    rule = {"criteria": {"all": [{"tenure": {"at_least": "P1D"}}, count(10, types=["session.led"]), count(1)]}}
    assert rule_in_words(parse_rule(rule), DRILLS) == (
        "Be here for at least 1 day; lead 10 drills, each once; and complete 1 course."
    )
    marked = {"count": count(9)["count"] | {"tiered": True}}
    tiered = {"criteria": {"all": [count(2, types=["quiz.passed"]), marked]}, "tiers": [{"id": "x", "at_least": 2}]}
    assert rule_in_words(parse_rule(tiered), DRILLS).startswith("Pass 2 quizzes, each once; and complete 9 drills")
    different = {"criteria": leaf("distinct", path="data.topic", at_least=3)}
    assert rule_in_words(parse_rule(different), DRILLS) == "Complete courses with 3 different drills."


def told(criteria: Json, facts: list[Json] | None = None, noun: Any = None, **more: Any) -> Json:
    """The trace of `e1` in words, as of 20 November 2026 in Berlin."""
    read = read_world(world(criteria, facts, **{"now": at("11-20")} | more))
    (history,) = read._of_people()
    return trace_in_words(explain(read.compiled, history), noun, zone="Europe/Berlin", now=history.now)


def test_a_trace_in_words() -> None:
    """Each node says what it asks, each fact what it was and why it did not count, with local dates."""
    facts = [
        course("a", "10-29", "x", topic="security"),
        course("b", "11-12", "x", topic="security"),
        course("c", "2025-11-12 23:30", "y", topic="x"),
        course("d", "11-13", "z", topic="security", role="observer"),
    ]
    node = told(count(10, types=["course.completed"], where=[SECURITY]), facts, DRILLS)
    assert node["title"] == "Complete 10 drills whose topic is “security”, each once"
    assert (node["have"], node["need"], node["true"], node["missing"]) == (1, 10, False, "9 more drills")
    assert [(one["what"], one["date"]) for one in node["counted"]] == [("x", "29 October")]
    assert [(one["date"], one["reason"]) for one in node["passed"]] == [
        ("13 November 2025", "topic is “x”, needs “security”"),
        ("12 November", "already credited on 29 October"),
        ("13 November", "role is “observer”, needs “actor”"),
    ]


REASONS: list[tuple[Json, list[Json], str]] = [
    (count(2, cap={"n": 1, "per": "day"}), [fact("a", "05-01"), fact("b", "05-01 13:00")], "daily cap reached"),
    (count(2, cap={"n": 1, "per": "week"}), [fact("a", "05-01"), fact("b", "05-01 13:00")], "weekly cap reached"),
    (count(1, window=MAY), [fact("a", "06-01")], "outside the window"),
    (count(1, where=[{"path": "data.v", "op": "gte", "value": 3}]), [fact("a", "05-01", v=2)], "v is 2, needs at least 3"),
    (count(1, where=[{"path": "data.v", "op": "in", "value": ["x", "y"]}]), [fact("a", "05-01")], "v is missing, needs one of “x”, “y”"),
    (count(1, where=[{"path": "data.v", "op": "eq", "value_of": "data.w"}]), [fact("a", "05-01", v=[1, 2])], "v is 1, 2, needs the w"),
    (count(1, where=[{"not": SECURITY}]), [fact("a", "05-01", topic="security")], "it is excluded"),
    (count(2, role="*", credit_key=[]), [fact("a", "05-01"), fact("a", "05-01", role="mentor")], "already counted in another role"),
    (leaf("streak", period="workday", length=1), [fact("a", "05-02")], "not a working day"),
    ({"sequence": {"steps": [{"types": ["a.b"]}, {"types": ["course.completed"]}]}}, [fact("a", "05-02")], "not this step’s turn"),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "facts", "words"), REASONS, ids=[words for _, _, words in REASONS])
def test_reason_in_words(criteria: Json, facts: list[Json], words: str) -> None:
    """Reasons read as a remark beside the fact."""
    assert told(criteria, facts)["passed"][-1]["reason"] == words


MISSING: list[tuple[Json, Json, str]] = [
    (count(2), {}, "2 more courses"),
    (count(1), {}, "1 more course"),
    (leaf("sum", path="data.n", at_least=2.5), {}, "2.5 more"),
    (leaf("distinct", path="data.topic", at_least=2), {}, "2 more different topics"),
    (leaf("streak", period="week", length=2), {}, "2 more weeks in a row"),
    ({"sequence": {"steps": [{"types": ["a.b"]}]}}, {}, "step 1 comes next"),
    (leaf("distinct", path="object.id", at_least=2), {}, "2 more different courses"),
    ({"badge": {"id": "x"}}, {}, "1 more award of “x”"),
    ({"badge": {"id": "*", "at_least": 2}}, {}, "2 more badges"),
    ({"points": {"at_least": 2}}, {"points": [entry("1", "05-01", 1)]}, "1 more point"),
    ({"attribute": {"path": "attributes.a", "op": "eq", "value": 1}}, {}, "it is missing now"),
    ({"tenure": {"at_least": "P1Y"}}, {}, "true from 1 January 2027"),
    ({"any": [count(1)]}, {}, "1 more of these"),
    (count(1, window=MAY), {}, "its time ended on 1 June"),
    ({"not": count(1, window=MAY)}, {"now": at("05-20")}, "decided at the end of 1 June"),
    (count(1, window=MAY_HERE), {}, "its time ended on 31 May"),
    ({"not": count(1, window=MAY_HERE)}, {"now": at("05-20")}, "decided at the end of 31 May"),
]


@pytest.mark.parametrize(("criteria", "more", "words"), MISSING, ids=[words for _, _, words in MISSING])
def test_missing_in_words(criteria: Json, more: Json, words: str) -> None:
    """What is missing reads as a next step."""
    assert told(criteria, **more)["missing"] == words


def test_awards_and_entries_in_words() -> None:
    """A badge and points tell what they counted."""
    assert told({"badge": {"id": "x"}}, awards=[award("x", "05-01", tier="gold")])["counted"][0]["what"] == "x"
    counted = told({"points": {"at_least": 5}}, points=[entry("1", "05-01", 2)])["counted"]
    assert [(one["what"], one["amount"], one["date"]) for one in counted] == [("p", 2, "1 May")]


@pytest.mark.parametrize(
    ("said", "days", "now", "step"),
    [
        ({"within": "P2D"}, {"a.b": "05-05"}, "05-07", 2),
        ({"within": "P2D"}, {"a.b": "05-05"}, "05-08", 1),
        ({"within": "P2D"}, {"a.b": "05-05", "c.d": "05-09"}, "05-10", 1),
        ({"strict": True}, {"a.b": "05-05"}, "05-10", 2),
        ({"strict": True}, {"a.b": "05-05", "e.f": "05-06"}, "05-10", 1),
        ({}, {"a.b": "05-05", "e.f": "05-06"}, "05-10", 2),
    ],
    ids=["in time", "too late", "too late for what came", "next", "something between", "whenever"],
)
def test_the_next_step_of_a_sequence(said: Json, days: dict[str, str], now: str, step: int) -> None:
    """What can no longer be followed is no progress."""
    steps = [{"types": [name]} for name in ("a.b", "c.d", "e.f")]
    facts = [fact(name, day, type=name) for name, day in days.items()]
    node = told({"sequence": {"steps": steps, **said}}, facts, now=at(now))
    assert (node["missing"], node["have"]) == (f"step {step} comes next", step - 1)


def test_titles_of_combinations() -> None:
    """A combination says how many of those below it asks for."""
    criteria = {"all": [{"any": [count(1)]}, {"at_least": {"k": 1, "of": [count(1)]}}, {"not": count(1, window=MAY)}]}
    node = told(criteria)
    titles = [node["title"], *(child["title"] for child in node["children"])]
    assert titles == ["All of these", "One of these", "1 of these", "Not this, by the end of 1 June 2026"]


def test_every_code_has_its_words() -> None:
    """No operation, reason or missing thing is without a message."""
    ops = [
        "eq",
        "ne",
        "in",
        "nin",
        "gt",
        "gte",
        "lt",
        "lte",
        "contains",
        "prefix",
        "suffix",
        "matches",
        "exists",
        "size_gte",
        "size_lte",
    ]
    reasons = [
        "role",
        "condition",
        "missing",
        "any",
        "not",
        "outside",
        "before_start",
        "scope",
        "same_completion",
        "credited",
        "star",
        "day_off",
        "step",
    ]
    codes = [f"{kind}.{op}" for kind in ("op", "op.not", "needs") for op in ops] + [
        f"reason.{code}" for code in reasons
    ]
    assert [code for code in codes if not ENGLISH.knows(code)] == []


def test_another_locale_falls_back_to_english() -> None:
    """A language that is not there yet reads in English."""
    assert rule_in_words(parse_rule({"criteria": count(2)}), locale="fr-CH") == "Complete 2 courses, each once."


def test_rules_compile_once() -> None:
    """Telling changes nothing in what is compiled."""
    compiled = compile_rule(parse_rule({"criteria": count(1)}), "b")
    read = read_world(world(count(1), [fact("a", "05-01")]))
    (history,) = read._of_people()
    before = compiled.judge(history)
    explain(compiled, history)
    assert compiled.judge(history) == before
