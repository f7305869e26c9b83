"""`/badges/<id>/<version>.svg`: the badges service's drawings, passed on with their caching."""

import httpx2
from flask import Blueprint, Response, g, request

from gateway import auth, clients
from gateway.errors import Refusal
from shared.auth import mint
from shared.config import settings
from shared.http import Problem

PASSED_ON = ("Content-Type", "Cache-Control", "ETag", "Last-Modified", "Vary")
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
blueprint = Blueprint("pictures", __name__)


@blueprint.get("/badges/<badge>/<int:version>.svg")
def picture(badge: str, version: int) -> Response:
    """One drawing; drafts for administrators only, as the service decides."""
    url = httpx2.URL(settings().service_url("badges")).join(httpx2.URL(path=f"/badges/{badge}/{version}.svg"))
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
