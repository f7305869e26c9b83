"""What is not in the language is refused by the path of the node at fault."""

# ruff: noqa: E501 - a case a line reads better than a case in six

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from pydantic import BaseModel, ValidationError

import shared.criteria
from shared.criteria import Match, Refused, Rule, parse_match, parse_rule, problems_in, problems_of
from shared.criteria.__main__ import write_schema
from tests.unit.criteria.build import Json, count

OF = {"types": ["a.b"]}
LEAF = {"count": {"of": OF, "at_least": 1}}
MAY = {"between": ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"]}


def where(*conditions: Json) -> Json:
    """A rule with these conditions."""
    return {"criteria": count(where=list(conditions))}


def leaf(kind: str, **said: Any) -> Json:
    """A rule of one leaf over `a.b`."""
    return {"criteria": {kind: {"of": OF, **said}}}


def windowed(window: Any) -> Json:
    """A rule of a count in a window."""
    return {"criteria": {"count": {"of": OF, "at_least": 1, "window": window}}}


def op(name: str, value: Any, path: str = "data.v") -> Json:
    """A comparison."""
    return {"path": path, "op": name, "value": value}


def nested(depth: int) -> Json:
    """A tree with so many levels."""
    return LEAF if depth == 1 else {"all": [nested(depth - 1)]}


TIERS = [{"id": "bronze", "at_least": 1}, {"id": "silver", "at_least": 2}]
AT = "criteria.count.of.where[0]"
REFUSED: list[tuple[str, Any, str, str]] = [
    ("no object", [], "", "must be an object"),
    ("no criteria", {}, "criteria", "is required"),
    ("unknown key of the rule", {"criteria": LEAF, "level": 1}, "level", "known are: criteria, recipient"),
    ("two windows", {"criteria": {"count": {**LEAF["count"], "window": {"rolling": "P1D", "calendar": "day"}}}}, "criteria.count.window.rolling", "no place beside calendar: leave one"),
    ("a number without end", where(op("lt", float("inf"))), "criteria.count.of.where[0].value", "not finite"),
    ("no number, in a list", where(op("in", [1, float("nan")])), "criteria.count.of.where[0].value[1]", "not finite"),
    ("unknown node", {"criteria": {"cuont": {}}}, "criteria", "count, sum, distinct"),
    ("two nodes in one", {"criteria": {**LEAF, "any": [LEAF]}}, "criteria.any", "no place beside count"),
    ("unknown key of a leaf", leaf("count", at_least=1, foo=1), "criteria.count.foo", "at_least"),
    ("unknown key of a match", leaf("count", at_least=1) | {"criteria": count(were=[])}, "criteria.count.of.were", "where"),
    ("unknown key deep inside", where({"any": [op("eq", 1) | {"vlaue": 2}]}), f"{AT}.any[0].vlaue", "value"),
    ("no threshold", leaf("count"), "criteria.count.at_least", "is required"),
    ("threshold of nothing", leaf("count", at_least=0), "criteria.count.at_least", "whole number, 1 or more"),
    ("half a fact", leaf("count", at_least=1.5), "criteria.count.at_least", "whole number"),
    ("a threshold in words", leaf("count", at_least="3"), "criteria.count.at_least", "whole number"),
    ("true as a threshold", leaf("count", at_least=True), "criteria.count.at_least", "whole number"),
    ("a sum of nothing", leaf("sum", path="data.n", at_least=0), "criteria.sum.at_least", "a number above 0"),
    ("a sum without a path", leaf("sum", at_least=1), "criteria.sum.path", "is required"),
    ("points below nothing", {"criteria": {"points": {"at_least": -1}}}, "criteria.points.at_least", "above 0"),
    ("no match", {"criteria": {"count": {"at_least": 1}}}, "criteria.count.of", "is required"),
    ("no types", {"criteria": count(types=[]) | {"count": {"of": {"types": []}, "at_least": 1}}}, "criteria.count.of.types", "at least 1"),
    ("a type in capitals", {"criteria": count(types=["A.b"])}, "criteria.count.of.types[0]", "lower-case words"),
    ("a bare star", {"criteria": count(types=["*"])}, "criteria.count.of.types[0]", "prefix"),
    ("a star in the middle", {"criteria": count(types=["a.*.b"])}, "criteria.count.of.types[0]", "prefix"),
    ("an empty role list", {"criteria": count(role=[])}, "criteria.count.of.role", "not empty"),
    ("a star among roles", {"criteria": count(role=["actor", "*"])}, "criteria.count.of.role", '"*" alone'),
    ("an empty where", {"criteria": count(where=[])}, "criteria.count.of.where", "at least 1"),
    ("an empty any", where({"any": []}), f"{AT}.any", "at least 1"),
    ("an unknown op", where(op("equals", 1)), f"{AT}.op", "'eq'"),
    ("no right side", where({"path": "data.v", "op": "eq"}), AT, "exactly one of value, value_of and value_from"),
    ("two right sides", where(op("eq", 1) | {"value_of": "data.w"}), AT, "exactly one"),
    ("eq with a list", where(op("eq", [1])), f"{AT}.value", "a number, a text, true or false for eq"),
    ("eq with null", where(op("eq", None)), f"{AT}.value", "a number"),
    ("in with a word", where(op("in", "x")), f"{AT}.value", "a list, not empty"),
    ("in with nothing", where(op("in", [])), f"{AT}.value", "a list, not empty"),
    ("booleans do not order", where(op("gt", True)), f"{AT}.value", "a number or a text for gt"),
    ("a prefix that is a number", where(op("prefix", 1)), f"{AT}.value", "a text for prefix"),
    ("exists with a word", where(op("exists", "yes")), f"{AT}.value", "true or false for exists"),
    ("a size below nothing", where(op("size_gte", -1)), f"{AT}.value", "a whole number, 0 or more"),
    ("exists with another path", where({"path": "a", "op": "exists", "value_of": "b"}), f"{AT}.value_of", "a plain value"),
    ("matches with a text from paths", where({"path": "a", "op": "matches", "value_from": "{b}"}), f"{AT}.value_from", "plain"),
    ("not RE2", where(op("matches", "(?=a)")), f"{AT}.value", "RE2"),
    ("a backreference", where(op("matches", r"(a)\1")), f"{AT}.value", "RE2"),
    ("a long expression", where(op("matches", "a" * 201)), f"{AT}.value", "at most 200 characters"),
    ("an expression too big to run", where(op("matches", "((a{100}){100}){100}")), f"{AT}.value", "RE2"),
    ("a broken path", where(op("eq", 1, "data..v")), f"{AT}.path", "names joined by dots"),
    ("an unknown local path", where(op("eq", 1, "local.minute")), f"{AT}.path", "local.hour"),
    ("an unknown person path", where(op("eq", 1, "person.name")), f"{AT}.path", "person.unit"),
    ("a broken template", where({"path": "a", "op": "eq", "value_from": "User:{data.user"}), f"{AT}.value_from", "braces"),
    ("a template with no path", where({"path": "a", "op": "eq", "value_from": "{}"}), f"{AT}.value_from", "names joined"),
    ("a cap per year", {"criteria": count(cap={"n": 1, "per": "year"})}, "criteria.count.of.cap.per", "'day'"),
    ("a cap of nothing", {"criteria": count(cap={"n": 0, "per": "day"})}, "criteria.count.of.cap.n", "1 or more"),
    ("a broken credit key", {"criteria": count(credit_key=["a."])}, "criteria.count.of.credit_key[0]", "names joined"),
    (
        "a credit key in a distinct",
        {"criteria": {"distinct": {"of": OF | {"credit_key": ["a"]}, "path": "a", "at_least": 1}}},
        "criteria.distinct.of.credit_key",
        "must be left out",
    ),
    (
        "a cap on a step",
        {"criteria": {"sequence": {"steps": [OF, OF | {"cap": {"n": 1, "per": "day"}}]}}},
        "criteria.sequence.steps[1].cap",
        "must be left out",
    ),
    (
        "a credit key on a step",
        {"criteria": {"sequence": {"steps": [OF | {"credit_key": []}]}}},
        "criteria.sequence.steps[0].credit_key",
        "must be left out",
    ),
    ("no steps", {"criteria": {"sequence": {"steps": []}}}, "criteria.sequence.steps", "at least 1"),
    ("within a year", {"criteria": {"sequence": {"steps": [OF], "within": "P1Y"}}}, "criteria.sequence.within", "weeks, days"),
    ("an unknown window", windowed({"until": 1}), "criteria.count.window", "between, calendar, rolling"),
    ("an unknown period", windowed({"calendar": "decade"}), "criteria.count.window.calendar", "'quarter'"),
    ("months do not roll", windowed({"rolling": "P1M"}), "criteria.count.window.rolling", "weeks, days, hours or minutes"),
    ("seconds do not roll", windowed({"rolling": "PT5S"}), "criteria.count.window.rolling", "weeks, days"),
    ("a window of nothing", windowed({"rolling": "P0D"}), "criteria.count.window.rolling", "longer than nothing"),
    ("a window of ages", windowed({"rolling": "P9999999D"}), "criteria.count.window.rolling", "a thousand years"),
    ("a window of no sense", windowed({"rolling": "a while"}), "criteria.count.window.rolling", "ISO 8601"),
    (
        "a window that can never hold",
        windowed({"between": list(reversed(MAY["between"]))}),
        "criteria.count.window.between",
        "can never hold",
    ),
    ("a window with one end", windowed({"between": MAY["between"][:1]}), "criteria.count.window.between", "at least 2"),
    ("a day is no instant", windowed({"between": ["2026-05-01", "2026-06-01"]}), "criteria.count.window.between[0]", "offset"),
    ("a number is no instant", windowed({"between": [1, 2]}), "criteria.count.window.between[0]", "offset"),
    ("an unknown since", windowed({"since": "birth"}), "criteria.count.window.since", "'enrolled'"),
    ("a bad anchor", windowed({"after": {"count": {"of": OF}}}), "criteria.count.window.after.count.at_least", "is required"),
    ("an unknown streak", leaf("streak", period="year", length=1), "criteria.streak.period", "'workday'"),
    ("a streak of nothing", leaf("streak", period="day", length=0), "criteria.streak.length", "1 or more"),
    ("less than no grace", leaf("streak", period="day", length=1, grace=-1), "criteria.streak.grace", "0 or more"),
    ("an attribute of nobody", {"criteria": {"attribute": {"path": "name", "op": "eq", "value": 1}}}, "criteria.attribute.path", "unit, roles"),
    ("an attribute's value", {"criteria": {"attribute": {"path": "unit", "op": "in", "value": "u"}}}, "criteria.attribute.value", "list"),
    ("tenure in words", {"criteria": {"tenure": {"at_least": "a year"}}}, "criteria.tenure.at_least", "P1Y"),
    ("tenure of no length", {"criteria": {"tenure": {"at_least": "P"}}}, "criteria.tenure.at_least", "ISO 8601"),
    ("nothing in all", {"criteria": {"all": []}}, "criteria.all", "at least 1"),
    ("more than there are", {"criteria": {"at_least": {"k": 2, "of": [LEAF]}}}, "criteria.at_least.k", "at most the number"),
    ("the second child", {"criteria": {"all": [LEAF, {"any": [LEAF, {"count": {}}]}]}}, "criteria.all[1].any[1].count.of", "required"),
    ("too deep", {"criteria": nested(7)}, "criteria" + ".all[0]" * 6, "deeper than 6"),
    ("an anchor is a level", {"criteria": {"all": [{"all": [{"all": [{"all": [{"all": [count(window={"after": LEAF})]}]}]}]}]}},
     "criteria" + ".all[0]" * 5 + ".count.window.after", "deeper than 6"),
    ("too many nodes", {"criteria": {"all": [LEAF] * 50}}, "criteria.all[49]", "at most 50"),
    ("too many conditions", where(*[op("eq", 1)] * 101), "criteria.count.of.where[100]", "at most 100"),
    ("combinations are conditions too", where({"any": [op("eq", 1)] * 100}), f"{AT}.any[99]", "at most 100"),
    ("not without a window", {"criteria": {"not": LEAF}}, "criteria.not", 'a window {"between"'),
    ("not of tenure", {"criteria": {"not": {"tenure": {"at_least": "P1Y"}}}}, "criteria.not", "between"),
    ("not of one leaf in two", {"criteria": {"not": {"all": [count(window=MAY), LEAF]}}}, "criteria.not.all[1]", "between"),
    ("an unknown recipient", {"criteria": LEAF, "recipient": "team"}, "recipient", "'person' or 'unit'"),
    ("a unit has no tenure", {"criteria": {"tenure": {"at_least": "P1Y"}}, "recipient": "unit"}, "criteria", "tenure"),
    ("a unit has no attributes", {"criteria": {"all": [{"attribute": {"path": "unit", "op": "eq", "value": "u"}}]}, "recipient": "unit"}, "criteria.all[0]", "attribute"),
    ("a unit is no person", where(op("eq", 1, "person.unit")) | {"recipient": "unit"}, f"{AT}.path", "a unit"),
    ("nor by another path", where({"path": "a", "op": "eq", "value_of": "person.unit"}) | {"recipient": "unit"}, f"{AT}.value_of", "a unit"),
    ("nor by a text", where({"path": "a", "op": "eq", "value_from": "{person.unit}"}) | {"recipient": "unit"}, f"{AT}.value_from", "a unit"),
    ("nor by a credit key", {"criteria": count(credit_key=["person.unit"]), "recipient": "unit"}, "criteria.count.of.credit_key[0]", "a unit"),
    ("nor by a repeat", {"criteria": LEAF, "recipient": "unit", "repeat": {"per": "person.unit"}}, "repeat.per", "a unit"),
    ("an unknown repeat", {"criteria": LEAF, "repeat": "twice"}, "repeat", '"once"'),
    ("per decade", {"criteria": LEAF, "repeat": {"per_period": "decade"}}, "repeat.per_period", "'year'"),
    ("a window in each period", windowed(MAY) | {"repeat": {"per_period": "month"}}, "criteria.count.window", "left out"),
    ("every nothing", {"criteria": LEAF, "repeat": {"every": 0}}, "repeat.every", "above 0"),
    ("every half", {"criteria": LEAF, "repeat": {"every": 0.5}}, "repeat.every", "whole number"),
    ("every of a tree", {"criteria": {"all": [LEAF]}, "repeat": {"every": 2}}, "repeat.every", "root"),
    ("every in a window", windowed(MAY) | {"repeat": {"every": 2}}, "criteria.count.window", "left out"),
    ("every with tiers", {"criteria": LEAF, "repeat": {"every": 2}, "tiers": TIERS}, "tiers", "left out"),
    ("no tiers", {"criteria": LEAF, "tiers": []}, "tiers", "at least 1"),
    ("tiers that fall", {"criteria": LEAF, "tiers": TIERS[::-1]}, "tiers[1].at_least", "more than 2"),
    ("tiers that stand still", {"criteria": LEAF, "tiers": [TIERS[0], {"id": "x", "at_least": 1}]}, "tiers[1].at_least", "more than 1"),
    ("two tiers of a name", {"criteria": LEAF, "tiers": [TIERS[0], {"id": "bronze", "at_least": 2}]}, "tiers[1].id", "is taken"),
    ("half a tier", {"criteria": LEAF, "tiers": [{"id": "x", "at_least": 1.5}]}, "tiers[0].at_least", "whole number"),
    ("nothing to bear tiers", {"criteria": {"all": [LEAF]}, "tiers": TIERS}, "tiers", '"tiered": true'),
    ("tenure bears none", {"criteria": {"tenure": {"at_least": "P1Y"}}, "tiers": TIERS}, "tiers", "one of badge, count"),
    ("two bear them", {"criteria": {"all": [leaf("count", at_least=1, tiered=True)["criteria"]] * 2}, "tiers": TIERS}, "criteria.all[1]", "only one"),
    ("a mark without tiers", leaf("count", at_least=1, tiered=True), "criteria", "needs tiers"),
    ("tiers below a not", {"criteria": {"not": {"count": {"of": OF, "at_least": 1, "tiered": True, "window": MAY}}}, "tiers": TIERS}, "criteria.not", "below a not"),
    ("a start that is a day", {"criteria": LEAF, "start_from": "2026-05-01"}, "start_from", "offset"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "path", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_refused(rule: Any, path: str, message: str) -> None:
    """The first refusal names the node at fault and says what would be right."""
    problems = problems_in(rule)
    assert problems
    assert problems[0].path == path
    assert message in problems[0].message


ACCEPTED: list[tuple[str, Json]] = [
    ("six levels", {"criteria": nested(6)}),
    ("fifty nodes", {"criteria": {"all": [LEAF] * 49}}),
    ("a hundred conditions", where(*[op("eq", 1)] * 100)),
    ("a hundred conditions, each in the next", where(__import__("functools").reduce(lambda c, _: {"not": c}, range(99), op("eq", 1)))),
    ("an expression of 200 characters", where(op("matches", "a" * 200))),
    ("an empty credit key", {"criteria": count(credit_key=[])}),
    ("a whole number with a point", leaf("count", at_least=2.0)),
    ("weeks, days, hours and minutes", windowed({"rolling": "P1W2DT3H4M"})),
    ("an offset", windowed({"between": ["2026-05-01T00:00:00+02:00", "2026-05-01T00:00:00Z"]})),
    ("calendar tenure", {"criteria": {"tenure": {"at_least": "P1Y6M"}}}),
    ("every half point", {"criteria": leaf("sum", path="a", at_least=1)["criteria"], "repeat": {"every": 0.5}}),
    ("once", {"criteria": LEAF, "repeat": "once"}),
    ("not of an all", {"criteria": {"not": {"all": [count(window=MAY), {"badge": {"id": "x", "window": MAY}}]}}}),
]  # fmt: skip


@pytest.mark.parametrize("rule", [c[1] for c in ACCEPTED], ids=[c[0] for c in ACCEPTED])
def test_accepted(rule: Json) -> None:
    """What keeps to the limits is read, and what was said reads back the same."""
    parsed = parse_rule(rule)
    assert parse_rule(parsed.to_json()) == parsed


def test_every_fault_is_told() -> None:
    """A refusal lists all faults of a rule, in the order of the text."""
    rule = {"criteria": {"all": [{"count": {"of": OF}}, {"sum": {"of": OF, "at_least": 0}}]}, "repeat": "twice"}
    assert [problem.path for problem in problems_in(rule)] == [
        "criteria.all[0].count.at_least",
        "criteria.all[1].sum.path",
        "criteria.all[1].sum.at_least",
        "repeat",
    ]


def test_nesting_without_end_is_refused() -> None:
    """A bottomless tree is a refusal, not a crash."""
    tree: Any = LEAF
    for _ in range(900):
        tree = {"all": [tree]}
    (problem,) = problems_in({"criteria": tree})
    assert problem.path.startswith("criteria.all[0].all[0]")
    assert problem.message == "is nested too deeply"


def test_a_match_alone() -> None:
    """A match by itself, as in a scoring rule, is read and refused by its own path."""
    assert isinstance(parse_match(OF), Match)
    with pytest.raises(Refused) as refused:
        parse_match({"types": ["a.b"], "where": [{"path": "x", "op": "eqq", "value": 1}]})
    assert [problem.path for problem in refused.value.problems] == ["where[0].op"]


def test_a_model_that_holds_a_rule() -> None:
    """Errors of a larger model that holds a rule are told by the whole path."""

    class Draft(BaseModel):
        rule: Rule

    with pytest.raises(ValidationError) as error:
        Draft.model_validate({"rule": {"criteria": {"all": [LEAF] * 50}}})
    assert [problem.path for problem in problems_of(error.value)] == ["rule.criteria.all[49]"]
    assert [problem.path for problem in problems_of(error.value, "badge")] == ["badge.rule.criteria.all[49]"]


def test_the_schema_is_current() -> None:
    """The committed JSON Schema is what the models print: `python -m shared.criteria schema`."""
    committed = Path(str(shared.criteria.__file__)).with_name("schema.json").read_text()
    assert committed == write_schema()


@pytest.mark.parametrize("marked", [{**LEAF, "tiered": True}, {"count": {**LEAF["count"], "tiered": True}}])
def test_the_mark_of_tiers_stands_beside_or_inside(marked: Json) -> None:
    """The schema takes it where the language does, and nowhere else."""
    schema = jsonschema_rs.validator_for(json.loads(write_schema()))
    rule = {"criteria": {"all": [marked, LEAF]}, "tiers": [{"id": "one", "at_least": 1}]}
    assert parse_rule(rule).tiers
    assert schema.is_valid(rule)
    assert not schema.is_valid({"criteria": {"all": [LEAF], "tiered": True}})
