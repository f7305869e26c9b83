"""The HTTP API: boards and points as each may see them, rules as admins may save them, refusals that name the field."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.leaderboards.api import make_app
from services.leaderboards.boards import Boards
from shared import clock
from shared.auth import Principal, mint
from shared.config import settings
from shared.requests import cursor
from tests.integration.leaderboards.desk import (
    NOW,
    Desk,
    at,
    awarded,
    completions_of,
    employee,
    people,
    recorded,
)

ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))
ADA = Principal("e-ada")
LEAD = Principal("e-lead", frozenset({"employee", "manager"}), frozenset({"u-1"}))
RULE = {"id": "course", "name": "A course", "match": {"types": ["course.completed"]}, "points": 10}


class Asking:
    """The API as somebody asks it."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def __call__(self, path: str, body: Any, who: Principal | None = ADA) -> Any:
        headers = {"Authorization": f"Bearer {mint('leaderboards', who)}"} if who else {}
        return self._client.post(path, json=body, headers=headers)


@pytest.fixture
def ask(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """The API; it is 20 May 2026, noon."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return Asking(make_app({}).test_client())


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Ada has 30 points in May, Ben 20 and 10 in April, Cy 10 and hides."""
    desk.rule()
    hides = employee("e-cy", privacy={"hide_from_boards": True}, units=[("u-1", None, None)])
    ben = [*completions_of("e-ben", range(10, 12)), recorded(12, "e-ben", at("04-30T23:59"))]
    desk.hear(*people("e-ada", "e-ben"), hides, *completions_of("e-ada", range(3)), *ben, recorded(20, "e-cy"))
    desk.project()
    return desk


def test_the_board_of_the_month_in_one_call(three: Desk, ask: Asking) -> None:
    """Everything that was asked for, and nothing of what was not."""
    board = ask("/read/board", {"around": 4, "rows": {"first": 1}}, Principal("e-ben")).json
    assert (board["key"], board["people"], board["hidden"]) == ("2026-05", 2, 1)
    assert (board["starts_at"], board["ends_at"]) == ("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z")
    assert board["me"] == {"rank": 2, "points": 20, "ahead_of_percent": 0, "hidden": False, "to_next": 10}
    assert [(row["rank"], row["person"], row["me"]) for row in board["around"]] == [
        (1, "e-ada", False),
        (2, "e-ben", True),
    ]
    [row] = board["rows"]["items"]
    assert (row["person"], row["points"], board["rows"]["total"], board["rows"]["next"]) == (
        "e-ada",
        30,
        2,
        row["cursor"],
    )
    following = ask("/read/board", {"rows": {"first": 1, "after": row["cursor"]}}).json["rows"]
    assert ([one["person"] for one in following["items"]], following["next"]) == (["e-ben"], None)
    bare = ask("/read/board", {}).json
    assert (bare["around"], bare["rows"]) == (None, None)


def test_the_board_of_another_month_and_of_all_time(three: Desk, ask: Asking) -> None:
    """`at` is any day of the month; all time has no ends."""
    april = ask("/read/board", {"at": "2026-04-02", "rows": {"first": 10}}).json
    assert [(row["person"], row["points"]) for row in april["rows"]["items"]] == [("e-ben", 10)]
    assert april["me"] is None
    whole = ask("/read/board", {"period": "all", "rows": {"first": 10}}).json
    assert [(row["rank"], row["points"]) for row in whole["rows"]["items"]] == [(1, 30), (1, 30)]
    assert (whole["key"], whole["starts_at"], whole["ends_at"]) == ("all", None, None)


def test_a_hidden_person_is_seen_by_themselves_alone(three: Desk, ask: Asking) -> None:
    """On the board, around others and among the points; they themselves see where they would stand."""
    cy = Principal("e-cy")
    board = ask("/read/board", {"around": 25, "rows": {"first": 100}}, cy).json
    assert board["me"] == {"rank": 3, "points": 10, "ahead_of_percent": 0, "hidden": True, "to_next": 10}
    assert [row["person"] for row in board["around"]] == ["e-ada", "e-ben", "e-cy"]
    assert "e-cy" not in [row["person"] for row in board["rows"]["items"]]
    assert "e-cy" not in [row["person"] for row in ask("/read/board", {"around": 25}).json["around"]]
    body = {"people": ["e-ada", "e-cy", "e-nobody"], "periods": ["2026-05", "all"]}
    assert ask("/read/points", body).json["items"] == {"e-ada": {"2026-05": 30, "all": 30}}
    for who in (cy, LEAD, ADMIN):
        assert ask("/read/points", body, who).json["items"]["e-cy"] == {"2026-05": 10, "all": 10}


def test_the_ledger_is_ones_own_and_ones_managers(three: Desk, ask: Asking) -> None:
    """Others are refused, whether there is such a person or not."""
    three.hear(awarded("a", 5, at("05-06T09:00"), person="e-cy"))
    mine = ask("/read/ledger", {"first": 1}, Principal("e-cy")).json
    assert (mine["total"], mine["items"][0]["amount"], mine["items"][0]["rule"]) == (2, 5, None)
    assert mine["items"][0]["cause"] == {"type": "award", "id": "a"}
    older = ask("/read/ledger", {"person": "e-cy", "first": 5, "after": mine["next"]}, LEAD).json
    assert [(one["amount"], one["rule"], one["unit"]) for one in older["items"]] == [(10, "course", "u-1")]
    assert older["next"] is None
    for person in ("e-cy", "e-nobody"):
        refused = ask("/read/ledger", {"person": person, "first": 5})
        assert (refused.status_code, refused.json["errors"][0]["path"]) == (403, "person")
    assert ask("/read/ledger", {"person": "e-ada", "first": 5}, LEAD).status_code == 403


def test_an_admin_saves_a_rule_and_everyone_may_read_it(desk: Desk, ask: Asking) -> None:
    """The answer is the rule as stored; saved again it keeps its version, changed it has the next."""
    desk.hear(*people("e-ada"), recorded(1, "e-ada"))
    saved = ask("/commands/save-scoring-rule", RULE, ADMIN)
    assert (saved.status_code, saved.json["version"], saved.json["active"]) == (200, 1, True)
    assert ask("/commands/save-scoring-rule", RULE, ADMIN).json == saved.json
    assert ask("/commands/save-scoring-rule", RULE | {"points": 5}, ADMIN).json["version"] == 2
    items = ask("/read/scoring-rules", {}).json["items"]
    assert (items["course"]["points"], items["course"]["match"]) == (5, RULE["match"])
    assert ask("/read/scoring-rules", {"ids": ["other"]}).json["items"] == {}
    desk.work()
    assert desk.points("e-ada") == 5


def test_only_an_admin_saves_rules(desk: Desk, ask: Asking) -> None:
    """Others are denied, and nothing happens."""
    for who in (ADA, LEAD):
        assert ask("/commands/save-scoring-rule", RULE, who).status_code == 403
    assert (desk.db.rules.count_documents({}), desk.db.tasks.count_documents({})) == (0, 0)


def test_an_idempotency_key_is_of_one_command(desk: Desk, ask: Asking) -> None:
    """The same again gives the first answer; another body under it is a conflict."""
    body = RULE | {"idempotency_key": "k-1"}
    first = ask("/commands/save-scoring-rule", body, ADMIN).json
    ask("/commands/save-scoring-rule", RULE | {"points": 7}, ADMIN)
    assert ask("/commands/save-scoring-rule", body, ADMIN).json == first
    refused = ask("/commands/save-scoring-rule", body | {"points": 9}, ADMIN)
    assert (refused.status_code, refused.json["errors"][0]["path"]) == (409, "idempotency_key")


HALF = {"path": "data.n", "op": "eq", "value": "\ud800"}


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/read/board", {"period": "week"}, "period"),
        ("/read/board", {"at": 5}, "at"),
        ("/read/board", {"at": "0001-01-01"}, "at"),
        ("/read/board", {"around": 26}, "around"),
        ("/read/board", {"around": True}, "around"),
        ("/read/board", {"rows": {"first": 0}}, "rows.first"),
        ("/read/board", {"rows": {"first": 5, "after": "nonsense"}}, "after"),
        ("/read/board", {"rows": {"first": 5, "after": "WzEwMDAwMDAwMDAwMDAwMDAwMDAsImUiXQ"}}, "after"),
        ("/read/board", {"unit": "u-1"}, "unit"),
        ("/read/points", {"people": [{"$ne": None}], "periods": ["all"]}, "people.0"),
        ("/read/points", {"people": [], "periods": ["2026-13"]}, "periods.0"),
        ("/read/ledger", {"first": 5, "after": "WzEuNV0"}, "after"),
        ("/read/ledger", {"first": 5, "after": cursor(2**64 - 1)}, "after"),
        ("/read/scoring-rules", {"ids": "course"}, "ids"),
        ("/commands/save-scoring-rule", RULE | {"points": 0}, "points"),
        ("/commands/save-scoring-rule", RULE | {"points": 1.5}, "points"),
        ("/commands/save-scoring-rule", RULE | {"id": "No"}, "id"),
        ("/commands/save-scoring-rule", RULE | {"match": {"types": []}}, "match.types"),
        (
            "/commands/save-scoring-rule",
            RULE | {"match": {"types": ["a.b"], "where": [{"path": "type", "op": "is", "value": 1}]}},
            "match.where[0].op",
        ),
        ("/commands/save-scoring-rule", RULE | {"match": {"types": ["laurel.employee.joined"]}}, "match.types[0]"),
        ("/commands/save-scoring-rule", RULE | {"match": {"types": ["a.b"], "where": [HALF]}}, "match"),
        ("/commands/save-scoring-rule", RULE | {"\udfff": 1}, "?"),
    ],
)
def test_bad_input_is_refused_by_the_field(desk: Desk, ask: Asking, path: str, body: Any, field: str) -> None:
    """A 422 that names what is wrong where."""
    desk.project()
    refused = ask(path, body, ADMIN)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["path"] == field
    assert refused.content_type == "application/problem+json"


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_is_not_finite_is_refused_and_nothing_is_kept(desk: Desk, ask: Asking, number: float) -> None:
    """JSON's 1e999 is one: no JSON can say what would be kept, and nobody's points could be judged by it any more."""
    under = {"not": {"path": "data.score", "op": "in", "value": [1, number]}}
    where = [{"path": "data.score", "op": "lt", "value": number}, under]
    refused = ask("/commands/save-scoring-rule", RULE | {"match": {"types": ["a.b"], "where": where}}, ADMIN)
    assert refused.status_code == 422
    at_fault = [error["path"] for error in refused.json["errors"]]
    assert at_fault == ["match.where[0].value", "match.where[1].not.value[1]"]
    assert desk.db.rules.count_documents({}) == 0


def test_without_a_token_of_this_service_nothing_is_answered(ask: Asking, desk: Desk) -> None:
    """No token, or another service's."""
    assert ask("/read/board", {}, None).status_code == 401


def test_boards_that_are_not_filled_or_not_there_are_not_shown_empty(
    desk: Desk, ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After FLUSHALL, or while Redis is away: try again shortly. What MongoDB answers is answered."""
    refused = ask("/read/board", {})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    settings.cache_clear()
    away = Asking(make_app({}).test_client())
    assert away("/read/board", {}).status_code == 503
    assert away("/read/points", {"people": ["e-ada"], "periods": ["all"]}).status_code == 200


def test_the_boards_of_the_api_are_the_projectors(desk: Desk) -> None:
    """Both look at the same keys."""
    boards: Boards = make_app({}).extensions["boards"]
    assert boards.root == desk.boards.root
