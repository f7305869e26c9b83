"""`/badges/…`: the badges service's drawings, passed on with their caching; and pictures on their way to it."""

import base64

import httpx2
from flask import Blueprint, Response, g, jsonify, request

from gateway import auth, clients
from gateway.errors import BAD_INPUT, CONFLICT, NOT_FOUND, Refusal, signed_out
from gateway.statuses import STATUSES
from shared.auth import mint
from shared.config import settings
from shared.http import HTTP_TITLES, FieldProblem, Problem, ProblemDocument, problem_response

PASSED_ON = ("Content-Type", "Cache-Control", "ETag", "Last-Modified", "Vary")
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LARGEST = 256 * 1024
REFUSED = {BAD_INPUT: 422, CONFLICT: 409, NOT_FOUND: 404, **STATUSES}
blueprint = Blueprint("pictures", __name__)


@blueprint.get("/badges/<badge>/<int:version>.<any(svg, png):kind>")
def picture(badge: str, version: int, kind: str) -> Response:
    """One drawing; drafts for administrators only, as the service decides."""
    return _passed_on(f"/badges/{badge}/{version}.{kind}")


@blueprint.get("/badges/preview.svg")
def preview() -> Response:
    """A design that is being made."""
    return _passed_on("/badges/preview.svg")


@blueprint.post("/badges/images")
def keep() -> Response:
    """Sends a picture to be kept: the file is the body. Refused by its length before a byte of it is read."""
    asker = auth.who(dict(request.headers), request.cookies, g.request_id)
    g.locale = asker.locale
    if asker.principal is None:
        raise signed_out()
    body = {"content": base64.b64encode(_body()).decode()}
    return jsonify(clients.tell(asker.principal, g.request_id, "badges", "save-image", body)["image"])


@blueprint.errorhandler(Refusal)
def _refused(refusal: Refusal) -> Response:
    status = REFUSED.get(refusal.code, 500)
    document = ProblemDocument(
        title=HTTP_TITLES.get(status, "Error"),
        status=status,
        detail=refusal.message,
        errors=[FieldProblem.model_validate(one) for one in refusal.errors],
        id=refusal.id or g.request_id,
    )
    return problem_response(document)


def _body() -> bytes:
    """The file, read no further than it may be long, whatever it says of its length."""
    too_large = Problem(413, f"the picture can't be sent: it is larger than {LARGEST // 1024} kB")
    if (request.content_length or 0) > LARGEST:
        raise too_large
    content: bytes = request.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_large
    return content


def _passed_on(path: str) -> Response:
    url = httpx2.URL(settings().service_url("badges")).join(httpx2.URL(path=path))
    headers = {"X-Request-Id": g.request_id, **_on_behalf()}
    if condition := request.headers.get("If-None-Match"):
        headers["If-None-Match"] = condition
    try:
        found = clients.http().get(url.copy_with(query=request.query_string), headers=headers)
    except httpx2.HTTPError as error:
        raise Problem(503, "badges can't be drawn just now; try again shortly") from error
    response = Response(found.content, found.status_code)
    for name in PASSED_ON:
        if value := found.headers.get(name):
            response.headers[name] = value
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _on_behalf() -> dict[str, str]:
    """Pictures are public; whoever is signed in is named, for drafts. An <img> can't send the guard's header, and a
    picture changes nothing, so none is asked for."""
    try:
        principal = auth.who({**request.headers, auth.GUARD: "1"}, request.cookies, g.request_id).principal
    except Refusal:
        principal = None
    return {"Authorization": f"Bearer {mint('badges', principal)}"} if principal and principal.admin else {}
