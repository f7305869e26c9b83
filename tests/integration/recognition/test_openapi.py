"""Whatever is sent to recognition, the answer is one that its document has."""

from services.recognition.api import make_app
from tests.integration.recognition.colleagues import ADMIN, Colleagues
from tests.openapi import check_every_operation, routes


def test_every_answer_is_documented(colleagues: Colleagues) -> None:
    """schemathesis over the OpenAPI document, operation by operation, as an administrator."""
    assert colleagues.give().status_code == 200
    app = make_app({})
    assert check_every_operation(app, "recognition", ADMIN) == routes(app, "recognition")
