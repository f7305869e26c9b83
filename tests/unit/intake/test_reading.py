"""Which CloudEvents are completions, and what a refusal says."""

from typing import Any

import pytest

from services.intake.domain.reading import compared, read
from services.intake.domain.refusals import Refused

OBJECT = {"type": "course", "id": "c-1"}


def event(**changed: Any) -> dict[str, Any]:
    """A completion with some attributes replaced; None leaves one out."""
    made = {
        "specversion": "1.0", "id": "1", "source": "lms", "type": "course.completed", "subject": "ada",
        "data": {"object": OBJECT},
    } | changed  # fmt: skip
    return {name: value for name, value in made.items() if value is not None}


def refused(**changed: Any) -> Refused:
    """How such an event is refused."""
    with pytest.raises(Refused) as caught:
        read(event(**changed))
    return caught.value


def test_a_completion_with_everything_is_read() -> None:
    """Every field of the model, the subject first as actor."""
    data = {
        "object": {**OBJECT, "name": "Security", "url": "https://lms.example/c-1"},
        "result": {"success": True, "score": {"raw": 71, "min": 0, "max": 100, "scaled": 0.71}, "duration": 3600},
        "participants": [{"id": "ben", "role": "mentor"}],
        "data": {"topic": "security", "https://example.org/extension": [1, None, {"deep": True}]},
        "evidence_url": "https://lms.example/proof",
    }
    seen = read(event(data=data, time="2026-05-04T09:00:00Z", subject="ada@x.org", sequence=5, flag=True))
    assert seen.people == (("ada@x.org", "actor"), ("ben", "mentor"))
    assert (seen.content, seen.retracts) == (data, None)


def test_a_person_in_the_same_role_twice_counts_once() -> None:
    """The pair (identity, role) is a fact once; in two roles it is two."""
    twice = [{"id": "ada", "role": "actor"}, {"id": "ada", "role": "mentor"}, {"id": "ada", "role": "mentor"}]
    assert read(event(data={"object": OBJECT, "participants": twice})).people == (("ada", "actor"), ("ada", "mentor"))


def test_a_retraction_needs_only_subject_and_retracts() -> None:
    """No object, no time."""
    assert read(event(data={"retracts": "7"})).retracts == "7"


@pytest.mark.parametrize("name", ["specversion", "id", "source", "type"])
def test_a_missing_required_attribute_makes_no_cloudevent(name: str) -> None:
    """400 naming it; null is the same as absent."""
    for missing in (event(**{name: None}), event() | {name: None}):
        with pytest.raises(Refused) as caught:
            read(missing)
        assert (caught.value.status, caught.value.faults) == (400, [(name, "is required by CloudEvents 1.0")])


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"specversion": "0.3"}, "specversion"), ({"specversion": 1.0}, "specversion"), ({"id": ""}, "id"),
        ({"id": 7}, "id"), ({"id": "x" * 501}, "id"), ({"id": "a\x00b"}, "id"), ({"id": "a\nb"}, "id"),
        ({"source": "not a uri"}, "source"), ({"source": "%zz"}, "source"), ({"source": "lms\\x"}, "source"),
        ({"type": ""}, "type"), ({"type": ["x"]}, "type"), ({"subject": ""}, "subject"), ({"subject": {}}, "subject"),
        ({"time": 5}, "time"), ({"dataschema": "relative"}, "dataschema"), ({"Upper": "x"}, "Upper"),
        ({"with_underscore": "x"}, "with_underscore"), ({"nested": {"a": 1}}, "nested"), ({"number": 1.5}, "number"),
        ({"big": 2**31}, "big"), ({"noncharacter": "\ufdd0"}, "noncharacter"),
        ({"datacontenttype": 7}, "datacontenttype"),
    ],
)  # fmt: skip
def test_an_attribute_outside_the_type_system_makes_no_cloudevent(changed: dict[str, Any], path: str) -> None:
    """400 with the attribute's name."""
    refusal = refused(**changed)
    assert (refusal.status, [fault[0] for fault in refusal.faults]) == (400, [path])


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"subject": None}, "subject"), ({"type": "Course.Completed"}, "type"), ({"type": "a..b"}, "type"),
        ({"type": "laurel.badge.awarded"}, "type"), ({"type": "laurel"}, "type"), ({"time": "yesterday"}, "time"),
        ({"time": "2026-05-04T09:00:00"}, "time"), ({"data": None}, "data"), ({"data": []}, "data"),
        ({"data": "x"}, "data"),
        ({"data": {}}, "data.object"), ({"data": {"object": {"type": "course"}}}, "data.object.id"),
        ({"data": {"object": {"type": "", "id": "1"}}}, "data.object.type"),
        ({"data": {"object": {"type": "course", "id": 7}}}, "data.object.id"),
        ({"data": {"object": OBJECT | {"url": "javascript:alert(1)"}}}, "data.object.url"),
        ({"data": {"object": OBJECT | {"colour": "red"}}}, "data.object.colour"),
        ({"data": {"object": OBJECT, "extra": 1}}, "data.extra"),
        ({"data": {"object": OBJECT, "result": {"success": "yes"}}}, "data.result.success"),
        ({"data": {"object": OBJECT, "result": {"score": {"raw": "71"}}}}, "data.result.score.raw"),
        ({"data": {"object": OBJECT, "result": {"score": {"raw": True}}}}, "data.result.score.raw"),
        ({"data": {"object": OBJECT, "result": {"score": {"scaled": 1.01}}}}, "data.result.score.scaled"),
        ({"data": {"object": OBJECT, "result": {"duration": -1}}}, "data.result.duration"),
        ({"data": {"object": OBJECT, "result": {"duration": float("nan")}}}, "data.result.duration"),
        ({"data": {"object": OBJECT, "participants": [{"id": "b"}]}}, "data.participants.0.role"),
        ({"data": {"object": OBJECT, "participants": [{"id": "b", "role": "*"}]}}, "data.participants.0.role"),
        ({"data": {"object": OBJECT, "participants": [{"id": "b", "role": "x"}] * 101}}, "data.participants"),
        ({"data": {"object": OBJECT, "data": [1]}}, "data.data"),
        ({"data": {"object": OBJECT, "evidence_url": "ftp://x"}}, "data.evidence_url"),
        ({"data": {"retracts": "1"}}, "data.retracts"),
        ({"data": {"object": OBJECT, "data": {"a": {"$ref": 1}}}}, "data.data.a"),
        ({"data": {"object": OBJECT, "data": {"a\x00": 1}}}, "data.data"),
        ({"data": {"object": OBJECT, "data": {"a": ["x", "\x00"]}}}, "data.data.a.1"),
        ({"data": {"object": OBJECT, "data": {"a": 2**63}}}, "data.data.a"),
        ({"data": {"object": OBJECT, "data": {"a": -(2**63) - 1}}}, "data.data.a"),
    ],
)  # fmt: skip
def test_what_is_no_completion_is_refused_with_the_field(changed: dict[str, Any], path: str) -> None:
    """422 with the field's path, dotted from the event's root."""
    refusal = refused(**changed)
    assert (refusal.status, refusal.faults[0][0]) == (422, path)
    assert refusal.faults[0][1]


def test_a_number_at_fault_is_named_once() -> None:
    """That a number may be whole or not is one problem to the sender, with one path."""
    paths = [path for path, _ in refused(data={"object": OBJECT, "result": {"score": {"raw": "71"}}}).faults]
    assert set(paths) == {"data.result.score.raw"}


def test_nesting_has_a_floor() -> None:
    """Sixteen levels are kept, more are refused where they begin to be too many."""

    def nested(levels: int) -> dict[str, Any]:
        return event(data={"object": OBJECT, "data": {"a": [0] if levels == 1 else _wrap(levels)}})

    read(nested(13))
    with pytest.raises(Refused, match="can't be kept"):
        read(nested(16))


def _wrap(levels: int) -> list[Any]:
    inner: list[Any] = []
    for _ in range(levels):
        inner = [inner]
    return inner


def test_all_faults_of_the_envelope_are_named_together() -> None:
    """One answer names everything that is to be mended."""
    assert [path for path, _ in refused(source=None, id=7, Odd="x").faults] == ["source", "id", "Odd"]


def test_equal_events_compare_equal_in_whichever_mode() -> None:
    """Order of keys, 1 and 1.0, a null attribute, the media type, tracing: no difference. Anything else is one."""
    one = event(data={"object": OBJECT, "data": {"n": 1, "m": [2.0]}}, sequence=5)
    same = dict(reversed(one.items())) | {
        "data": {"data": {"m": [2], "n": 1.0}, "object": OBJECT}, "sequence": "5", "time": None,
        "datacontenttype": "application/json", "traceparent": "00-1-2-01",
    }  # fmt: skip
    assert compared(one) == compared(same)
    assert compared(one) != compared(one | {"subject": "ben"})
    assert compared(one) != compared(one | {"sequence": 6})
