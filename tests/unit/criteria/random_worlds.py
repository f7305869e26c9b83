"""Random rules and histories: small enough to collide often, wide enough to use the whole language."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.criteria.language.values import write_instant
from tests.unit.criteria.build import Json

START = datetime(2026, 3, 20, tzinfo=UTC)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kolkata"]
TYPES = ["a.done", "a.given", "b.done"]

moments = st.integers(0, 24 * 40).map(lambda hours: START + timedelta(hours=hours))
values = st.sampled_from([1, 2, 2.5, "1", "x", True, None, [1, "x"], []])


@st.composite
def facts(draw: st.DrawFn) -> list[Json]:
    """Facts of `e1` and `e2` over forty days around the change of clocks; each has an identity of its own."""
    made = []
    for i in range(draw(st.integers(0, 14))):
        body: Json = {
            "id": f"f{i}",
            "completion": f"k{draw(st.integers(0, i)) if draw(st.booleans()) else i}",
            "type": draw(st.sampled_from(TYPES)),
            "role": draw(st.sampled_from(["actor", "actor", "mentor"])),
            "employee": draw(st.sampled_from(["e1", "e1", "e1", "e2"])),
            "occurred_at": write_instant(draw(moments)),
            "source": draw(st.sampled_from(["s", "t"])),
            "object": {"type": "thing", "id": draw(st.sampled_from("pqr"))},
            "data": {"k": draw(values), "n": draw(st.sampled_from([1, 2, 0.1, -1]))},
        }
        made.append(body)
    return made


CONDITIONS: list[Json] = [
    {"path": "data.k", "op": "eq", "value": 1},
    {"path": "data.k", "op": "ne", "value": "x"},
    {"path": "data.n", "op": "gte", "value_of": "data.k"},
    {"path": "local.weekday", "op": "in", "value": [1, 3, 5]},
    {
        "any": [
            {"path": "object.id", "op": "eq", "value": "p"},
            {"not": {"path": "data.k", "op": "exists", "value": True}},
        ]
    },
]
KEYS: list[list[str]] = [[], ["data.k"], ["object.id", "local.date"]]
MATCH_PARTS: Json = {
    "role": st.sampled_from(["actor", "mentor", ["actor", "mentor"], "*"]),
    "where": st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=2),
}
CREDIT_PARTS: Json = {
    "credit_key": st.sampled_from(KEYS),
    "cap": st.fixed_dictionaries({"n": st.integers(1, 2), "per": st.sampled_from(["day", "week", "month", "object"])}),
}
types = st.lists(st.sampled_from([*TYPES, "a.*"]), min_size=1, max_size=2)
matches = st.fixed_dictionaries({"types": types}, optional=MATCH_PARTS | CREDIT_PARTS)
plain_matches = st.fixed_dictionaries({"types": types}, optional=MATCH_PARTS)
capped_matches = st.fixed_dictionaries({"types": types}, optional=MATCH_PARTS | {"cap": CREDIT_PARTS["cap"]})

ends = (
    st.tuples(moments, moments)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: sorted(map(write_instant, pair)))
)
between = st.fixed_dictionaries({"between": ends})
open_windows = st.one_of(
    between,
    st.fixed_dictionaries({"calendar": st.sampled_from(["day", "week", "month", "quarter"])}),
    st.fixed_dictionaries({"rolling": st.sampled_from(["P1D", "P7D", "PT30H"])}),
    st.fixed_dictionaries({"since": st.sampled_from(["joined", "enrolled", "award"])}),
)


def leaves(windows: st.SearchStrategy[Any], *, required: bool = False) -> st.SearchStrategy[Json]:
    """Leaves over facts in these windows."""
    window: Json = {"window": windows}
    fixed, optional = (window, {}) if required else ({}, window)

    def leaf(kind: str, parts: Json, more: Json | None = None) -> st.SearchStrategy[Json]:
        body = st.fixed_dictionaries(parts | fixed, optional=optional | (more or {}))
        return body.map(lambda said: {kind: said})

    few = st.integers(1, 4)
    streak: Json = {"of": matches, "period": st.sampled_from(["day", "workday", "week"]), "length": few}
    return st.one_of(
        leaf("count", {"of": matches, "at_least": few}),
        leaf("sum", {"of": matches, "path": st.just("data.n"), "at_least": st.sampled_from([0.2, 1, 3])}),
        leaf("distinct", {"of": capped_matches, "path": st.just("data.k"), "at_least": few}),
        leaf("streak", streak, {"min_per_period": st.integers(1, 2), "grace": st.integers(0, 2)}),
        leaf(
            "sequence",
            {"steps": st.lists(plain_matches, min_size=1, max_size=3)},
            {"within": st.sampled_from(["P2D", "PT12H"]), "strict": st.booleans()},
        ),
    )


def _combined(children: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    several = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda of: {"all": of}),
        several.map(lambda of: {"any": of}),
        several.map(lambda of: {"at_least": {"k": (len(of) + 1) // 2, "of": of}}),
    )


anchored = leaves(open_windows).map(lambda node: {"after": node})
trees = st.recursive(leaves(st.one_of(open_windows, anchored)), _combined, max_leaves=4)
with_clock = st.one_of(
    trees,
    leaves(between, required=True).map(lambda leaf: {"not": leaf}),
    st.just({"tenure": {"at_least": "P1M"}}),
    st.tuples(trees, leaves(between, required=True)).map(lambda pair: {"all": [pair[0], {"not": pair[1]}]}),
)

days = st.integers(0, 39).map(lambda day: (START + timedelta(days=day)).date().isoformat())
calendars = st.fixed_dictionaries(
    {},
    optional={
        "holidays": st.lists(days, max_size=3),
        "leave": st.lists(days, max_size=3),
        "workdays": st.just([1, 2, 3]),
    },
)


@st.composite
def worlds(draw: st.DrawFn, /, criteria: st.SearchStrategy[Json] = trees, **badge: Any) -> Json:
    """A world of two people, one of whom moves, in two units."""
    zones = [
        {"zone": draw(st.sampled_from(ZONES))},
        {"zone": draw(st.sampled_from(ZONES)), "from": write_instant(draw(moments))},
    ]
    joined = {"joined_at": "2026-03-25T00:00:00Z", "enrolled_at": write_instant(draw(moments))}
    member = [{"unit": "team", "from": "2026-03-25T00:00:00Z", "to": write_instant(draw(moments))}]
    person = {"id": "e1", "timezone": zones, "calendar": draw(calendars), "memberships": member, **joined}
    other = {"id": "e2", "timezone": "UTC", "memberships": [{"unit": "dept", "from": None, "to": None}], **joined}
    earlier = {"badge": "b", "tier": None, "recipient": "e1", "scope": None, "earned_at": write_instant(draw(moments))}
    return {
        "badge": {"id": "b", "criteria": draw(criteria), **{key: draw(part) for key, part in badge.items()}},
        "facts": draw(facts()),
        "people": [person, other],
        "units": [{"id": "team", "parent": "dept", "timezone": "Europe/Berlin"}, {"id": "dept"}],
        "awards": [earlier] if draw(st.booleans()) else [],
        "now": "2026-05-15T00:00:00Z",
    }
