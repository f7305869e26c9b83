"""`/auth`: how one signs in here. So far as one of the demo's people, from this very machine, never in production."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gateway import auth, clients, sessions
from gateway.errors import Refusal
from gateway.principals import GATEWAY, ask, known_as
from gateway.tokens import SYSTEM
from shared.config import settings
from shared.http import Problem, ProblemDocument, problem_response

MOST_OFFERED = 100
LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}
blueprint = Blueprint("signin", __name__, url_prefix="/auth")


class DemoSignIn(BaseModel):
    """Whom to be."""

    model_config = ConfigDict(extra="forbid", strict=True)
    employee: str = Field(min_length=1, max_length=100)


@blueprint.get("/options")
def options() -> Response:
    """How one may sign in: `{mode, organization, people}`; in demo mode, as whom."""
    offered: dict[str, Any] = {"mode": settings().auth, "organization": {"name": settings().organization_name}}
    if _demo():
        offered["people"] = _people()
    return jsonify(offered)


@blueprint.post("/demo")
def demo() -> Response:
    """Begins a session as one of the demo's people."""
    _same_site()
    if not _demo():
        raise Problem(403, "signing in as anyone is for demonstrations on this very machine (AUTH=demo)")
    try:
        employee = DemoSignIn.model_validate_json(request.get_data()).employee
    except ValidationError as error:
        raise Problem(422, "say whom to sign in as", [("employee", error.errors()[0]["msg"])]) from error
    if known_as(employee, g.request_id) is None or employee == SYSTEM:
        raise Problem(404, f"there is nobody {employee} to sign in as", [("employee", "unknown, or has left")])
    name = sessions.begin(employee, request.cookies.get(auth.cookie_name()))
    return _with_cookie(Response(status=204), name, sessions.LIFETIME)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Ends the session; without one nothing happens."""
    _same_site()
    if name := request.cookies.get(auth.cookie_name()):
        sessions.end(name)
    return _with_cookie(Response(status=204), "", 0)


@blueprint.errorhandler(Refusal)
def _refused(refusal: Refusal) -> Response:
    document = ProblemDocument(title="Not available", status=503, detail=refusal.message, id=g.request_id)
    return problem_response(document)


def _same_site() -> None:
    """Another site's form can send neither this content type nor this header."""
    if request.mimetype != "application/json":
        raise Problem(415, "send application/json", [("Content-Type", "must be application/json")])
    if request.headers.get(auth.GUARD) != "1":
        raise Problem(403, f"the header {auth.GUARD}: 1 is needed", [(auth.GUARD, "missing")])


def _demo() -> bool:
    """Whether anyone may be signed in as: asked for by this machine, under its own name (another site's name that was
    pointed at this machine, DNS rebinding, is not)."""
    loopback = ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104 - an address to compare
    asked_here = loopback and urlsplit(f"//{request.host}").hostname in LOCAL_NAMES
    return settings().auth == "demo" and not settings().production and asked_here


def _people() -> list[dict[str, Any]]:
    """The demo's people with what they may do, those with the widest roles first."""
    found = clients.ask(
        GATEWAY, g.request_id, "profiles", "people/search",
        {"search": None, "unit": None, "left": False, "first": MOST_OFFERED, "after": None},
    )["items"]  # fmt: skip
    principals = ask([person["id"] for person in found], g.request_id)
    names = {unit["id"]: unit["name"] for unit in _units().values()}
    people = [
        {
            "id": person["id"],
            "name": person["display_name"],
            "unit": names.get(person["unit"]),
            "roles": principals.get(person["id"], {}).get("roles", []),
        }
        for person in found
    ]
    return sorted(people, key=lambda person: -len(person["roles"]))


def _units() -> dict[str, Any]:
    found: dict[str, Any] = clients.ask(GATEWAY, g.request_id, "profiles", "units", {"ids": None})["items"]
    return found


def _with_cookie(response: Response, name: str, age: int) -> Response:
    response.set_cookie(
        auth.cookie_name(), name, max_age=age, path="/", httponly=True, samesite="Lax", secure=settings().production
    )
    return response
