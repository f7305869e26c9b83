"""Whatever is sent to leaderboards, the answer is one that its document has."""

from services.leaderboards.api import make_app
from shared.auth import Principal
from tests.integration.leaderboards.desk import Desk, completions_of, people
from tests.openapi import check_every_operation, routes

ADMIN = Principal("e-ada", frozenset({"employee", "admin"}))


def test_every_answer_is_documented(desk: Desk) -> None:
    """schemathesis over the OpenAPI document, operation by operation, as an administrator."""
    desk.rule()
    desk.hear(*people("e-ada", "e-ben"), *completions_of("e-ada", range(3)))
    desk.project()
    app = make_app({})
    assert check_every_operation(app, "leaderboards", ADMIN) == routes(app, "leaderboards")
