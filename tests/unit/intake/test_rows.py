"""Events as they are stored: compared by their meaning, named by their source and id."""

import uuid
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.reading import compared
from services.intake.domain.refusals import Refused
from services.intake.rows import entry_of
from shared.events.completions import completion_id
from shared.events.envelope import NAMESPACE, event_id

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def event(free: Any, **changed: Any) -> dict[str, Any]:
    """A completion with this as the source's own data."""
    data = {"object": {"type": "course", "id": "c-1"}, "data": {"free": free}}
    return {"specversion": "1.0", "id": "1", "source": "lms", "type": "a", "subject": "s", "data": data} | changed


@given(name=st.text(), generation=st.integers(0, 99), revision=st.integers(0, 99))
def test_an_events_id_is_a_uuid5(name: str, generation: int, revision: int) -> None:
    """As the standard library makes it, so that others can."""
    name = name.encode("utf-8", "ignore").decode()
    assert event_id(name, generation, revision) == str(uuid.uuid5(NAMESPACE, f"{name}/{generation}/{revision}"))


def test_no_two_sources_and_ids_share_a_completion() -> None:
    """A source may be a URI with slashes in it."""
    pairs = [("a", "b/c"), ("a/b", "c"), ("a%2Fb", "c"), ("a", "b%2Fc")]
    assert len({completion_id(*pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, 1.0), ([2**52], [float(2**52)]), (0, -0.0), ({"a": 1, "b": 2}, {"b": 2.0, "a": 1}), (100, 1e2)],
)
def test_equal_json_has_one_fingerprint(one: Any, other: Any) -> None:
    """Whichever way a number is spelled and keys are sorted."""
    assert entry_of(event(one)).fingerprint == entry_of(event(other)).fingerprint


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (0, False), (1, "1"), (1.5, 1), ([], {}), (None, ""), ([1], [1, 1])]
)
def test_different_json_has_different_fingerprints(one: Any, other: Any) -> None:
    """Equal is what JSON calls equal, not what Python does."""
    assert entry_of(event(one)).fingerprint != entry_of(event(other)).fingerprint


@given(free=JSON)
def test_the_short_cut_keeps_nothing_that_can_not_be_kept(free: Any) -> None:
    """What is taken from its bytes alone for plain is judged as the full look judges it, and compares the same."""
    try:
        made = orjson.loads(orjson.dumps(event(free)))
    except (TypeError, orjson.JSONDecodeError):
        return  # no JSON on the wire
    padded = made | {"traceparent": "a"}  # never plain enough for the short cut in comparing
    try:
        entry = entry_of(made)
    except Refused as refusal:
        with pytest.raises(Refused, match=str(refusal)):
            entry_of(padded)
    else:
        assert entry.body == entry_of(padded).body == orjson.dumps(compared(made), option=orjson.OPT_SORT_KEYS)
