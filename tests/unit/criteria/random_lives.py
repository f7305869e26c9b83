"""Random histories as they arrive: late, shuffled, twice, amended, taken back, while people move and the clock runs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.criteria.language.values import write_instant
from tests.unit.criteria.build import Json
from tests.unit.criteria.random_worlds import START, ZONES, calendars, moments, values

ODD = ["2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00.000001Z", "2026-04-01T00:00:00Z"]
"""Around a gap in Berlin's clock, and where periods meet."""

instants = st.one_of(moments.map(write_instant), moments.map(write_instant), st.sampled_from(ODD))
spans = st.tuples(instants, instants).map(sorted)


UNITS: list[Json] = [{"id": "dept"}, {"id": "team", "parent": "dept"}, {"id": "other", "parent": "dept"}]


@st.composite
def fact(draw: st.DrawFn, i: int) -> Json:
    """A fact; facts share instants, objects, values and completions now and then."""
    return {
        "id": f"f{i}",
        "completion": f"k{draw(st.integers(0, i)) if draw(st.booleans()) else i}",
        "type": draw(st.sampled_from(["a.done", "a.done", "a.done", "a.given", "b.done", "c.done"])),
        "role": draw(st.sampled_from(["actor", "actor", "actor", "mentor"])),
        "employee": draw(st.sampled_from(["e1", "e1", "e1", "e1", "e2"])),
        "occurred_at": draw(instants),
        "source": draw(st.sampled_from(["s", "t"])),
        "object": {"type": "thing", "id": draw(st.sampled_from("pqr"))},
        "data": {"k": draw(values), "n": draw(st.sampled_from([1, 1, 2, 0.1, -1]))},
    }


@st.composite
def person(draw: st.DrawFn, name: str) -> Json:
    """A person in two zones, with dated memberships, attributes and days off."""
    zones = [{"zone": draw(st.sampled_from(ZONES))}, {"zone": draw(st.sampled_from(ZONES)), "from": draw(instants)}]
    start, end = draw(spans)
    memberships = [{"unit": "team", "from": start, "to": end}, {"unit": "other", "from": end, "to": None}]
    said: Json = {"id": name, "timezone": zones, "calendar": draw(calendars), "memberships": memberships}
    said["joined_at"] = draw(st.sampled_from(["2026-03-25T00:00:00Z", "2026-03-01T12:30:00Z"]))
    if draw(st.booleans()):
        said["enrolled_at"] = draw(instants)
    if draw(st.booleans()):
        said["attributes"] = {"grade": [{"value": "y", "to": start}, {"value": "x", "from": start}]}
    return said


@st.composite
def award(draw: st.DrawFn, i: int) -> Json:
    """An award of another badge, or of the rule's own in some scope."""
    badge = draw(st.sampled_from(["x", "x", "y", "b"]))
    return {
        "id": f"aw{i}" if draw(st.booleans()) else None,
        "badge": badge,
        "tier": draw(st.sampled_from([None, "gold"])),
        "recipient": draw(st.sampled_from(["e1", "e1", "dept"])),
        "scope": draw(st.sampled_from([None, "p", 1])) if badge == "b" else None,
        "earned_at": draw(instants),
        "state": draw(st.sampled_from(["active", "active", "expired"])),
    }


@st.composite
def entry(draw: st.DrawFn, i: int) -> Json:
    """A ledger entry; some are compensations, some come by awards."""
    said: Json = {"id": f"p{i}", "employee": draw(st.sampled_from(["e1", "e1", "e2"])), "occurred_at": draw(instants)}
    said |= {"pool": draw(st.sampled_from(["p", "q"])), "amount": draw(st.sampled_from([1, 2, 2.5, -1, 4]))}
    return said | ({"cause": {"type": "award"}} if draw(st.integers(0, 4)) == 0 else {})


@st.composite
def batches(draw: st.DrawFn, facts: int, entries: int) -> list[Json]:
    """How it all arrives: which facts and entries (by place, some twice), and what else happens."""
    order: list[Any] = draw(st.permutations([*range(facts), *(f"p{i}" for i in range(entries))]))
    again = draw(st.lists(st.sampled_from(order), max_size=4)) if order else []
    step = draw(st.sampled_from([1, 2, 5, 40]))
    made: list[Json] = [{"arrive": order[i : i + step]} for i in range(0, len(order), step)]
    made += [{"arrive": [one]} for one in again]
    for _ in range(draw(st.integers(0, 5))):
        happens = draw(st.sampled_from(["gone", "amended", "profile", "awards", "clock", "reload", "rule"]))
        said: Json = {happens: draw(st.integers(0, max(facts - 1, 0)))}
        made.insert(draw(st.integers(0, len(made))), said)
    return made


@st.composite
def dense_lives(draw: st.DrawFn, rules: st.SearchStrategy[Json]) -> Json:
    """Few days around the gap with many facts in them, that arrive one by one or several at once."""
    said: Json = {"rules": [draw(rules)], "people": [[draw(person("e1"))] for _ in range(2)], "units": UNITS}
    said["now"] = write_instant(START + timedelta(days=20))
    start = datetime(2026, 3, 27, tzinfo=UTC)
    hours = st.one_of(st.integers(0, 24 * 5), st.sampled_from([48, 49, 72]))
    made: list[Json] = []
    for i in range(draw(st.sampled_from([4, 6, 9, 12]))):
        one = draw(fact(i)) | {"type": draw(st.sampled_from(["a.done", "a.done", "a.given"])), "employee": "e1"}
        made.append(one | {"occurred_at": write_instant(start + timedelta(hours=draw(hours)))})
    said |= {"facts": made, "amended": [draw(fact(i)) for i in range(len(made))], "points": [], "awards": []}
    order = draw(st.permutations(range(len(made))))
    step = draw(st.sampled_from([1, 1, 2, 3, 4]))
    batches_: list[Json] = [{"arrive": order[i : i + step]} for i in range(0, len(order), step)]
    for _ in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(["gone", "gone", "arrive", "at once", "reload"]))
        which = draw(st.integers(0, len(made) - 1))
        at_once = {"gone": which, "arrive": draw(st.lists(st.integers(0, len(made) - 1), min_size=1, max_size=3))}
        said_: Json = {what: {"arrive": [which], "at once": at_once}.get(what, which)}
        batches_.insert(draw(st.integers(1, len(batches_))), said_)
    return said | {"batches": batches_}


@st.composite
def lives(draw: st.DrawFn, rules: st.SearchStrategy[Json]) -> Json:
    """Rules, people before and after a change, what happens to them, and how it arrives."""
    facts = [draw(fact(i)) for i in range(draw(st.sampled_from([2, 8, 14, 20])))]
    entries = [draw(entry(i)) for i in range(draw(st.integers(0, 5)))]
    return {
        "rules": draw(st.lists(rules, min_size=1, max_size=3)),
        "facts": facts,
        "amended": [draw(fact(i)) for i in range(len(facts))],
        "points": entries,
        "awards": [draw(award(i)) for i in range(draw(st.integers(0, 4)))],
        "people": [[draw(person("e1")), draw(person("e2"))] for _ in range(2)],
        "units": [
            {"id": "dept", "timezone": "Europe/Berlin"},
            {"id": "team", "parent": "dept", "timezone": "Pacific/Apia", "calendar": draw(calendars)},
            {"id": "other", "parent": "dept"},
        ],
        "batches": draw(batches(len(facts), len(entries))),
        "now": write_instant(START + timedelta(days=20)),
    }
