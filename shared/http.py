"""The HTTP of a service: a Flask application with problem+json errors, an OpenAPI document, health and metrics.

Every route of a service is a POST with a JSON body, asked by the gateway with a token for that service."""

import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, g, jsonify, make_response, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, ValidationError
from spectree import SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from shared.auth import NotAuthentic, Principal, verify
from shared.delivery.commands import KeyReused
from shared.delivery.faults import server_is_away
from shared.telemetry import REQUEST_SECONDS
from shared.wsgi import MOST_BYTES

BEARER = SecurityScheme(name="token", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"))
OPEN = {"/livez", "/readyz", "/metrics"}
Check = Callable[[], str | None]
log = structlog.get_logger()


class FieldProblem(BaseModel):
    """What is wrong with one field: where it stands, and what would be right."""

    path: str
    message: str


class ProblemDocument(BaseModel):
    """An error as RFC 9457 writes it; ``id`` finds it in the log."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []
    id: str = ""


class Problem(Exception):
    """Refuse a request: ``status`` 4xx, a sentence, and the fields at fault as (path, message)."""

    def __init__(
        self, status: int, detail: str, errors: Iterable[tuple[str, str]] = (), code: str = "about:blank"
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = [FieldProblem(path=path, message=message) for path, message in errors]
        self.code = code


def refuse_invalid(_request: Any, _response: Any, error: Exception | None, *_: Any) -> None:
    """spectree's hook: a body that breaks its model is answered with a problem that names the fields."""
    if isinstance(error, ValidationError):
        fields = [
            (".".join(str(part) for part in item["loc"]) or "body", item["msg"])
            for item in error.errors(include_url=False)
        ]
        raise Problem(422, "the request has fields that can't be accepted", fields)


class _Described(SpecTree):
    """Makes the schemas of models when the document is asked for, not where routes are decorated: at every start of a
    service they took as long as all of its other modules."""

    def __init__(self, **settings: Any) -> None:
        self._wanted: dict[str, tuple[Any, Any]] = {}
        super().__init__("flask", **settings)

    def _add_model(self, model: Any, mode: Any = "validation") -> str:
        key = self.naming_strategy(model)
        self._wanted[key] = (model, mode)
        return key

    def _generate_spec(self) -> dict[str, Any]:
        for model, mode in self._wanted.values():
            super()._add_model(model, mode)
        return super()._generate_spec()


def spec(service: str) -> SpecTree:
    """The OpenAPI document's maker for a service; routes are decorated with ``.validate(json=Model)``."""
    return _Described(
        before=refuse_invalid,
        title=f"Laurel {service}",
        version="1",
        mode="strict",
        annotations=True,
        validation_error_model=ProblemDocument,
        security_schemes=[BEARER],
        security={"token": []},
    )


def create_app(
    service: str,
    blueprint: Blueprint,
    api: SpecTree,
    checks: dict[str, Check],
    *,
    guard: bool = True,
    own: frozenset[str] = frozenset(),
) -> Flask:
    """The application of a service: its blueprint behind the token check, /livez, /readyz, /metrics, /openapi.json.

    ``checks`` by what they look at give None, or what is missing; ``guard`` False leaves authentication to the
    blueprint, ``own`` only that of these paths."""
    app = Flask(service)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_blueprint(blueprint)
    _add_health(app, service, checks)
    _add_errors(app)
    app.before_request(_begin)
    if guard:
        app.before_request(lambda: None if request.path in own else _authenticate(service))
    app.after_request(lambda response: _measure(service, response))
    app.add_url_rule("/openapi.json", "openapi", lambda: jsonify(_described(api.spec)))
    api.register(app)
    return app


def _described(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document, its problems under the media type that they are sent with: spectree writes JSON's."""
    for operation in (operation for path in document["paths"].values() for operation in path.values()):
        for status, answer in operation["responses"].items():
            if status >= "400" and "application/json" in answer.get("content", {}):
                answer["content"]["application/problem+json"] = answer["content"].pop("application/json")
    return document


def principal() -> Principal:
    """Who the request speaks for."""
    who: Principal = g.principal
    return who


def require(allowed: bool, what: str) -> None:
    """Refuse with 403 unless allowed; ``what`` completes "you may not …"."""
    if not allowed:
        raise Problem(403, f"you may not {what}")


def _authenticate(service: str) -> None:
    if request.path in OPEN or request.path == "/openapi.json" or request.url_rule is None:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem(401, "a bearer token for this service is needed", [("Authorization", "missing")])
    try:
        g.principal = verify(service, token)
    except NotAuthentic as error:
        raise Problem(401, "the bearer token is not valid for this service", [("Authorization", str(error))]) from error


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = request.headers.get("X-Request-Id") or uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _measure(service: str, response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else "none"
    if "began" in g:
        REQUEST_SECONDS.labels(service, route, str(response.status_code)).observe(time.perf_counter() - g.began)
    return response


def problem_response(document: ProblemDocument) -> Response:
    """A problem as a response, with its media type."""
    response = make_response(document.model_dump_json(exclude_defaults=False), document.status)
    response.mimetype = "application/problem+json"
    return response


def _add_errors(app: Flask) -> None:
    @app.errorhandler(Problem)
    def _refused(error: Problem) -> Response:
        return _answer(error.status, error.detail, error.errors, error.code)

    @app.errorhandler(KeyReused)
    def _reused(error: KeyReused) -> Response:
        return _answer(
            409, str(error), [FieldProblem(path="idempotency_key", message="use a fresh key for another command")]
        )

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        if error.response is not None:
            return make_response(error.response)
        response = _answer(error.code or 500, error.description or error.name)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response

    @app.errorhandler(Exception)
    def _fault(error: Exception) -> Response:
        if server_is_away(error):
            log.warning("server_away", error=repr(error)[:300])
            return _answer(503, "a server that is needed can't be reached just now; try again shortly")
        log.error("request_failed", path=request.path, exc_info=error)
        return _answer(500, "something went wrong here; the id finds it in the log")


def _answer(status: int, detail: str, errors: list[FieldProblem] | None = None, code: str = "about:blank") -> Response:
    title = HTTP_TITLES.get(status, "Error")
    document = ProblemDocument(
        type=code, title=title, status=status, detail=detail, errors=errors or [], id=g.get("request_id", "")
    )
    response = problem_response(document)
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response


def _add_health(app: Flask, service: str, checks: dict[str, Check]) -> None:
    @app.get("/livez")
    def livez() -> Response:
        return jsonify(service=service, alive=True)

    @app.get("/readyz")
    def readyz() -> Response:
        missing = {name: problem for name, check in checks.items() if (problem := check())}
        return make_response(jsonify(service=service, ready=not missing, missing=missing), 503 if missing else 200)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


HTTP_TITLES = {
    400: "Bad request", 401: "Not authenticated", 403: "Not allowed", 404: "Not found", 405: "Method not allowed",
    409: "Conflict", 413: "Too large", 415: "Unsupported media type", 422: "Can't be accepted", 429:
    "Too many requests", 500: "Internal error", 503: "Not available",
}  # fmt: skip
