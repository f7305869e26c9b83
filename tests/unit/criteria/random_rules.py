"""Random rules over the whole language, made to hold now and then over the histories of `random_lives`."""

import copy
from typing import Any

from hypothesis import strategies as st

from shared.criteria.language.values import write_instant
from tests.unit.criteria.build import Json
from tests.unit.criteria.random_worlds import CONDITIONS, between, moments

few = st.sampled_from([1, 2, 2, 3, 3, 4, 6])
types = st.one_of(
    st.lists(st.sampled_from(["a.done", "a.given", "b.done", "a.*"]), min_size=1, max_size=2),
    st.just(["a.*", "laurel.badge.awarded"]),
)
roles = st.sampled_from(["actor", "mentor", ["actor", "mentor"], "*"])
keys = st.sampled_from([[], ["data.k"], ["object.id", "local.date"], ["data.n"]])
caps = st.builds(
    lambda n, per: {"n": n, "per": per}, st.integers(1, 2), st.sampled_from(["day", "week", "month", "object"])
)
OF_FACTS: list[Json] = [
    *CONDITIONS,
    {"path": "data.n", "op": "gt", "value": 0},
    {"path": "data.n", "op": "lte", "value": 1},
    {"path": "data.k", "op": "in", "value": [1, "x", True]},
    {"path": "local.hour", "op": "lt", "value": 12},
    {"path": "object.id", "op": "eq", "value": "p"},
    {"any": [{"path": "object.id", "op": "eq", "value": "q"}, {"path": "data.n", "op": "gte", "value": 2}]},
    {
        "all": [
            {"path": "data.k", "op": "exists", "value": True},
            {"path": "object.id", "op": "in", "value": ["p", "r"]},
        ]
    },
]
OF_PEOPLE: list[Json] = [
    {"path": "person.unit", "op": "eq", "value": "dept"},
    {"path": "person.attributes.grade", "op": "eq", "value": "x"},
]


@st.composite
def matches(draw: st.DrawFn, of_unit: bool, takes: frozenset[str]) -> Json:
    """A match that means much: few conditions, often none. `takes`: credit_key and cap, where they have a place."""
    said: Json = {"types": draw(types)}
    if draw(st.integers(0, 2)) == 0:
        said["role"] = draw(roles)
    if draw(st.integers(0, 2)) == 0:
        said["where"] = draw(
            st.lists(st.sampled_from(OF_FACTS + ([] if of_unit else OF_PEOPLE)), min_size=1, max_size=2)
        )
    for name, parts in (("credit_key", keys), ("cap", caps)):
        if name in takes and draw(st.integers(0, 2)) == 0:
            said[name] = draw(parts)
    return said


def _match(draw: st.DrawFn, of_unit: bool, *takes: str) -> Json:
    return draw(matches(of_unit, frozenset(takes)))


@st.composite
def windows(draw: st.DrawFn, of_unit: bool, depth: int) -> Json:
    """Any window; anchors of `after` may bear clocks and anchors of their own."""
    kind = draw(st.sampled_from(["between", "calendar", "calendar", "rolling", "rolling", "since", "after", "after"]))
    if kind == "between":
        return draw(between)
    if kind == "calendar":
        return {"calendar": draw(st.sampled_from(["day", "week", "month", "quarter", "year"]))}
    if kind == "rolling":
        return {"rolling": draw(st.sampled_from(["P1D", "P7D", "PT30H"]))}
    if kind == "since" or depth == 0:
        return {"since": draw(st.sampled_from(["joined", "enrolled", "award"]))}
    return {"after": draw(trees(of_unit, depth - 1))}


LEAVES = ["count", "count", "sum", "sum", "distinct", "streak", "sequence", "badge", "points"]


@st.composite
def leaves(draw: st.DrawFn, of_unit: bool, window: Any = None) -> Json:
    """Every kind of leaf that takes a window."""
    kind = draw(st.sampled_from(LEAVES))
    said = _BODIES[kind](draw, of_unit)
    return {kind: said | ({"window": window} if window else {})}


def _count(draw: st.DrawFn, of_unit: bool) -> Json:
    return {"of": _match(draw, of_unit, "credit_key", "cap"), "at_least": draw(few)}


def _sum(draw: st.DrawFn, of_unit: bool) -> Json:
    at_least = draw(st.sampled_from([0.2, 1, 3, 5]))
    return {"of": _match(draw, of_unit, "credit_key", "cap"), "path": "data.n", "at_least": at_least}


def _distinct(draw: st.DrawFn, of_unit: bool) -> Json:
    path = draw(st.sampled_from(["data.k", "object.id"]))
    return {"of": _match(draw, of_unit, "cap"), "path": path, "at_least": draw(few)}


def _streak(draw: st.DrawFn, of_unit: bool) -> Json:
    said = {"of": _match(draw, of_unit, "credit_key", "cap"), "length": draw(few)}
    said["period"] = draw(st.sampled_from(["day", "day", "workday", "week", "month"]))
    return said | {"min_per_period": draw(st.integers(1, 2)), "grace": draw(st.integers(0, 2))}


def _sequence(draw: st.DrawFn, of_unit: bool) -> Json:
    said: Json = {"steps": [_match(draw, of_unit) for _ in range(draw(st.integers(1, 3)))]}
    if draw(st.booleans()):
        said["within"] = draw(st.sampled_from(["P2D", "P6D", "PT12H"]))
    return said | {"strict": draw(st.booleans())}


def _badge(draw: st.DrawFn, _: bool) -> Json:
    said = {"id": draw(st.sampled_from(["x", "*"])), "at_least": draw(st.integers(1, 2))}
    return said | ({"tier": "gold"} if draw(st.booleans()) else {})


def _points(draw: st.DrawFn, _: bool) -> Json:
    said = {"at_least": draw(st.sampled_from([1, 3.5, 8]))}
    return said | ({"pool": draw(st.sampled_from(["p", "q"]))} if draw(st.booleans()) else {})


_BODIES: dict[str, Any] = {
    "count": _count,
    "sum": _sum,
    "distinct": _distinct,
    "streak": _streak,
    "sequence": _sequence,
    "badge": _badge,
    "points": _points,
}


@st.composite
def standing(draw: st.DrawFn, of_unit: bool) -> Json:
    """What the person is, and what did not happen."""
    kind = draw(st.sampled_from(["not"] if of_unit else ["not", "tenure", "unit", "grade"]))
    if kind == "not":
        return {"not": draw(leaves(of_unit, draw(between)))}
    if kind == "tenure":
        return {"tenure": {"at_least": draw(st.sampled_from(["P1M", "P10D", "P20D"]))}}
    path, value = ("unit", "dept") if kind == "unit" else ("attributes.grade", "x")
    return {"attribute": {"path": path, "op": "eq", "value": value}}


@st.composite
def trees(draw: st.DrawFn, of_unit: bool, depth: int) -> Json:
    """Criteria at most so deep."""
    kind = draw(
        st.sampled_from(["bare", "bare", "windowed", "windowed", "windowed", "standing", "all", "any", "at_least"])
    )
    if kind == "standing":
        return draw(standing(of_unit))
    if kind in {"bare", "windowed"} or depth == 0:
        return draw(leaves(of_unit, draw(windows(of_unit, depth)) if kind == "windowed" else None))
    of = [draw(trees(of_unit, depth - 1)) for _ in range(draw(st.integers(1, 3)))]
    return {"at_least": {"k": (len(of) + 1) // 2, "of": of}} if kind == "at_least" else {kind: of}


@st.composite
def periodic(draw: st.DrawFn, of_unit: bool, depth: int = 1) -> Json:
    """Criteria without a window."""
    kind = draw(st.sampled_from(["leaf", "leaf", "clock", "all", "any"]))
    if kind == "clock" and not of_unit:
        return {"tenure": {"at_least": "P10D"}}
    if depth == 0 or kind in {"leaf", "clock"}:
        return draw(leaves(of_unit))
    return {kind: [draw(periodic(of_unit, depth - 1)) for _ in range(draw(st.integers(1, 2)))]}


@st.composite
def rules(draw: st.DrawFn, of_unit: bool = False) -> Json:
    """A rule: criteria with tiers, a repeat or a start now and then."""
    kind = draw(st.sampled_from(["once", "once", "once", "every", "per_period", "per", "tiers", "tiers"]))
    rule: Json = {"recipient": "unit"} if of_unit else {}
    if draw(st.integers(0, 3)) == 0:
        rule["start_from"] = write_instant(draw(moments))
    if kind == "every":
        leaf = draw(st.sampled_from(["count", "sum", "distinct"]))
        return rule | {"criteria": {leaf: _BODIES[leaf](draw, of_unit)}, "repeat": {"every": draw(st.integers(1, 2))}}
    if kind == "per_period":
        period = draw(st.sampled_from(["day", "week", "month", "quarter", "year"]))
        return rule | {"criteria": draw(periodic(of_unit)), "repeat": {"per_period": period}}
    rule["criteria"] = draw(trees(of_unit, 2))
    if kind == "per":
        rule["repeat"] = {"per": draw(st.sampled_from(["data.k", "object.id", "local.date"]))}
    return _tiered(draw, rule) if kind == "tiers" else rule


WINDOWS: list[Any] = [
    None,
    None,
    {"calendar": "day"},
    {"calendar": "week"},
    {"rolling": "P1D"},
    {"rolling": "PT30H"},
    {"between": ["2026-03-28T12:00:00Z", "2026-03-31T00:00:00Z"]},
]


@st.composite
def simple_rules(draw: st.DrawFn) -> Json:
    """One leaf over all there is, in tiers now and then: where every fact counts, each late one makes a difference."""
    kind = draw(st.sampled_from(["count", "count", "sum", "distinct", "streak", "streak", "sequence"]))
    said = _BODIES[kind](draw, True)
    for match in said.get("steps") or [said["of"]]:
        match["types"] = draw(st.sampled_from([["a.done"], ["a.*"]])) if kind == "sequence" else ["a.*"]
        match.pop("where", None)
        if draw(st.booleans()):
            match.pop("role", None)
    if draw(st.booleans()) and kind in {"count", "sum", "streak"}:
        said["of"] |= {"credit_key": draw(st.sampled_from([[], ["data.k"]])), "cap": draw(caps)}
    window = draw(st.sampled_from(WINDOWS))
    rule: Json = {"criteria": {kind: said | ({"window": window} if window else {})}}
    return _tiered(draw, rule) if draw(st.booleans()) else rule


TIERABLE = ("count", "sum", "distinct", "streak", "points", "badge")


def _tiered(draw: st.DrawFn, rule: Json) -> Json:
    """The same with tiers, on a leaf that can bear them and lies below no `not`."""
    rule = copy.deepcopy(rule)
    bearers = _bearers(rule["criteria"])
    if bearers:
        draw(st.sampled_from(bearers))["tiered"] = True
        rule["tiers"] = [{"id": f"t{n}", "at_least": n} for n in sorted(draw(st.sets(few, min_size=1, max_size=3)))]
    return rule


def _bearers(node: Json) -> list[Json]:
    ((kind, said),) = node.items()
    if kind in {"all", "any"}:
        return [leaf for child in said for leaf in _bearers(child)]
    if kind == "at_least":
        return [leaf for child in said["of"] for leaf in _bearers(child)]
    if kind in {"not", "tenure", "attribute"}:
        return []
    anchor = (said.get("window") or {}).get("after")
    return [*(_bearers(anchor) if anchor else []), *([said] if kind in TIERABLE else [])]
