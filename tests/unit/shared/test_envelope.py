"""Events in and out of bytes: what is no event is refused with the field at fault."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.bus import LANES, lane_of
from shared.events import recognition
from shared.events.envelope import ContractError, Event, decode, encode, event_id, parse

MOMENT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1)


@given(
    id_=TEXT, subject=TEXT, data=st.dictionaries(TEXT, TEXT), sequence=st.integers(0, 10**11), hops=st.integers(0, 9)
)
def test_an_event_survives_the_bus(id_: str, subject: str, data: dict[str, str], sequence: int, hops: int) -> None:
    """Whatever is encoded is decoded to the same."""
    event = Event(id_, "laurel.test.done.v1", "test", subject, MOMENT, dict(data), sequence, hops)
    assert decode(encode(event)) == event


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "no event"),
        (b"[]", "no event"),
        (b"{}", "id"),
        (b'{"id": 1}', "id"),
        (b'{"id": "a", "type": "t", "source": "s", "subject": "e", "time": "yesterday"}', "yesterday"),
        (
            b'{"id": "a", "type": "t", "source": "s", "subject": "e", "time": "2026-01-01T00:00:00Z", "data": []}',
            "data",
        ),
    ],
)
def test_what_is_no_event_is_refused(body: bytes, field: str) -> None:
    """The message names what is wrong."""
    with pytest.raises(ContractError, match=field):
        decode(body)


def test_data_that_breaks_its_contract_names_the_field() -> None:
    """A missing field is called by its path."""
    event = Event("a", recognition.KUDOS_GIVEN, "recognition", "e-1", MOMENT, {"id": "k", "giver": "e-1"})
    with pytest.raises(ContractError, match=r"data\.receiver"):
        parse(event, recognition.Kudos)


def test_an_id_is_that_of_its_natural_key() -> None:
    """The same key, generation and revision give the same id; any other does not."""
    ids = {event_id("award/b/gold/e"), event_id("award/b/gold/e", 1), event_id("award/b/gold/e", 0, 1), event_id("x")}
    assert len(ids) == 4
    assert event_id("x") in ids


@given(TEXT)
def test_every_key_has_a_lane(key: str) -> None:
    """Whatever the key, it lies in one of twelve lanes."""
    assert 0 <= lane_of(key) < LANES
