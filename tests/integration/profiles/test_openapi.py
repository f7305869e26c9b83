"""Whatever is sent to profiles, the answer is one that its document has."""

from services.profiles.api import make_app
from tests.integration.profiles.organization import ADA, Company
from tests.openapi import check_every_operation, routes


def test_every_answer_is_documented(company: Company) -> None:
    """schemathesis over the OpenAPI document, operation by operation, as an administrator."""
    app = make_app({})
    assert check_every_operation(app, "profiles", ADA) == routes(app, "profiles")
    assert company.db.employees.count_documents({}) >= 3
