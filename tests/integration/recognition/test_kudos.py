"""Giving and reading kudos, on the real database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from shared import clock
from shared.events import recognition
from shared.events.envelope import parse
from tests.integration.recognition.colleagues import ADA, ADMIN, BEN, CY, Colleagues, state

REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"to": "e-ada"}, 422, "to"),
    ({"to": "e-nobody"}, 404, "to"),
    ({"to": "e-di"}, 422, "to"),
    ({"to": {"$ne": None}}, 422, "to"),
    ({"reason": "  "}, 422, "reason"),
    ({"reason": "x" * 501}, 422, "reason"),
    ({"value": "Free text"}, 422, "value"),
    ({"amount": 5}, 422, "amount"),
]


def test_kudos_tell_both_sides_without_their_words(colleagues: Colleagues) -> None:
    """One transaction stores them and emits one event keyed by each; the reason stays here."""
    given = colleagues.give(value="craft").json
    assert (given["from"], given["to"], given["reason"]) == ("e-ada", "e-ben", "for the clear review")
    told = {event.type: event for event in colleagues.told()}
    assert told[recognition.KUDOS_GIVEN].subject == "e-ada"
    assert told[recognition.KUDOS_RECEIVED].subject == "e-ben"
    data = parse(told[recognition.KUDOS_RECEIVED], recognition.Kudos)
    assert (data.id, data.giver, data.receiver, data.value) == (given["id"], "e-ada", "e-ben", "craft")
    assert not any(b"review" in bytes(row["body"]) for row in colleagues.db.outbox.find())


def test_kudos_that_cannot_be_given_name_the_field(colleagues: Colleagues) -> None:
    """To oneself, to nobody, to one who left, without reason: refused, and nothing is stored or told."""
    for body, status, path in REFUSED:
        answer = colleagues.post("/commands/kudos", _with(body))
        assert answer.status_code == status, body
        assert [error["path"] for error in answer.json["errors"]] == [path]
    assert (colleagues.stored(), colleagues.told()) == (0, [])


def _with(body: dict[str, Any]) -> dict[str, Any]:
    return {"to": "e-ben", "reason": "thanks"} | body


def test_a_moment_and_another_giver_are_an_admins_to_state(colleagues: Colleagues) -> None:
    """Others are denied, and nothing happens; an admin brings in history, but none from the future."""
    past = "2025-11-03T15:00:00Z"
    assert colleagues.give(ADA, occurred_at=past).status_code == 403
    assert colleagues.give(ADA, **{"from": "e-cy"}).status_code == 403
    assert (colleagues.stored(), colleagues.told()) == (0, [])
    assert colleagues.give(ADMIN, occurred_at=past, **{"from": "e-cy"}).json["from"] == "e-cy"
    assert {event.time.isoformat() for event in colleagues.told()} == {"2025-11-03T15:00:00+00:00"}
    late = (clock.now() + timedelta(hours=1)).isoformat()
    assert colleagues.give(ADMIN, occurred_at=late).json["errors"][0]["path"] == "occurred_at"


def test_the_same_key_gives_once(colleagues: Colleagues) -> None:
    """Again is the first answer; with another body it is a conflict; the key is the giver's own."""
    first = colleagues.give(idempotency_key="k1")
    assert colleagues.give(idempotency_key="k1").json == first.json
    assert colleagues.stored() == 1
    assert colleagues.give(to="e-cy", idempotency_key="k1").status_code == 409
    assert colleagues.give(BEN, to="e-cy", idempotency_key="k1").status_code == 200


def test_ten_a_day_can_be_given(colleagues: Colleagues) -> None:
    """The eleventh is refused with when the next can be given; another giver and another day have their own ten."""
    day = "2025-11-03T15:00:00Z"
    for _ in range(10):
        assert colleagues.give(ADMIN, occurred_at=day).status_code == 200
    refused = colleagues.give(ADMIN, occurred_at=day)
    assert refused.status_code == 429
    assert "2025-11-04T00:00Z" in refused.json["errors"][0]["message"]
    assert colleagues.stored() == 10
    assert colleagues.give(ADMIN, occurred_at="2025-11-04T00:00:00Z").status_code == 200
    assert colleagues.give(ADMIN, occurred_at=day, **{"from": "e-cy"}).status_code == 200


def test_the_cap_counts_the_givers_local_day(colleagues: Colleagues) -> None:
    """In Tokyo the day begins nine hours before that of UTC."""
    colleagues.hear(state("e-ada", 2, zone="Asia/Tokyo"))
    for _ in range(10):
        colleagues.give(ADMIN, occurred_at="2025-11-03T14:59:00Z")
    assert colleagues.give(ADMIN, occurred_at="2025-11-03T14:59:59Z").status_code == 429
    assert colleagues.give(ADMIN, occurred_at="2025-11-03T15:00:00Z").status_code == 200


def test_the_cap_holds_when_all_are_given_at_once(colleagues: Colleagues) -> None:
    """Commands of one giver take their row, so none sees fewer than there are."""
    for _ in range(6):
        colleagues.give(ADA)
    with ThreadPoolExecutor(4) as threads:
        statuses = [answer.status_code for answer in threads.map(lambda _: colleagues.give(ADA), range(8))]
    assert sorted(statuses) == [200] * 4 + [429] * 4
    assert colleagues.stored() == 10


def test_a_stale_state_is_ignored(colleagues: Colleagues) -> None:
    """A state that is not newer than the one kept changes nothing."""
    colleagues.hear(state("e-ben", 5, status="left"), state("e-ben", 4), state("e-ben", 5))
    assert colleagues.give().status_code == 422
    colleagues.hear(state("e-ben", 6))
    assert colleagues.give().status_code == 200


def test_who_hides_is_read_by_the_two_and_admins_only(colleagues: Colleagues) -> None:
    """The switch acts on kudos of the past: by id, in lists and in counts."""
    kudos = colleagues.give().json["id"]
    colleagues.give(BEN, to="e-cy")
    assert kudos in colleagues.post("/read/kudos", {"ids": [kudos]}, CY).json["items"]
    colleagues.hear(state("e-ben", 2, hidden=True))
    assert colleagues.post("/read/kudos", {"ids": [kudos]}, CY).json["items"] == {}
    for reader in (ADA, BEN, ADMIN):
        assert kudos in colleagues.post("/read/kudos", {"ids": [kudos]}, reader).json["items"]
    listed = {"person": "e-ada", "direction": "given", "first": 5}
    assert colleagues.post("/read/kudos/list", listed, CY).json["total"] == 0
    assert colleagues.post("/read/kudos/list", listed, BEN).json["total"] == 1
    counted = {"ids": ["e-ada", "e-ben", "e-nobody"]}
    assert list(colleagues.post("/read/kudos/counts", counted, CY).json["items"]) == ["e-ada"]
    assert colleagues.post("/read/kudos/counts", counted, BEN).json["items"]["e-ben"] == {"given": 1, "received": 1}


def test_lists_are_read_in_pages_newest_first(colleagues: Colleagues) -> None:
    """Each kudos comes once, also where several have one moment."""
    for hour in (9, 11, 11, 10):
        colleagues.give(ADMIN, occurred_at=f"2025-11-03T{hour:02d}:00:00Z")
    asked = {"person": "e-ben", "direction": "received", "first": 2}
    first = colleagues.post("/read/kudos/list", asked, CY).json
    second = colleagues.post("/read/kudos/list", asked | {"after": first["next"]}, CY).json
    hours = [datetime.fromisoformat(row["occurred_at"]).hour for row in first["items"] + second["items"]]
    assert (hours, second["next"], second["total"]) == ([11, 11, 10, 9], None, 4)


def test_counts_are_of_a_window(colleagues: Colleagues) -> None:
    """From its start up to but without its end."""
    for hour in (9, 10, 11):
        colleagues.give(ADMIN, occurred_at=f"2025-11-03T{hour:02d}:00:00Z")
    window = {"since": "2025-11-03T10:00:00Z", "until": "2025-11-03T11:00:00Z"}
    counts = colleagues.post("/read/kudos/counts", {"ids": ["e-ada", "e-ben"], **window}, CY).json["items"]
    assert counts == {"e-ada": {"given": 1, "received": 0}, "e-ben": {"given": 0, "received": 1}}


def test_the_allowance_is_what_is_left_today(colleagues: Colleagues) -> None:
    """It goes down with each that is given."""
    colleagues.give()
    left = colleagues.post("/read/allowance", {}, ADA).json
    assert (left["cap"], left["given"], left["left"]) == (10, 1, 9)
    assert datetime.fromisoformat(left["resets_at"]) > clock.now()


def test_nobody_reads_without_a_token(colleagues: Colleagues) -> None:
    """No token, no answer."""
    assert colleagues.post("/read/kudos", {"ids": []}, None).status_code == 401
    assert colleagues.post("/commands/kudos", _with({}), None).status_code == 401
    assert colleagues.stored() == 0
