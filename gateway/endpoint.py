"""`/graphql`: from a request to its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Blueprint, Response, g, request
from graphql import ExecutionResult, GraphQLError, GraphQLSchema
from werkzeug.exceptions import HTTPException

from gateway import auth
from gateway.context import Context
from gateway.documents import Document, Documents, Invalid, is_read
from gateway.errors import (
    INTERNAL,
    SOMETHING,
    Refusal,
    public_error,
)
from gateway.execution import answer, run
from gateway.languages import language
from gateway.protocol import GRAPHQL, JSON, Parameters, Unreadable, from_get, from_post, media_type, response
from gateway.statuses import STATUSES
from shared.config import settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Endpoint:
    """Answers GraphQL requests about one schema."""

    schema: GraphQLSchema
    documents: Documents

    def blueprint(self) -> Blueprint:
        """The route. Other methods than these get a 405 from Flask."""
        blueprint = Blueprint("graphql", __name__)
        blueprint.add_url_rule("/graphql", "graphql", self.view, methods=["GET", "POST"])
        return blueprint

    def view(self) -> Response:
        """Answers the request at hand."""
        kind = JSON
        try:
            kind = media_type(request.headers.get("Accept"), request)
            return self._respond(kind)
        except Unreadable as problem:
            refused = _refused(Refusal(problem.code, problem.message), kind, problem.status)
            refused.headers.extend(problem.headers)
            return refused
        except Refusal as refusal:
            return _refused(refusal, kind, STATUSES.get(refusal.code) or _status_of_fault(kind))
        except Invalid as invalid:
            return _answer(ExecutionResult(None, invalid.errors), kind)
        except HTTPException:
            raise
        except Exception:
            log.exception("request_failed")
            return _refused(Refusal(INTERNAL, SOMETHING), kind, 500)

    def _respond(self, kind: str) -> Response:
        parameters = _parameters()
        asker = auth.who(dict(request.headers), request.cookies, g.request_id)
        g.locale = asker.locale
        document = self.documents.prepare(self.documents.text(parameters.query, parameters.document_id))
        context = Context(asker.principal, g.request_id, asker.backdate, asker.locale)
        return _answer(self._carry_out(document, parameters, context), kind)

    def _carry_out(self, document: Document, parameters: Parameters, context: Context) -> ExecutionResult:
        operation = document.operation(parameters.operation_name)
        if operation.operation.value == "subscription":
            raise Unreadable(400, "Subscriptions are answered at /graphql/stream.")
        if request.method == "GET" and not is_read(operation):
            raise Unreadable(405, "A mutation needs POST.", headers={"Allow": "POST"})
        self.documents.measured(document, operation, parameters.variables)
        return run(self.schema, document, parameters.operation_name, parameters.variables, context)


def _parameters() -> Parameters:
    if request.method == "POST":
        return from_post(request.headers.get("Content-Type"), request.get_data())
    if settings().production:
        raise Unreadable(405, "Send POST.", headers={"Allow": "POST"})
    return from_get(request.args)


def _answer(result: ExecutionResult, kind: str) -> Response:
    errors = [public_error(error, g.request_id, language()) for error in result.errors or ()]
    content = answer(result, errors)
    return response(content, kind, 200 if "data" in content else _status_of_fault(kind))


def _status_of_fault(kind: str) -> int:
    """Plain JSON says 200 even where a document can't be carried out: older clients read nothing else."""
    return 400 if kind == GRAPHQL else 200


def _refused(refusal: Refusal, kind: str, status: int) -> Response:
    fault = GraphQLError(refusal.message, original_error=refusal)
    error: Mapping[str, Any] = public_error(fault, g.request_id, language())
    return response({"errors": [error]}, kind, status)
