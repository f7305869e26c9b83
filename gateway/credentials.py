"""What anybody may see of published awards, without signing in: a page for people, documents for programs.

All of it is the badges service's; what is not published answers as what never was."""

import httpx2
from flask import Blueprint, Response, g, make_response, request
from werkzeug.exceptions import NotFound

from gateway import clients, credential_page
from gateway.errors import NOT_FOUND, Refusal
from gateway.pictures import PASSED_ON, SANDBOX
from gateway.principals import GATEWAY
from shared.config import settings
from shared.http import Problem

FILES = {"credential.json", "credential.jwt", "badge.png", "badge.svg", "assertion.json"}
DOCUMENTS = ("application/ld+json", "application/json", "application/vc", "application/vc+ld+json")
FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
blueprint = Blueprint("credentials", __name__)


@blueprint.get("/b/<credential>")
def page(credential: str) -> Response:
    """The page; for a program that asks for JSON the credential itself, whose id this address is."""
    wanted = request.accept_mimetypes.best_match(("text/html", *DOCUMENTS), "text/html")
    response = _page(credential, verified=False) if wanted == "text/html" else _pass_on(f"/b/{credential}")
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


@blueprint.get("/b/<credential>/verify")
def verify(credential: str) -> Response:
    """The page with what was looked at just now."""
    return _page(credential, verified=True)


@blueprint.get("/b/<credential>/<file>")
def file(credential: str, file: str) -> Response:
    """The signed credential, its pictures, the Open Badges 2.0 assertion."""
    if file not in FILES:
        raise NotFound
    return _pass_on(f"/b/{credential}/{file}")


@blueprint.get("/.well-known/did.json")
@blueprint.get("/status/<int:number>")
@blueprint.get("/credentials/<path:path>")
def document(number: int = 0, path: str = "") -> Response:  # noqa: ARG001 - the address is passed on as it is
    """What credentials refer to: the issuer, its keys, what was achieved, what no longer stands."""
    return _pass_on(request.path)


def _page(credential: str, *, verified: bool) -> Response:
    language = request.accept_languages.best_match(credential_page.LANGUAGES, "en")
    asked = {"id": credential[:100], "verify": True, "locale": language}
    try:
        said = clients.ask(GATEWAY, g.request_id, "badges", "credential-page", asked)
    except Refusal as refusal:
        if refusal.code != NOT_FOUND:
            raise Problem(503, "this page can't be shown just now; try again shortly") from refusal
        return make_response(credential_page.nothing(language), 404)
    response = make_response(credential_page.shown(said, language, verified=verified))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _pass_on(path: str) -> Response:
    """What the service answers at this address, for programs of any site."""
    url = httpx2.URL(settings().service_url("badges")).join(httpx2.URL(path=path))
    try:
        found = clients.http().get(url.copy_with(query=request.query_string), headers={"X-Request-Id": g.request_id})
    except httpx2.HTTPError as error:
        raise Problem(503, "credentials can't be read just now; try again shortly") from error
    response = Response(found.content, found.status_code)
    kept = {name: value for name in PASSED_ON if (value := found.headers.get(name))}
    response.headers.update(kept | FOR_ALL)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
