"""schemathesis over a service's OpenAPI document: no body, and no header, makes it fall over."""

import re
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import given
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shared.auth import Principal, mint
from tests.budget import often

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


def check_every_operation(app: Flask, service: str, who: Principal) -> set[str]:
    """Send each operation what its document allows and what it doesn't, as somebody; the paths asked.

    An answer that is a server error, or of a status, a media type or a shape that isn't documented, fails."""
    headers = {"Authorization": f"Bearer {mint(service, who)}"}
    asked = set()
    for operation in schemathesis.openapi.from_wsgi("/openapi.json", app).get_all_operations():
        api = operation.ok()  # type: ignore[union-attr]  # a broken document fails here, as it should
        asked.add(api.path)

        @often(6)
        @given(case=api.as_strategy())
        def check(case: Any) -> None:
            case.validate_response(case.call(headers=headers), checks=CHECKS, headers=headers)

        check()
    return asked


def routes(app: Flask, service: str) -> set[str]:
    """The paths that the service itself answers, as a document writes them: without health, metrics and the like."""
    found = (rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{service}."))
    return {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule) for rule in found}
