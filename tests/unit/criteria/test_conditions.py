"""Conditions: what each operation means, sentence by sentence."""

from typing import Any

import pytest

from tests.unit.criteria.build import count, earned, fact

MAY = "2026-05-04T12:00:00Z"
TAGS, OTHER = ["a", "b"], ["b", "c"]


def holds(conditions: list[dict[str, Any]], said: dict[str, Any] | None = None, **more: Any) -> bool:
    """Whether a single fact with this data satisfies all conditions."""
    return earned(count(where=conditions), [fact("f", MAY, **(said or {}))], **more) is not None


def op(name: str, value: Any, path: str = "data.v") -> list[dict[str, Any]]:
    """One comparison with a plain value."""
    return [{"path": path, "op": name, "value": value}]


PLAIN = [
    ("eq", "x", "x", True),
    ("eq", "x", "X", False),
    ("eq", 1, 1.0, True),
    ("eq", 1, "1", False),
    ("eq", 1, True, False),
    ("eq", True, 1, False),
    ("eq", False, False, True),
    ("eq", TAGS, "b", True),
    ("eq", TAGS, "c", False),
    ("ne", "x", "y", True),
    ("ne", TAGS, "b", False),
    ("ne", 1, "1", True),
    ("in", "x", ["w", "x"], True),
    ("in", 1, ["1"], False),
    ("in", TAGS, ["b"], True),
    ("nin", "x", ["w", "x"], False),
    ("nin", "y", ["w", "x"], True),
    ("gt", 2, 1, True),
    ("gt", 1, 1, False),
    ("gt", "b", "a", True),
    ("gt", "a", "B", True),
    ("gt", 2, "1", False),
    ("gt", True, 0, False),
    ("gte", 1, 1, True),
    ("lt", 1, 1.5, True),
    ("lte", "a", "a", True),
    ("gt", [1, 5], 4, True),
    ("contains", "haystack", "st", True),
    ("contains", TAGS, "a", True),
    ("contains", TAGS, "", False),
    ("contains", ["ab"], "a", False),
    ("contains", [1, 2], 2, True),
    ("contains", 12, 2, False),
    ("prefix", "abc", "ab", True),
    ("prefix", ["x", "abc"], "ab", True),
    ("suffix", "abc", "bc", True),
    ("suffix", 5, "5", False),
    ("matches", "abc", "a.c", True),
    ("matches", "xabc", "a.c", False),
    ("matches", "abcx", "a.c", False),
    ("matches", ["no", "abc"], "a.c", True),
    ("exists", "x", True, True),
    ("exists", 0, True, True),
    ("exists", False, True, True),
    ("exists", "", True, False),
    ("exists", "", False, True),
    ("exists", [], True, False),
    ("exists", {}, True, False),
    ("exists", [None, ""], True, False),
    ("exists", [None, "x"], True, True),
    ("size_gte", TAGS, 2, True),
    ("size_gte", TAGS, 3, False),
    ("size_lte", "four", 4, True),
    ("size_lte", {"a": 1}, 1, True),
    ("size_gte", 100, 1, False),
]


@pytest.mark.parametrize(("name", "found", "value", "expected"), PLAIN)
def test_operation(name: str, found: Any, value: Any, *, expected: bool) -> None:
    """Each operation holds against a plain value as the language says, each type only with its own."""
    assert holds(op(name, value), {"v": found}) is expected


ALL_OPS = {
    "eq": "x", "in": ["x"], "gt": "a", "gte": "a", "lt": "z", "lte": "z", "contains": "x", "prefix": "x", "suffix": "x",
    "matches": "x", "size_gte": 0, "size_lte": 9, "exists": True,
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), ALL_OPS.items())
@pytest.mark.parametrize("said", [{}, {"v": None}], ids=["absent", "null"])
def test_a_missing_value_holds_against_nothing(name: str, value: Any, said: dict[str, Any]) -> None:
    """Where nothing is, or null, every operation but ne, nin and exists: false is false."""
    assert not holds(op(name, value), said)


@pytest.mark.parametrize(("name", "value"), [("ne", "x"), ("nin", ["x"]), ("exists", False)])
def test_a_missing_value_is_not_equal(name: str, value: Any) -> None:
    """ne and nin are not eq and not in, so they hold where nothing is, as does exists: false."""
    assert holds(op(name, value))


PATHS = [
    ("type", "course.completed"),
    ("role", "actor"),
    ("source", "lms"),
    ("object.id", "c-f"),
    ("data.deep.er", 1),
    ("data.list.name", "b"),
    ("local.date", "2026-05-04"),
    ("local.year", 2026),
    ("local.month", 5),
    ("local.day", 4),
    ("local.weekday", 1),
    ("local.hour", 12),
]


@pytest.mark.parametrize(("path", "value"), PATHS)
def test_path(path: str, value: Any) -> None:
    """Paths are dotted from the fact's root, go through lists, and the local ones are derived."""
    said = {"deep": {"er": 1}, "list": [{"name": "a"}, {"name": "b"}]}
    assert holds(op("eq", value, path), said)


def test_role_of_a_fact_that_says_none_is_actor() -> None:
    """A fact without a role is the actor's, for the match and for the path."""
    body = fact("f", MAY)
    del body["role"]
    assert earned(count(where=op("eq", "actor", "role")), [body]) == MAY


def test_local_is_the_zone_in_force_then() -> None:
    """The local hour is that of the zone in which the employee was at that moment."""
    zones = [{"zone": "UTC"}, {"zone": "Asia/Tokyo", "from": "2026-05-04T12:00:00Z"}]
    assert holds(op("eq", 21, "local.hour"), zone=zones)
    assert not holds(op("eq", 21, "local.hour"), zone=[{"zone": "UTC"}, {"zone": "Asia/Tokyo", "from": "2026-05-05"}])


UNITS = [{"id": "team", "parent": "dept"}, {"id": "dept", "parent": "org"}, {"id": "org"}]
PERSON = {
    "memberships": [
        {"unit": "team", "from": "2026-01-01T00:00:00Z", "to": MAY},
        {"unit": "other", "from": MAY, "to": None},
    ],
    "roles": ["employee", "manager"],
    "attributes": {
        "grade": [{"value": "A", "from": None, "to": MAY}, {"value": "B", "from": MAY, "to": None}],
        "site": "x",
    },
    "units": UNITS,
}


@pytest.mark.parametrize(
    ("moment", "path", "value", "expected"),
    [
        ("05-04 11:59", "person.unit", "team", True),
        ("05-04 11:59", "person.unit", "org", True),
        ("05-04 12:00", "person.unit", "org", False),
        ("05-04 12:00", "person.unit", "other", True),
        ("05-04 11:59", "person.attributes.grade", "A", True),
        ("05-04 12:00", "person.attributes.grade", "B", True),
        ("05-04", "person.attributes.site", "x", True),
        ("2025-12-31", "person.attributes.site", "x", False),
        ("05-04", "person.roles", "manager", True),
        ("05-04", "person.joined_at", "2026-01-01T00:00:00Z", True),
    ],
)
def test_person_is_dated(moment: str, path: str, value: str, *, expected: bool) -> None:
    """person. paths read the recipient as dated then: any ancestor counts, undated holds from joining."""
    found = earned(count(where=op("eq", value, path)), [fact("f", moment)], **PERSON)
    assert (found is not None) is expected


RIGHT_SIDES = [
    ({"op": "eq", "value_of": "data.w"}, {"v": 1, "w": 1}, True),
    ({"op": "eq", "value_of": "data.w"}, {"v": TAGS, "w": OTHER}, True),
    ({"op": "eq", "value_of": "data.w"}, {"v": 1}, False),
    ({"op": "ne", "value_of": "data.w"}, {"v": 1}, True),
    ({"op": "in", "value_of": "data.w"}, {"v": "b", "w": OTHER}, True),
    ({"op": "gt", "value_of": "data.w"}, {"v": 3, "w": [5, 2]}, True),
    ({"op": "contains", "value_of": "data.w"}, {"v": TAGS, "w": "a"}, True),
    ({"op": "eq", "value_from": "User:{data.w}"}, {"v": "User:x", "w": "x"}, True),
    ({"op": "eq", "value_from": "{data.w}/{data.n}"}, {"v": "x/1", "w": "x", "n": 1}, True),
    ({"op": "eq", "value_from": "{data.w}"}, {"v": "true", "w": True}, True),
    ({"op": "eq", "value_from": "{data.w}"}, {"v": "1.5", "w": 1.5}, True),
    ({"op": "eq", "value_from": "{data.w}"}, {"v": "b", "w": TAGS}, True),
    ({"op": "eq", "value_from": "User:{data.w}"}, {"v": "User:"}, False),
    ({"op": "ne", "value_from": "User:{data.w}"}, {"v": "x"}, False),
    ({"op": "ne", "value_from": "User:{data.w}"}, {"v": "x", "w": "y"}, True),
    ({"op": "prefix", "value_from": "{data.w}-"}, {"v": "ab-c", "w": "ab"}, True),
]


@pytest.mark.parametrize(("said", "data", "expected"), RIGHT_SIDES)
def test_right_side_from_the_fact(said: dict[str, Any], data: dict[str, Any], *, expected: bool) -> None:
    """The right side may be another path or a text with paths filled in; a missing path in a text makes it false."""
    assert holds([{"path": "data.v", **said}], data) is expected


X, Y = op("eq", 1, "data.x")[0], op("eq", 1, "data.y")[0]


@pytest.mark.parametrize(
    ("conditions", "data", "expected"),
    [
        ([X, Y], {"x": 1}, False),
        ([X, Y], {"x": 1, "y": 1}, True),
        ([{"any": [X, Y]}], {"y": 1}, True),
        ([{"any": [X, Y]}], {}, False),
        ([{"all": [X, Y]}], {"x": 1}, False),
        ([{"not": X}], {}, True),
        ([{"not": {"any": [X, {"not": Y}]}}], {"y": 1}, True),
    ],
)
def test_combination(conditions: list[dict[str, Any]], data: dict[str, Any], *, expected: bool) -> None:
    """All of where must hold; any, all and not combine conditions."""
    assert holds(conditions, data) is expected


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["course.completed"], True),
        (["course.*"], True),
        (["course.completed.*"], False),
        (["cours.*"], False),
        (["course"], False),
        (["a.b", "course.*"], True),
    ],
)
def test_types(types: list[str], *, expected: bool) -> None:
    """A type is exact, or a prefix of whole words that is longer than the name before the star."""
    assert (earned(count(types=types), [fact("f", MAY)]) is not None) is expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [("actor", False), ("mentor", True), (["actor", "mentor"], True), ("*", True), (["actor"], False)],
)
def test_role(role: Any, *, expected: bool) -> None:
    """A role is a word, one of a list, or any."""
    assert (earned(count(role=role), [fact("f", MAY, role="mentor")]) is not None) is expected
