"""What comes late or goes, case by case: after each step the fast evaluator says what the plain one does.

These are the turns that random lives take seldom."""

# ruff: noqa: E501 - a case a line reads better than a case in six

from itertools import permutations
from typing import Any

import pytest

from tests.unit.criteria.build import Json, count, fact
from tests.unit.criteria.living import Life
from tests.unit.criteria.random_lives import UNITS

EACH: list[str] = []
OF: Json = {"types": ["course.completed"]}
CAPPED = {"n": 1, "per": "day"}


def on(*moments: str, **said: list[Any]) -> list[Json]:
    """Facts on these days (and hours); a list of values of `data`, or of objects' ids, goes along."""
    made = [fact(str(i), moment) for i, moment in enumerate(moments)]
    for key, values in said.items():
        for one, value in zip(made, values, strict=True):
            as_object, as_data = {"type": "course", "id": value}, one.get("data", {}) | {key: value}
            one.update({"object": as_object} if key == "object" else {"data": as_data})
    return made


def total(at_least: float, window: Json | None = None, **match: Any) -> Json:
    """A sum of `data.n`."""
    leaf = {"of": OF | match, "path": "data.n", "at_least": at_least}
    return {"sum": leaf | ({"window": window} if window else {})}


def streak(length: int, **said: Any) -> Json:
    """A streak of days."""
    return {"streak": {"of": OF, "period": "day", "length": length} | said}


def steps(*values: int, **said: Any) -> Json:
    """A sequence of facts by `data.k`."""
    return {
        "sequence": {"steps": [OF | {"where": [{"path": "data.k", "op": "eq", "value": k}]} for k in values], **said}
    }


# Each: the criteria, the facts, and the order in which they arrive (numbers), or go again (-number - 1).
CASES: list[tuple[str, Json, list[Json], list[int]]] = [
    ("a full bucket gives way to an earlier one", count(2, credit_key=EACH, cap=CAPPED), on("05-02 08", "05-02 09", "05-03", "05-02 07"), [0, 3, 1, 2]),
    ("the key of what gave way is another's", count(3, cap=CAPPED), on("05-02 08", "05-02 09", "05-03", "05-04", object=["a", "b", "b", "c"]), [1, 3, 0, 2]),
    ("a key moves to another bucket", count(3, cap=CAPPED), on("05-02", "05-03 08", "05-03 09", "05-04", object=["a", "a", "b", "c"]), [1, 2, 3, 0]),
    ("a smaller sum stands in for a larger", total(3), on("05-02", "05-03", "05-04", object=["a", "a", "b"], n=[1, 3, 2]), [1, 0, 2]),
    ("what lay beyond the end is needed after all", total(3), on("05-02", "05-03", "05-04", object=["a", "a", "b"], n=[1, 3, 2]), [1, 2, 0]),
    ("a negative one comes before the end", total(3), on("05-02", "05-03", "05-04", "05-05", n=[2, 1, -2, 5]), [0, 1, 3, 2]),
    ("another period is enough when one no longer is", total(3, {"calendar": "day"}), on("05-02 08", "05-02 09", "05-08", object=["a", "a", "b"], n=[1, 3, 4]), [1, 2, 0]),
    ("the second period once the first is gone", count(2, window={"calendar": "week"}), on("05-04", "05-05", "05-12", "05-13"), [0, 1, 2, 3, -1]),
    ("a period long gone", count(2, window={"calendar": "day"}), on("05-01 08", "05-20", "05-21 08", "05-21 09", "05-01 09"), [0, 1, 2, 3, 4, -5]),
    ("an earlier stretch than the one found", count(2, window={"rolling": "P2D"}), on("05-01", "05-10", "05-11", "05-02"), [0, 1, 2, 3, -4]),
    ("a stretch that ends now", count(3, window={"rolling": "P3D"}), on("05-10", "05-09", "05-11"), [0, 1, 2]),
    ("what goes was in the stretch that ends now", count(3, window={"rolling": "P3D"}), on("05-10", "05-09", "05-11", "05-11 13"), [0, 1, -2, 2, 3]),
    ("the last of a stretch must count", total(3, {"rolling": "P1D"}), on("05-01", "05-01 18", "05-02 15", object=["a", "b", "b"], n=[-5, 3, 1]), [0, 1, 2]),
    ("a late day has filled its period when the next completes the run", streak(3), on("05-02", "05-01", "05-03"), [0, 1, 2]),
    ("a streak that a late day completes", streak(3), on("05-01", "05-03", "05-20", "05-02"), [0, 1, 2, 3]),
    ("a streak that a late day completes far back", streak(3, min_per_period=2), on("05-01 08", "05-01 09", "05-02 08", "05-02 09", "05-03 08", "05-20", "05-21", "05-22", "05-23", "05-24", "05-03 09"), list(range(11))),
    ("a streak of which a day goes", streak(3), on("05-01", "05-02", "05-03", "05-04", "05-05", "05-06"), [0, 1, 2, 3, 4, 5, -3]),
    ("a streak of which a day goes before it is one", streak(4), on("05-01", "05-02", "05-03", "05-09", "05-04"), [0, 1, 2, 3, -2, 4]),
    ("a streak that one fact more does not hurt", streak(4), on("05-01 08", "05-02", "05-03", "05-09", "05-04", "05-01 07"), [0, 1, 2, 3, 5, 4]),
    ("a greedy chain begins earlier", steps(1, 2, 3), on("05-02", "05-04", "05-05", "05-01", "05-03", k=[1, 2, 3, 1, 2]), [0, 1, 2, 3, 4]),
    ("a chain is broken and another is left", steps(1, 2, within="P2D"), on("05-01", "05-02", "05-10", "05-11", k=[1, 2, 1, 2]), [0, 1, 2, 3, -2]),
    ("a quick chain is made far back", steps(1, 2, within="P2D"), on("05-01", "05-10", "05-20", "05-02", k=[1, 1, 2, 2]), [0, 1, 2, 3]),
    ("a chain just as long as it may be", steps(1, 2, within="P2D"), on("05-01", "05-03", k=[1, 2]), [0, 1]),
    ("a fact takes one step only", steps(1, 1, within="P2D"), on("05-01", "05-02", k=[1, 1]), [0, 1]),
    ("a day goes and the next comes", streak(4), on("05-01", "05-02", "05-03", "05-04", "05-05"), [0, 1, 2, -2, 3, 4]),
    ("a streak longer than a few days", streak(7), on(*(f"05-0{day}" for day in range(1, 9))), list(range(8))),
    ("something comes between", steps(1, 2, strict=True), on("05-01", "05-03", "05-02", k=[1, 2, 1]), [0, 1, 2, -3]),
    ("after what moved", count(2, window={"after": count(2)}), on("05-01", "05-03", "05-04", "05-02"), [0, 1, 2, 3, -1]),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "facts", "order"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_step_is_as_judged(criteria: Json, facts: list[Json], order: list[int]) -> None:
    """A rule, facts, and the order in which they come and go."""
    said: Json = {"rules": [{"criteria": criteria}], "facts": facts, "amended": [], "points": [], "awards": []}
    life = Life(said | {"people": [[{"id": "e1"}]], "units": UNITS, "now": "2026-06-01T00:00:00Z"}, "e1")
    life.begin()
    for step in order:
        life.live({"arrive": [step]} if step >= 0 else {"gone": -step - 1})
        assert life.seen() == life.expected(), step


RULES: list[tuple[str, Json, list[Json], list[int | str]]] = [
    (
        "points are every value's",
        {"criteria": {"all": [count(1), {"points": {"at_least": 3}}]}, "repeat": {"per": "data.k"}},
        on("05-01", "05-02", k=[1, 2]),
        [0, 1, "p0"],
    ),
    (
        "each tier after its own anchor",
        {
            "criteria": count(1, window={"after": {"count": {"of": OF, "at_least": 1, "tiered": True}}}),
            "tiers": [{"id": "one", "at_least": 1}, {"id": "three", "at_least": 3}],
        },
        on("05-01", "05-02", "05-03", "05-04"),
        [3, 1, 0, 2],
    ),
]


@pytest.mark.parametrize(("rule", "facts", "order"), [case[1:] for case in RULES], ids=[case[0] for case in RULES])
def test_each_step_of_a_rule_is_as_judged(rule: Json, facts: list[Json], order: list[int | str]) -> None:
    """Whole rules, whose scopes and tiers hang together; three points come as `p0`."""
    entry = {"id": "p0", "employee": "e1", "pool": "x", "amount": 3, "occurred_at": "2026-05-01T00:00:00Z"}
    said: Json = {"rules": [rule], "facts": facts, "amended": [], "points": [entry], "awards": []}
    life = Life(said | {"people": [[{"id": "e1"}]], "units": UNITS, "now": "2026-06-01T00:00:00Z"}, "e1")
    for step in order:
        life.live({"arrive": [step]})
        assert life.seen() == life.expected(), step
    assert life.seen()["0"]


WINDOWS: list[Json | None] = [None, {"rolling": "P1D"}, {"calendar": "day"}]


@pytest.mark.parametrize("window", WINDOWS, ids=["ever", "rolling", "of a day"])
def test_points_in_any_order(window: Json | None) -> None:
    """Entries and a compensation within the same instant, in each order in which they can come."""
    moments = ["2026-05-01T12:00:00Z", "2026-05-02T12:00:00Z", "2026-05-02T12:00:00Z", "2026-05-03T11:00:00Z"]
    amounts = [2, 3, -2, 2]
    entries = [
        {"id": f"p{i}", "employee": "e1", "pool": "x", "amount": amount, "occurred_at": moment}
        for i, (amount, moment) in enumerate(zip(amounts, moments, strict=True))
    ]
    leaf: Json = {"points": {"at_least": 5} | ({"window": window} if window else {})}
    said: Json = {"rules": [{"criteria": leaf}, {"criteria": {"points": leaf["points"] | {"at_least": 3}}}]}
    said |= {"facts": [], "amended": [], "points": entries, "awards": [], "people": [[{"id": "e1"}]], "units": UNITS}
    for order in permutations(range(4)):
        life = Life(said | {"now": "2026-06-01T00:00:00Z"}, "e1")
        life.live({"rule": 0})
        for i in order:
            life.live({"arrive": [f"p{i}"]})
            assert life.seen() == life.expected(), (order, i)


def test_a_local_date_goes_back() -> None:
    """Who moves around the world has a day again, which then holds enough."""
    zones = [{"zone": "Pacific/Apia"}, {"zone": "Pacific/Pago_Pago", "from": "2026-05-03T12:00:00Z"}]
    moments = ["2026-05-02T12:00:00Z", "2026-05-03T11:00:00Z", "2026-05-04T08:00:00Z"]
    facts = [fact(str(i), moment) for i, moment in enumerate(moments)]
    said: Json = {"rules": [{"criteria": count(2, window={"calendar": "day"})}], "facts": facts, "amended": []}
    said |= {"points": [], "awards": [], "people": [[{"id": "e1", "timezone": zones}]], "units": UNITS}
    life = Life(said | {"now": "2026-06-01T00:00:00Z"}, "e1")
    for i in range(3):
        life.live({"arrive": [i]})
        assert life.seen() == life.expected()
    assert life.seen()["0"]
