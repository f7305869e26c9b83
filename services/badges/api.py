"""The HTTP API of badges: batched reads, commands of administrators, and the drawings, which anyone may see."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request
from pydantic import BaseModel
from spectree import Response as Answers

from services.badges import answers, holding, listing, publishing, reading, requests, tracing
from services.badges.correcting.api import blueprint as correcting
from services.badges.credentials.api import blueprint as credentials
from services.badges.images.api import blueprint as images
from services.badges.lifecycle.api import blueprint as lifecycle
from services.badges.observed.api import blueprint as observed
from services.badges.openapi import NAME, REFUSALS, api
from services.badges.pictures import picture
from shared.auth import NotAuthentic, Principal, verify
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.http import Check, Problem, create_app, principal, require
from shared.requests import json_only
from shared.store import Row, database

Json = dict[str, Any]
blueprint = Blueprint(NAME, __name__)
blueprint.register_blueprint(correcting)
blueprint.register_blueprint(lifecycle)
blueprint.register_blueprint(observed)
blueprint.register_blueprint(credentials)
blueprint.register_blueprint(images)


def make_app(checks: dict[str, Check]) -> Flask:
    """The application of the service."""
    return create_app(NAME, blueprint, api, checks, guard=False)


@blueprint.before_request
def authenticate() -> None:
    """The gateway's token, for everything but what anybody may GET; who shows one with that is known too."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not token and request.method in {"GET", "HEAD"}:
        g.principal = Principal("", roles=frozenset())
        return
    if scheme.lower() != "bearer" or not token:
        raise Problem(401, "a bearer token for this service is needed", [("Authorization", "missing")])
    try:
        g.principal = verify(NAME, token)
    except NotAuthentic as error:
        raise Problem(401, "the bearer token is not valid for this service", [("Authorization", str(error))]) from error


blueprint.before_request(json_only)


def _answers(model: type[BaseModel]) -> Answers:
    return Answers(HTTP_200=model, **REFUSALS)


@blueprint.post("/read/badges")
@api.validate(resp=_answers(answers.Badges))
def read_badges(json: requests.ReadBadges) -> Json:
    """Badges by id."""
    return {"items": reading.badges(database(NAME), principal(), json)}


@blueprint.post("/read/list")
@api.validate(resp=_answers(answers.BadgePage))
def read_list(json: requests.ReadList) -> Json:
    """A page of the badges that there are for the viewer."""
    return listing.page(database(NAME), principal(), json)


@blueprint.post("/read/mine")
@api.validate(resp=_answers(answers.Standings))
def read_mine(json: requests.ReadIds) -> Json:
    """Where the viewer stands with some badges."""
    return {"items": reading.mine(database(NAME), principal(), json.ids)}


@blueprint.post("/read/counts")
@api.validate(resp=_answers(answers.Counts))
def read_counts(json: requests.ReadCounts) -> Json:  # noqa: ARG001 - the body is checked to be empty
    """How many badges of each status the viewer has."""
    return reading.counts(database(NAME), principal())


@blueprint.post("/read/next-step")
@api.validate(resp=_answers(answers.Steps))
def read_next_step(json: requests.ReadNextStep) -> Json:
    """The viewer's nearest badges."""
    return {"items": reading.next_steps(database(NAME), principal(), json.first)}


@blueprint.post("/read/awards")
@api.validate(resp=_answers(answers.Awards))
def read_awards(json: requests.ReadIds) -> Json:
    """Awards by id, as far as the viewer may see them."""
    return {"items": reading.awards(database(NAME), principal(), json.ids)}


@blueprint.post("/read/awards-of")
@api.validate(resp=_answers(answers.AwardsOf))
def read_awards_of(json: requests.ReadAwardsOf) -> Json:
    """The newest awards of some people."""
    return {"items": reading.awards_of(database(NAME), principal(), json)}


@blueprint.post("/read/holders")
@api.validate(resp=_answers(answers.HolderPage))
def read_holders(json: requests.ReadHolders) -> Json:
    """A page of those who hold a badge."""
    return holding.holders(database(NAME), principal(), json)


@blueprint.post("/read/holder-counts")
@api.validate(resp=_answers(answers.HolderCounts))
def read_holder_counts(json: requests.ReadIds) -> Json:
    """How many people hold some badges."""
    return {"items": reading.holder_counts(database(NAME), principal(), json.ids)}


@blueprint.post("/read/trace")
@api.validate(resp=_answers(answers.Traces))
def read_trace(json: requests.ReadTrace) -> Json:
    """Why, or why not yet."""
    return {"items": tracing.traces(database(NAME), principal(), json)}


@blueprint.post("/commands/save-badge")
@api.validate(resp=_answers(answers.Changed))
def save_badge(json: requests.SaveBadge) -> Json:
    """Make or change a draft."""
    require(principal().admin, "change badges")
    rule = publishing.rule_of(json)
    return _run(lambda tx: publishing.save(tx, json, rule), json, json.locale)


@blueprint.post("/commands/publish-badge")
@api.validate(resp=_answers(answers.Changed))
def publish_badge(json: requests.PublishBadge) -> Json:
    """Put a draft in force."""
    require(principal().admin, "publish badges")
    return _run(lambda tx: publishing.publish(tx, json), json)


@blueprint.post("/commands/retire-badge")
@api.validate(resp=_answers(answers.Changed))
def retire_badge(json: requests.RetireBadge) -> Json:
    """Take a badge out of force."""
    require(principal().admin, "retire badges")
    return _run(lambda tx: publishing.retire(tx, json), json)


@blueprint.get("/badges/<badge>/<int:version>.svg")
@api.validate(resp=Answers(HTTP_200=None, **REFUSALS), security={})
def draw_badge(badge: str, version: int, query: requests.Picture) -> Response:
    """The drawing of a badge's version."""
    svg, headers = picture(database(NAME), badge, version, query, admin=principal().admin)
    return Response(svg, mimetype="image/svg+xml", headers=headers)


def _run(work: Callable[[Transaction], Row], said: requests.Command, locale: str = "en") -> Json:
    """Run a command and show the badge as it is now; an idempotency key is the asker's own, and of that command."""
    who, db = principal(), database(NAME)
    key = said.idempotency_key and f"{who.employee}|{type(said).__name__}|{said.idempotency_key}"
    done = command(db, NAME, work, key=key, body=said.model_dump_json())
    if relay := current_app.extensions.get("relay"):
        relay.wake()
    asked = requests.ReadBadges(ids=[done["id"]], versions={done["id"]: done["version"]}, locale=locale)
    return {"badge": reading.badges(db, who, asked)[done["id"]]}
